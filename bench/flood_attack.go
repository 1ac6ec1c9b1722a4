//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// An attack is what is done to a server, all at once. One client asks for many URLs and another
// does the rest: the views of the second would be in the way of its own URLs.
type attack struct {
	addr string

	urls       int // distinct ones
	slowHeads  int // connections that send a request for ever
	slowBodies int
	slowViews  int
	hungViews  int

	asked atomic.Int64 // URLs, so far
	tasks sync.WaitGroup
}

// Cookies of the two clients.
const (
	attacker = "user=666"
	crawler  = "user=667"
)

// begin begins the attack. It ends with the context.
func (a *attack) begin(ctx context.Context) {
	transport := &http.Transport{MaxIdleConnsPerHost: 1000}
	client := &http.Client{Transport: transport}
	context.AfterFunc(ctx, transport.CloseIdleConnections)
	get := func(uri, who string) {
		r := must(http.NewRequestWithContext(ctx, http.MethodGet, "http://"+a.addr+uri, nil))
		r.Header.Set("Cookie", who)
		r.Header.Set("Accept-Encoding", "identity") // the baseline does not compress
		resp, err := client.Do(r)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	repeat := func(n int, do func(i int)) {
		for i := range n {
			a.tasks.Go(func() {
				for ctx.Err() == nil {
					do(i)
				}
			})
		}
	}
	pause := func(d time.Duration) {
		select {
		case <-time.After(d):
		case <-ctx.Done():
		}
	}
	repeat(32, func(int) {
		n := a.asked.Add(1)
		if n > int64(a.urls) {
			a.asked.Add(-1)
			pause(time.Hour)
			return
		}
		get(fmt.Sprint(listPage, "?n=", n), crawler)
	})
	repeat(a.slowViews, func(i int) { get(fmt.Sprint(slowPage, "?n=", i), attacker); pause(100 * time.Millisecond) })
	repeat(a.hungViews, func(i int) { get(fmt.Sprint(hungPage, "?n=", i), attacker); pause(100 * time.Millisecond) })
	repeat(a.slowHeads, func(int) { a.drip(ctx, "GET / HTTP/1.1\r\nHost: a\r\n", "X: y\r\n", pause) })
	repeat(a.slowBodies, func(int) {
		head := "POST " + listPage + "?_action=save HTTP/1.1\r\nHost: a\r\nCookie: " + attacker + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
		a.drip(ctx, head+"Content-Length: 100000\r\n\r\ntext=", "a", pause)
	})
}

// drip opens a connection and sends a piece each second, until the server has enough of it.
func (a *attack) drip(ctx context.Context, head, piece string, pause func(time.Duration)) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", a.addr)
	if err != nil {
		pause(time.Second)
		return
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	for _, err = io.WriteString(conn, head); err == nil && ctx.Err() == nil; _, err = io.WriteString(conn, piece) {
		pause(time.Second)
	}
	pause(time.Second)
}
