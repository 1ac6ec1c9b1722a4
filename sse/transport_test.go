package sse

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

func TestTransport(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		h.Heartbeat = time.Hour // no heartbeat helps to notice a peer that leaves
		s := &fakeDB{}
		site := r.open(t, h, s)
		v := site.connect(t)
		want(t, "type", v.resp.Header.Get("Content-Type"), "text/event-stream; charset=utf-8")
		want(t, "cache", v.resp.Header.Get("Cache-Control"), "no-store, no-transform")
		want(t, "nginx", v.resp.Header.Get("X-Accel-Buffering"), "no")
		want(t, "compressed", v.resp.Uncompressed, !r.plain)
		want(t, "varies", v.resp.Header.Get("Vary"), "Accept-Encoding")
		v.expect(t, "hello n=0")
		parked := 0
		if r.parked {
			parked = 1
			want(t, "ends with its connection", v.resp.Close, true)
		}
		want(t, "gauges", h.Count(), Counts{Streams: 1, Parked: parked})
		for n := range 20 {
			s.number.Store(int64(n + 1))
			h.Notify("number")
			v.until(t, "the change", func(text string) bool { return strings.HasSuffix(dataOf(text), fmt.Sprint(" n=", n+1)) })
		}
		v.disconnect()
		site.waitForStreams(t, 0)
		want(t, "parked", h.Count().Parked, 0)
	})
}

func TestTransportHeartbeat(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		h.Heartbeat = 40 * time.Millisecond
		h.MaxStreamAge = 0
		s := &fakeDB{}
		site := r.open(t, h, s)
		v := site.connect(t, "Held", "0")
		start := time.Now()
		v.until(t, "heartbeats", func(text string) bool { return strings.Count(text, Heartbeat) >= 5 })
		if took := time.Since(start); took < 5*h.Heartbeat/2 {
			t.Errorf("5 heartbeats in %v", took)
		}
		text, _ := v.now()
		want(t, "nothing else", strings.ReplaceAll(text, Heartbeat, ""), string(helloFrame.raw))
		want(t, "loads", s.loads.Load(), int64(1))
		site.waitForStreams(t, 1)
	})
}

func TestTransportEnd(t *testing.T) {
	bye := NewFrame(&Event{Data: []byte("bye")})
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		signal := NewFrame(&Event{Data: []byte("signal")})
		site := r.openWith(t, h, options{CloseTopic: "user:7", CloseEvent: bye, SignalTopic: "shell:7", SignalEvent: signal}, nil, &fakeDB{})
		v := site.connect(t)
		v.expect(t, "hello n=0")
		h.Notify("shell:7")
		v.expect(t, "hello n=0 signal")
		h.Notify("user:7")
		v.expectEnd(t)
		want(t, "got", v.data(), "hello n=0 signal bye")
		site.waitForStreams(t, 0)
	})
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		h.Heartbeat = 40 * time.Millisecond
		start := time.Now()
		v := r.openWith(t, h, options{CloseEvent: bye, Expires: start.Add(200 * time.Millisecond)}, nil, &fakeDB{}).connect(t)
		v.expectEnd(t)
		want(t, "expired", strings.TrimPrefix(v.data(), "hello "), "n=0")
		if took := time.Since(start); took < 190*time.Millisecond {
			t.Errorf("expired after %v", took)
		}
	})
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		h.Heartbeat, h.MaxStreamAge = 40*time.Millisecond, 200*time.Millisecond
		start := time.Now()
		v := r.open(t, h, &fakeDB{}).connect(t)
		v.expectEnd(t)
		if took := time.Since(start); took < 150*time.Millisecond {
			t.Errorf("old after %v", took)
		}
	})
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		source := &removable{fakeDB: &fakeDB{}}
		v := r.open(t, h, source).connect(t)
		v.expect(t, "hello n=0")
		source.gone.Store(true)
		h.Notify("number")
		v.expectEnd(t)
		want(t, "the page has gone", v.data(), "hello n=0 gone")
	})
}

// Close ends the open streams at once, and those that are starting. Shutdown then has nothing to
// wait for.
func TestTransportShutdown(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		site := r.open(t, h, &fakeDB{})
		var tabs []*tab
		for range 20 {
			tabs = append(tabs, site.connect(t))
		}
		tabs[19].expect(t, "hello n=0")
		site.connectSilently(t)
		h.Server.Close()
		for _, v := range tabs {
			v.expectEnd(t)
			if got := v.data(); got != "hello" && got != "hello n=0" {
				t.Errorf("got %q", got)
			}
		}
		site.waitForStreams(t, 0)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := site.Config.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		want(t, "gauges", h.Count().Parked, 0)
	})
}

