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
	none    chan struct{} // closed when no connection is without a request; nil: nobody asks
}

// A connection is one that net/http serves.
type connection struct {
	conn    net.Conn
	waiting *list.Element // nil: a handler runs
}

type connectionKey struct{}

func newConnections(limit int, parked func() int) *connections {
	return &connections{max: limit, parked: parked, open: map[net.Conn]*connection{}}
}

// opened notes a new connection, for [http.Server.ConnContext].
func (c *connections) opened(ctx context.Context, conn net.Conn) context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := &connection{conn: conn}
	one.waiting = c.waiting.PushBack(one)
	c.open[conn] = one
	//mutant:false TestIdleSocketsAndHealth: connections are limited
	for c.max > 0 && len(c.open)+c.parked() > c.max && c.waiting.Len() > 1 {
		longest := c.waiting.Front().Value.(*connection)
		c.forget(longest.conn)
		_ = longest.conn.Close()
	}
	return context.WithValue(ctx, connectionKey{}, one)
}

// serving notes that a handler runs: the connection is not closed.
func (c *connections) serving(r *http.Request) {
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
		c.checkNone()
	}
}

// stateChanged is [http.Server.ConnState].
func (c *connections) stateChanged(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateIdle:
		if one := c.open[conn]; one != nil && one.waiting == nil {
			one.waiting = c.waiting.PushBack(one)
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
	delete(c.open, conn)
	c.checkNone()
}

// waitUntilNoneWaits waits until every open connection has a request, for a limited time.
func (c *connections) waitUntilNoneWaits(ctx context.Context, limit time.Duration) {
	c.mu.Lock()
	none := make(chan struct{})
	c.none = none
	c.checkNone()
	c.mu.Unlock()
	select {
	case <-none:
	case <-ctx.Done():
	case <-time.After(limit):
	}
}

// checkNone says that no connection is without a request. The lock is held.
func (c *connections) checkNone() {
	if c.none != nil && c.waiting.Len() == 0 {
		close(c.none)
		c.none = nil
	}
}
