package socket

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// ignoreSYN is a filter of packets (Linux, Documentation/networking/filter.rst) that drops those
// which begin a connection. Packets of a connection that has begun pass.
var ignoreSYN = []unix.SockFilter{
	{Code: unix.BPF_LD | unix.BPF_B | unix.BPF_ABS, K: 13}, // the flags (RFC 9293, 3.1)
	{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, K: 0x02, Jt: 0, Jf: 1},
	{Code: unix.BPF_RET | unix.BPF_K, K: 0},
	{Code: unix.BPF_RET | unix.BPF_K, K: 0xffffffff},
}

// ignoreNew makes a listening socket ignore connections that begin.
func ignoreNew(raw syscall.RawConn) error {
	var err error
	program := unix.SockFprog{Len: uint16(len(ignoreSYN)), Filter: &ignoreSYN[0]}
	broken := raw.Control(func(fd uintptr) {
		err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &program)
	})
	if broken != nil {
		return broken
	}
	return err
}

// queueIsEmpty reports whether no connection waits to be accepted.
func queueIsEmpty(raw syscall.RawConn) (empty bool) {
	_ = raw.Control(func(fd uintptr) {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
		empty = n == 0 && err == nil
	})
	return empty
}
