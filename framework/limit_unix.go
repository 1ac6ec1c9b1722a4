//go:build linux || darwin

package framework

import "syscall"

// descriptors is how many this process may have open. Go has raised the soft limit to the hard one when the program began.
func descriptors() (limit uint64, ok bool) {
	var l syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l)
	return l.Cur, err == nil
}
