//go:build unix

package sse

import (
	"math"

	"golang.org/x/sys/unix"
)

// MaxConnections returns how many connections this process has descriptors for, with a sixteenth,
// and at least 32, left for files, databases and whatever else it has open. Zero: the system has no
// limit.
func MaxConnections() int {
	var limit unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit)
	if err != nil || uint64(limit.Cur) > math.MaxInt32 {
		return 0
	}
	return max(1, int(limit.Cur)-max(int(limit.Cur)/16, 32))
}
