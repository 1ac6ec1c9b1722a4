package selftest

import "log/slog"

// minStreams is the number of streams below which the operator is warned.
const minStreams = 3600

// Descriptors warns if the process may open so few descriptors that few tabs fit. maxStreams is the
// limit of open streams that follows from them; zero is no limit.
func Descriptors(maxStreams int, log *slog.Logger) {
	if maxStreams > 0 && maxStreams < minStreams {
		log.Warn("goldfish: this process may open few descriptors, and each open tab takes one: raise the limit with LimitNOFILE= of systemd, "+
			"--ulimit nofile= of Docker, or ulimit -n", "tabs", maxStreams)
	}
}
