//go:build unix

package snapshot

import (
	"syscall"
	"time"
)

// cost is the processor time of one call.
func cost(f func()) time.Duration {
	calls := 1
	for spent(calls, f) < 2*time.Millisecond {
		calls *= 2
	}
	best := time.Hour
	for range 15 {
		best = min(best, spent(calls, f)/time.Duration(calls))
	}
	return best
}

func spent(calls int, f func()) time.Duration {
	before := processor()
	for range calls {
		f()
	}
	return processor() - before
}

func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