func TestTransportErrorBeforeTheHead(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		s := &fakeDB{}
		s.fails.Store(true)
		site := r.open(t, h, s)
		v := site.connect(t)
		v.expectEnd(t)
		want(t, "status", v.resp.StatusCode, http.StatusInternalServerError)
		s.fails.Store(false)
		h.Close()
		v = site.connect(t)
		want(t, "after the end", v.resp.StatusCode, http.StatusInternalServerError)
	})
}

func TestTransportHead(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		site := r.open(t, h, &fakeDB{})
		req, err := http.NewRequestWithContext(t.Context(), http.MethodHead, site.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		coding := ""
		if !r.plain {
			coding = "gzip"
			req.Header.Set("Accept-Encoding", coding)
		}
		resp, err := site.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		want(t, "coding", resp.Header.Get("Content-Encoding"), coding)
		want(t, "type", resp.Header.Get("Content-Type"), "text/event-stream; charset=utf-8")
		want(t, "streams", h.Count().Streams, 0)
	})
}

// The deadlines of the http.Server do not end streams.
func TestTransportServerDeadlines(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		t.Parallel()
		const timeout = 3 * time.Second // a handshake has to be done in it, on a busy machine too
		h.WriteTimeout = timeout        // a deadline left standing would end an HTTP/2 stream
		h.MaxStreamAge = 0
		s := &fakeDB{}
		site := r.openWith(t, h, options{}, func(server *http.Server) {
			server.WriteTimeout = timeout
			server.ReadTimeout = timeout
		}, s)
		v := site.connect(t)
		v.expect(t, "hello n=0")
		time.Sleep(2 * timeout)
		s.number.Store(1)
		h.Notify("number")
		v.expect(t, "hello n=0 n=1")
	})
}

// Clients that never read delay neither the publisher nor each other. The server ends their
// streams after WriteTimeout.
func TestTransportWriteTimeout(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		if r.http2 {
			return // net/http's client has no way to stop reading a connection
		}
		t.Parallel()
		h.WriteTimeout = 10 * time.Second // all have to be open by then
		h.Heartbeat = 100 * time.Millisecond
		db := &bigDB{size: 200_000}
		site := r.open(t, h, db)
		for range 10 {
			site.connectSilently(t)
		}
		v := site.connect(t)
		site.waitForStreams(t, 11)
		for range 30 {
			n := db.number.Add(1)
			start := time.Now()
			h.Notify("big")
			if took := time.Since(start); took >= h.WriteTimeout {
				t.Errorf("Notify waited for a peer: it took %v", took)
			}
			v.until(t, "the page", func(text string) bool {
				return strings.Contains(text, fmt.Sprintf("id:%d\n", n)) && strings.HasSuffix(text, "\n\n")
			})
		}
		site.waitForStreams(t, 1)
	})
}

// A slow client gets the newest events and not all of them. Each event is whole, and they are in
// order.
func TestTransportSlowReader(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		if !r.plain {
			level.Long(t) // it compresses 300 pages
		}
		db := &bigDB{size: 100_000}
		site := r.open(t, h, db)
		conn, err := site.dial()
		if err != nil {
			t.Fatal(err)
		}
		if r.http2 {
			conn.Close()
			return // net/http's client has no way to stop reading a connection
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, r.request("1.0")) // 1.0, so that no chunks are in the way
		const last = 300
		var published atomic.Bool
		go func() {
			defer published.Store(true)
			for range last {
				db.number.Add(1)
				h.Notify("big")
				time.Sleep(2 * time.Millisecond)
			}
		}()
		resp, err := http.ReadResponse(bufio.NewReaderSize(slowConn{conn, &published}, 8<<10), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body := resp.Body
		want(t, "compressed", resp.Header.Get("Content-Encoding") == "gzip", !r.plain)
		if !r.plain {
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		var text strings.Builder
		buf := make([]byte, 8<<10)
		for !strings.Contains(text.String(), fmt.Sprintf("id:%d\n", last)) || !strings.HasSuffix(text.String(), "\n\n") {
			n, err := body.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(buf[:n])
		}
		events := parse(text.String())[1:]
		before := int64(-1)
		for _, e := range events {
			n, _ := strconv.ParseInt(string(e.ID), 10, 64)
			if n <= before {
				t.Fatalf("%d after %d", n, before)
			}
			if string(e.Data) != string(page(n, db.size)) {
				t.Fatalf("event %d is damaged: %d bytes", n, len(e.Data))
			}
			before = n
		}
		if len(events) > last*3/4 {
			t.Errorf("a slow reader got %d events of %d", len(events), last)
		}
	})
}

