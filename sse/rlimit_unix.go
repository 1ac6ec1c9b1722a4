//go:build unix

package sse

import (
	"math"

	"golang.org/x/sys/unix"
)

// maxStreams returns how many streams this process has descriptors for, with a sixteenth left for
// everything else. Zero: the system has no limit.
func maxStreams() int {
	var limit unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit)
	if err != nil || uint64(limit.Cur) > math.MaxInt32 {
		return 0
	}
	return int(limit.Cur) - int(limit.Cur)/16
}
