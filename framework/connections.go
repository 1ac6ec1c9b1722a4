package framework

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// connections limits the connections of a server. Above the limit it closes the one that has been
// without a request for longest. So idle and slow clients do not take the descriptors that others
// need, a health check among them.
type connections struct {
	max    int        // zero: no limit
	parked func() int // connections that net/http does not know any more

	mu      sync.Mutex
	open    map[net.Conn]*connection
	waiting list.List     // of *connection: those without a request, the longest waiting first
	ending  int           // open connections that end with the answer under way
	allEnd  chan struct{} // closed when all open connections do; nil: nobody asks
}

// A connection is one that net/http serves.
type connection struct {
	conn    net.Conn
	waiting *list.Element // nil: a handler runs
	since   time.Time     // when it began to wait
	unread  time.Time     // when bytes were last seen that were not read yet
	ends    bool          // the answer under way says that it is the last
}

// minIdle is how long a connection has for its next request before it may be closed for others. If
// all have waited for less, the server accepts none: those that come wait in the kernel's queue,
// without descriptors.
const minIdle = 250 * time.Millisecond

// maxUnread is how long a connection is spared because its request has arrived and the server has
// had no time to read it.
const maxUnread = 5 * time.Second

type connectionKey struct{}

func newConnections(limit int, parked func() int) *connections {
	return &connections{max: limit, parked: parked, open: map[net.Conn]*connection{}}
}

// opened notes a new connection, for [http.Server.ConnContext]: the server accepts the next one
// when it returns.
func (c *connections) opened(ctx context.Context, conn net.Conn) context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := &connection{conn: conn}
	one.waiting = c.waiting.PushBack(one)
	one.since = time.Now()
	c.open[conn] = one
	//mutant:false TestIdleSocketsAndHealth: connections are limited
	for c.max > 0 && len(c.open)+c.parked() > c.max && c.waiting.Len() > 1 {
		idle := c.longestIdle()
		if idle == nil {
			c.mu.Unlock()
			time.Sleep(5 * time.Millisecond)
			c.mu.Lock()
			continue
		}
		c.forget(idle.conn)
		_ = idle.conn.Close()
	}
	return context.WithValue(ctx, connectionKey{}, one)
}

// longestIdle returns the connection that has been without a request for longest, or nil if none
// may be closed now. The lock is held.
func (c *connections) longestIdle() *connection {
	for e := c.waiting.Front(); e != nil; e = e.Next() {
		one := e.Value.(*connection)
		now := time.Now()
		age := now.Sub(one.since)
		//mutant:false TestBurstOfConnections: a connection has time for its request
		if age < minIdle {
			return nil // and the rest are younger
		}
		//mutant:false TestUnreadRequest: a request that has arrived is answered
		if age <= maxUnread && hasUnread(one.conn) {
			one.unread = now
		}
		// A request that was just read may have no handler yet.
		//mutant:true(2) TestUnreadRequest
		if age > maxUnread || now.Sub(one.unread) >= minIdle {
			return one
		}
	}
	return nil
}

// serving notes that a handler runs: the connection is not closed. Its answer may be the last.
func (c *connections) serving(r *http.Request, last bool) {
	one, ok := r.Context().Value(connectionKey{}).(*connection)
	if !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	//mutant:false TestBusyConnectionsStay: a connection with a request is not closed
	if one.waiting != nil {
		c.waiting.Remove(one.waiting)
		one.waiting = nil
	}
	//mutant:false TestRequestsDuringShutdown: a server does not wait for a connection that ends
	if last && !one.ends && c.open[one.conn] == one {
		one.ends = true
		c.ending++
		c.checkAllEnd()
	}
}

// stateChanged is [http.Server.ConnState].
func (c *connections) stateChanged(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateIdle:
		if one := c.open[conn]; one != nil && one.waiting == nil {
			one.waiting, one.since = c.waiting.PushBack(one), time.Now()
		}
	case http.StateHijacked, http.StateClosed:
		c.forget(conn)
	}
}

// forget forgets a connection. The lock is held.
func (c *connections) forget(conn net.Conn) {
	one := c.open[conn]
	if one == nil {
		return
	}
	if one.waiting != nil {
		c.waiting.Remove(one.waiting)
		one.waiting = nil
	}
	if one.ends {
		c.ending--
	}
	delete(c.open, conn)
	c.checkAllEnd()
}

// waitUntilAllEnd waits until no client may send another request over its connection, for a limited
// time: each is closed, or ends with the answer under way. A client whose answer has not said so
// may send one as soon as it has read it.
func (c *connections) waitUntilAllEnd(ctx context.Context, limit time.Duration) {
	c.mu.Lock()
	allEnd := make(chan struct{})
	c.allEnd = allEnd
	c.checkAllEnd()
	c.mu.Unlock()
	select {
	case <-allEnd:
	case <-ctx.Done():
	case <-time.After(limit):
	}
}

// checkAllEnd says that all open connections end. The lock is held.
func (c *connections) checkAllEnd() {
	if c.allEnd != nil && c.ending == len(c.open) {
		close(c.allEnd)
		c.allEnd = nil
	}
}
