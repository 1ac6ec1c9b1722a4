package framework

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// A closedConn notes that it was closed.
type closedConn struct {
	net.Conn
	closed bool
}

func (c *closedConn) Close() error { c.closed = true; return nil }

// A connection that has just been opened is not closed for others, however many come at once: its
// request may have arrived, and not have been read yet. They wait, without descriptors, until
// others have been idle for a while.
func TestBurstOfConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := newConnections(10, func() int { return 0 })
		opened := make(chan *closedConn, 1000)
		open := func() (*closedConn, context.Context) {
			conn := &closedConn{}
			ctx := all.opened(t.Context(), conn)
			opened <- conn
			return conn, ctx
		}
		person, ctx := open()
		go func() {
			for range 100 {
				open()
			}
		}()
		time.Sleep(100 * time.Millisecond)
		if person.closed {
			t.Error("a connection was closed 100 ms after it was opened")
		}
		if n := len(opened); n > 10 {
			t.Errorf("%d connections are open, above the limit of 10", n)
		}
		r, _ := http.NewRequestWithContext(ctx, "GET", "/", nil)
		all.serving(r)
		time.Sleep(time.Minute)
		if person.closed {
			t.Error("a connection with a request was closed")
		}
		if n := len(opened); n != 101 {
			t.Errorf("%d connections were opened, want all 101", n)
		}
	})
}
