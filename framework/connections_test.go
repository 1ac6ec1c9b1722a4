package framework

import (
	"context"
	"net"
	"net/http"
	"runtime"
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
		all.serving(r, false)
		time.Sleep(time.Minute)
		if person.closed {
			t.Error("a connection with a request was closed")
		}
		if n := len(opened); n != 101 {
			t.Errorf("%d connections were opened, want all 101", n)
		}
	})
}

// A connection whose request has arrived is not closed for others, although a busy server has not
// read it for a while.
func TestUnreadRequest(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	all := newConnections(2, func() int { return 0 })
	accept := func(text string) net.Conn {
		client, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { client.Close() })
		if _, err := client.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		conn, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		for text != "" && !hasUnread(conn) {
			runtime.Gosched()
		}
		all.opened(t.Context(), conn)
		all.open[conn].since = time.Now().Add(-time.Second)
		return conn
	}
	unread := accept("GET / HTTP/1.1\r\n")
	idle := accept("")
	accept("")
	if all.open[unread] == nil {
		t.Error("a connection with a request was closed")
	}
	if all.open[idle] != nil {
		t.Error("a connection without a request is open, and the limit is exceeded")
	}
	// Its request is read, and its handler does not run yet.
	if _, err := unread.Read(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	all.open[unread].unread = time.Now().Add(time.Minute) // just now, however slow the machine is
	accept("")
	if all.open[unread] == nil {
		t.Error("a connection was closed whose request had just been read")
	}
	all.open[unread].unread = time.Now().Add(-minIdle)
	accept("")
	if all.open[unread] != nil {
		t.Error("a connection that sends nothing more is open, and the limit is exceeded")
	}
}

// A server that stops closes no connection over which a client may send a request just then: one
// whose answer has been read, although the server has not noticed its end, is such a one.
func TestRequestsDuringShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := newConnections(0, nil)
		conn := &closedConn{}
		r, _ := http.NewRequestWithContext(all.opened(t.Context(), conn), "GET", "/", nil)
		waits := func(what string, want time.Duration) {
			start := time.Now()
			all.waitUntilAllEnd(t.Context(), linger)
			if waited := time.Since(start); waited != want {
				t.Errorf("%s: the server waited %v, want %v", what, waited, want)
			}
		}
		waits("without a request", linger)
		all.serving(r, false)
		waits("its answer does not say that it is the last", linger)
		all.stateChanged(conn, http.StateIdle)
		waits("idle", linger)
		all.serving(r, true)
		waits("its answer is the last", 0)
		all.stateChanged(conn, http.StateClosed)
		waits("closed", 0)
		all.opened(t.Context(), conn)
		waits("another", linger)
	})
}
