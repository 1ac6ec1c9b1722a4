package sse_test

import (
	"context"
	"expvar"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"

	"github.com/goldfish-go/goldfish/sse"
)

// A counter is what all clients of this example see.
type counter struct {
	mu      sync.Mutex
	n       int
	clients map[*client]struct{}
}

func (c *counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	for each := range c.clients {
		each.waker.Wake()
	}
}

// A client is the source of one stream.
type client struct {
	counter    *counter
	waker      sse.Waker
	next, sent int
}

func (c *counter) start(w sse.Waker) sse.Source {
	c.mu.Lock()
	defer c.mu.Unlock()
	each := &client{counter: c, waker: w}
	c.clients[each] = struct{}{}
	return each
}

func (c *client) Next() (*sse.Frame, bool) {
	c.counter.mu.Lock()
	defer c.counter.mu.Unlock()
	if c.next = c.counter.n; c.next == c.sent {
		return nil, false
	}
	return sse.NewFrame(&sse.Event{Data: fmt.Append(nil, c.next)}), false
}

func (c *client) Sent() { c.sent = c.next }

func (c *client) Close() {
	c.counter.mu.Lock()
	defer c.counter.mu.Unlock()
	delete(c.counter.clients, c)
}

// Every client sees the newest number. A slow client misses numbers and delays nobody.
func ExampleServer_Serve() {
	counter := &counter{n: 1, clients: map[*client]struct{}{}}
	streams := sse.NewServer()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait, err := streams.Serve(w, r, sse.Stream{Start: counter.start})
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		wait()
	}))
	defer server.Close()
	defer streams.Close()

	ctx, cancel := context.WithCancel(context.Background())
	reader := &sse.Client{URL: server.URL}
	_ = reader.Subscribe(ctx, func(e *sse.Event) {
		fmt.Printf("%s\n", e.Data)
		if string(e.Data) == "3" {
			cancel()
			return
		}
		counter.add()
	})
	// Output:
	// 1
	// 2
	// 3
}

// The gauges of net/http do not know of parked streams. These do. With expvar they are at
// /debug/vars.
func ExampleServer_Count() {
	streams := sse.NewServer()
	defer streams.Close()
	expvar.Publish("streams", expvar.Func(func() any { return streams.Count() }))
	fmt.Println(expvar.Get("streams"))
	// Output: {"Streams":0,"Parked":0}
}
