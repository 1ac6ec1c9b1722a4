package sse

import (
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// notSentLowat is how many bytes the kernel keeps for a peer that does not take them. By default it
// keeps up to 4 MB (tcp(7), tcp_wmem): thousands of events that are outdated when they are read.
const notSentLowat = 16 << 10

// parkedReceiveBuffer is how many bytes the kernel takes for a parked stream, which nobody reads:
// the kernel makes it the least that there is. By default a client could make it hold 124 KB.
const parkedReceiveBuffer = 1 << 10

// holdable returns an error for a connection that cannot be parked.
func holdable(conn net.Conn) error {
	switch conn.(type) {
	case *net.TCPConn, *net.UnixConn:
		return nil
	default:
		// Its Close may do more than close a descriptor, such as release a place under a limit.
		return fmt.Errorf("its connection is a %T, neither TCP nor a unix socket as such", conn)
	}
}

// setSocketOptions makes the kernel keep little for a slow peer, and give up a silent one.
// Keep-alive does not do that: it does not run while data is unacknowledged, which for a peer that
// vanished is up to 15 minutes (tcp(7), tcp_retries2).
func setSocketOptions(conn net.Conn, timeout time.Duration) {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(s uintptr) { setOptions(int(s), timeout) })
}

// setOptions is setSocketOptions for a descriptor.
func setOptions(fd int, timeout time.Duration) {
	//mutant:set(error(nil)) TestKernelBufferIsSmall$: the kernel keeps few events
	err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, notSentLowat)
	if errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ENOPROTOOPT) {
		// The kernel keeps few events for a unix socket.
		//mutant:delete TestUnixKernelBufferIsSmall
		// A unix socket.
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_SNDBUF, notSentLowat)
		return
	}
	//mutant:delete TestBlackHoleTimeout/parked: a peer that vanished is noticed
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(timeout.Milliseconds()))
}
