// Package socket closes a listening TCP socket without losing a request.
//
// The kernel takes connections into a queue before the server accepts them. When the socket is
// closed, those in the queue are reset, though their clients are connected and may have sent
// a request. A proxy that knows only that the connection broke must not send a POST to another
// server (RFC 9110, 9.2.2), so somebody would see an error. It may if the connection was refused.
package socket

import (
	"context"
	"net"
	"time"
)

const (
	// handshakeTime is how long a connection that has begun may take to get into the queue.
	handshakeTime = 200 * time.Millisecond

	// refuseTime is how long new connections may be ignored. Clients ask again after a second
	// (RFC 6298, 2.1), and are refused then, if the socket is closed.
	refuseTime = 800 * time.Millisecond
)

// A Listener is a TCP socket that no other process has.
type Listener struct{ *net.TCPListener }

// Listen opens a socket at an address.
func Listen(addr string) (Listener, error) {
	var config net.ListenConfig
	config.SetMultipathTCP(false) // Linux does not filter the packets of such a socket
	l, err := config.Listen(context.Background(), "tcp", addr)
	if err != nil {
		return Listener{}, err
	}
	return Listener{l.(*net.TCPListener)}, nil
}

// Finish ignores connections that begin from now on, and returns when those that had begun have
// been accepted, or after 0.8 s. The caller goes on accepting, and then closes the socket. Where
// the system is not Linux, Finish does nothing.
func (l Listener) Finish(ctx context.Context) {
	raw, err := l.SyscallConn()
	if err != nil || ignoreNew(raw) != nil {
		return
	}
	began := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(20 * time.Millisecond):
		}
		past := time.Since(began)
		if past > refuseTime || past > handshakeTime && queueIsEmpty(raw) {
			return
		}
	}
}
