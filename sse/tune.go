package sse

import (
	"context"
	"crypto/tls"
	"net"
)

// ConnContext tunes a connection for streams; set [http.Server.ConnContext] to it. Parked streams are tuned without it. For attended ones, HTTP/2
// and TLS, it is the only way to the socket: without it a peer that vanished is served until its stream is old, and the
// kernel keeps old news for one that is slow.
func (h *Hub) ConnContext(ctx context.Context, conn net.Conn) context.Context {
	if t, ok := conn.(*tls.Conn); ok {
		conn = t.NetConn()
	}
	tune(conn, h.WriteTimeout)
	return ctx
}
