package sse

import (
	"crypto/tls"
	"net"
	"time"
)

// withoutTLS returns the connection below TLS.
func withoutTLS(conn net.Conn) net.Conn {
	if t, ok := conn.(*tls.Conn); ok {
		return t.NetConn()
	}
	return conn
}

// A deadlineWriter writes to a connection, each time for no longer than the timeout.
type deadlineWriter struct {
	conn    net.Conn
	timeout time.Duration
}

func (w deadlineWriter) write(p []byte) error {
	// A hijacked stream whose peer takes nothing ends.
	//mutant:set(error(nil)) TestTransportWriteTimeout/^wrapped_connection$
	if err := w.conn.SetWriteDeadline(time.Now().Add(w.timeout)); err != nil {
		return err
	}
	_, err := w.conn.Write(p)
	return err
}
