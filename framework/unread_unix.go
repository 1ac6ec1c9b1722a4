//go:build unix

package framework

import (
	"net"
	"syscall"
)

// hasUnread reports whether bytes of a connection have arrived and are not read yet.
func hasUnread(conn net.Conn) (unread bool) {
	if secure, ok := conn.(interface{ NetConn() net.Conn }); ok { // [crypto/tls.Conn]
		conn = secure.NetConn()
	}
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return false
	}
	_ = raw.Control(func(fd uintptr) {
		n, _, err := syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		unread = n > 0 && err == nil
	})
	return unread
}