// A slowConn is read slowly while there is more to be published.
type slowConn struct {
	net.Conn
	published *atomic.Bool
}

func (l slowConn) Read(p []byte) (int, error) {
	if !l.published.Load() {
		time.Sleep(500 * time.Microsecond)
	}
	return l.Conn.Read(p)
}

// A bigDB loads large pages.
type bigDB struct {
	number atomic.Int64
	size   int
}

type bigPage struct {
	n     int64
	event *Frame
}

func (l *bigPage) EventFrom(version string, _ live.Kind) (*Frame, bool) {
	return l.event, version == fmt.Sprint(l.n)
}

// page returns text in which a missing or foreign piece is visible, and that hardly compresses.
func page(n int64, size int) []byte {
	text := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte(fmt.Appendf(nil, "%32d", n))).Read(text)
	for i := range text {
		text[i] = ' ' + 1 + text[i]%90
	}
	return text
}

func (b *bigDB) Load(context.Context, live.Content[*Frame], *live.Charge) (live.Loaded[*Frame], error) {
	n := b.number.Load()
	event := NewFrame(&Event{ID: fmt.Append(nil, n), Data: page(n, b.size)})
	return live.Loaded[*Frame]{Content: &bigPage{n, event}, Version: fmt.Sprint(n), Topics: []string{"big"}}, nil
}

func (b *bigDB) Route() string                              { return "" }
func (b *bigDB) ErrorEvent(error, live.Kind) (*Frame, bool) { return nil, true }
func (b *bigDB) RecoveredEvent(live.Kind) *Frame            { return nil }

// One stream has the events of several screens.
func TestTransportParts(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		named := func(topic string) *fakeDB {
			return &fakeDB{topics: func(int64) []string { return []string{topic} }}
		}
		main, side, broken := named("main"), named("side"), named("broken")
		side.number.Store(10)
		broken.fails.Store(true)
		h.hub.IdleTimeout = 100 * time.Millisecond
		site := r.open(t, h, main, side, broken)
		has := func(v *tab, all ...string) {
			t.Helper()
			v.until(t, fmt.Sprint(all), func(text string) bool {
				return sameSet(strings.Split(dataOf(text), " "), strings.Split(strings.Join(all, " "), " "))
			})
		}
		v := site.connect(t)
		has(v, "hello", "n=0", "n=10", errDown.Error())
		side.number.Store(11)
		h.Notify("side")
		has(v, "hello", "n=0", "n=10", errDown.Error(), "n=11")
		broken.fails.Store(false)
		h.Notify("broken")
		has(v, "hello", "n=0", "n=10", errDown.Error(), "n=11", "n=0")
		held := site.connect(t, "Held", "0", "Held-0", "11", "Held-1", "0")
		main.number.Store(1)
		h.Notify("main")
		held.expect(t, "hello n=1")
		want(t, "gauges", h.Count().Streams, 2)
		want(t, "screens", h.screens(), 3)
		held.disconnect()
		v.disconnect()
		site.waitForStreams(t, 0)
		site.waitForNoScreens(t)
	})
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, x := range a {
		count[x]++
	}
	for _, x := range b {
		count[x]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// All tabs reconnect at once to a server that was restarted. The loader runs once, and clients
// that are current are sent nothing.
func TestTransportReconnectStorm(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		n := 100
		if r.name == "tcp" {
			n = 1000
		}
		s := &fakeDB{slow: 50 * time.Millisecond}
		site := r.open(t, h, s)
		start := make(chan struct{})
		var opened sync.WaitGroup
		tabs := make([]*tab, n)
		dialing := make(chan struct{}, 1000)
		for i := range tabs {
			opened.Go(func() {
				<-start
				dialing <- struct{}{}
				defer func() { <-dialing }()
				tabs[i] = site.connect(t, "Held", "0")
			})
		}
		close(start)
		opened.Wait()
		site.waitForStreams(t, n)
		want(t, "loads", s.loads.Load(), int64(1))
		time.Sleep(20 * time.Millisecond)
		for _, v := range tabs {
			v.until(t, "hello", func(text string) bool { return text != "" })
			if got := v.data(); got != "hello" {
				t.Fatalf("a tab that is current got %q", got)
			}
		}
		if r.parked && runtime.NumGoroutine() > 4*n+100 {
			// The clients of this test have 3 each.
			t.Errorf("%d goroutines", runtime.NumGoroutine())
		}
		s.number.Store(1)
		h.Notify("number")
		for _, v := range tabs {
			v.expect(t, "hello n=1")
		}
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
