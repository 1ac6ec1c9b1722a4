//go:build unix

package sse

import (
	"math"

	"golang.org/x/sys/unix"
)

// room is how many streams this process has descriptors for, with some left for everything else.
func room() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || uint64(limit.Cur) > math.MaxInt32 {
		return 0
	}
	return int(limit.Cur) - int(limit.Cur)/16
}
