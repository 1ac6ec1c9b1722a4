package sse

import (
	"errors"
	"fmt"
	"net"
	"os"
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

// dupFD returns a descriptor of the connection that Go's runtime knows nothing of, and closes the
// connection itself. If it fails, the connection is as it was.
//
// It duplicates the descriptor and does not use File, which puts it into the runtime's poller
// again, and whose Fd makes it blocking. Socket options belong to the socket, so they stay:
// non-blocking, no delay, keep-alive.
func dupFD(conn net.Conn, timeout time.Duration) (fd int, err error) {
	switch conn.(type) {
	case *net.TCPConn, *net.UnixConn:
	default:
		// Its Close may do more than close a descriptor, such as release a place under a limit.
		return -1, fmt.Errorf("its connection is a %T, neither TCP nor a unix socket as such", conn)
	}
	raw, err := conn.(syscall.Conn).SyscallConn()
	if err != nil {
		return -1, err
	}
	setSocketOptions(conn, timeout)
	dup := func(s uintptr) { fd, err = unix.FcntlInt(s, unix.F_DUPFD_CLOEXEC, 0) }
	if e := raw.Control(dup); e != nil {
		err = e
	}
	if err != nil {
		return -1, os.NewSyscallError("fcntl", err)
	}
	//mutant:delete TestParkedClientThatSends/buffer: the kernel takes little for a parked stream
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, parkedReceiveBuffer)
	return fd, conn.Close()
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
	_ = raw.Control(func(s uintptr) {
		//mutant:set(error(nil)) TestKernelBufferIsSmall$: the kernel keeps few events
		err := unix.SetsockoptInt(int(s), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, notSentLowat)
		if errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ENOPROTOOPT) {
			// The kernel keeps few events for a unix socket.
			//mutant:delete TestUnixKernelBufferIsSmall
			// A unix socket.
			_ = unix.SetsockoptInt(int(s), unix.SOL_SOCKET, unix.SO_SNDBUF, notSentLowat)
			return
		}
		//mutant:delete TestBlackHoleTimeout/parked: a peer that vanished is noticed
		_ = unix.SetsockoptInt(int(s), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(timeout.Milliseconds()))
	})
}
