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
)

func TestRoad(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		s := &shelf{}
		site := r.open(t, h, s)
		v := site.visit(t)
		want(t, "type", v.resp.Header.Get("Content-Type"), "text/event-stream; charset=utf-8")
		want(t, "cache", v.resp.Header.Get("Cache-Control"), "no-store, no-transform")
		want(t, "nginx", v.resp.Header.Get("X-Accel-Buffering"), "no")
		want(t, "compressed", v.resp.Uncompressed, !r.plain)
		want(t, "varies", v.resp.Header.Get("Vary"), "Accept-Encoding")
		v.sees(t, "hello n=0")
		parked := 0
		if r.parked {
			parked = 1
			want(t, "ends with its connection", v.resp.Close, true)
		}
		want(t, "gauges", h.Count(), Counts{Screens: 1, Streams: 1, Parked: parked, Topics: 1})
		for n := range 20 {
			s.number.Store(int64(n + 1))
			h.Notify("shelf")
			v.until(t, "the change", func(text string) bool { return strings.HasSuffix(dataOf(text), fmt.Sprint(" n=", n+1)) })
		}
		start := time.Now()
		v.leave()
		site.streams(t, 0)
		want(t, "parked", h.Count().Parked, 0)
		if took := time.Since(start); took > h.Heartbeat/2 {
			t.Errorf("a peer that left was noticed after %v", took) // by a heartbeat, most likely
		}
	})
}

func TestRoadSilentWhileCurrent(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		h.Heartbeat = 40 * time.Millisecond
		h.MaxAge = 0
		s := &shelf{}
		site := r.open(t, h, s)
		v := site.visit(t, "Held", "0")
		start := time.Now()
		v.until(t, "signs of life", func(text string) bool { return strings.Count(text, Heartbeat) >= 5 })
		if took := time.Since(start); took < 5*h.Heartbeat/2 {
			t.Errorf("5 signs of life in %v", took)
		}
		text, _ := v.now()
		want(t, "nothing else", strings.ReplaceAll(text, Heartbeat, ""), string(helloFrame.plain))
		want(t, "loads", s.loads.Load(), int64(1))
		site.streams(t, 1)
	})
}

func TestRoadEnds(t *testing.T) {
	bye := NewFrame(&Event{Data: []byte("bye")})
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		signal := NewFrame(&Event{Data: []byte("signal")})
		site := r.openWith(t, h, Stream{Topic: "user:7", Bye: bye, Signal: "shell:7", SignalFrame: signal}, nil, &shelf{})
		v := site.visit(t)
		v.sees(t, "hello n=0")
		h.Notify("shell:7")
		v.sees(t, "hello n=0 signal")
		h.Notify("user:7")
		v.ends(t)
		want(t, "got", v.data(), "hello n=0 signal bye")
		site.streams(t, 0)
	})
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		h.Heartbeat = 40 * time.Millisecond
		start := time.Now()
		v := r.openWith(t, h, Stream{Bye: bye, Expires: start.Add(200 * time.Millisecond)}, nil, &shelf{}).visit(t)
		v.ends(t)
		want(t, "expired", strings.TrimPrefix(v.data(), "hello "), "n=0")
		if took := time.Since(start); took < 190*time.Millisecond {
			t.Errorf("expired after %v", took)
		}
	})
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		h.Heartbeat, h.MaxAge = 40*time.Millisecond, 200*time.Millisecond
		start := time.Now()
		v := r.open(t, h, &shelf{}).visit(t)
		v.ends(t)
		if took := time.Since(start); took < 150*time.Millisecond {
			t.Errorf("old after %v", took)
		}
	})
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		source := &goner{shelf: &shelf{}}
		v := r.open(t, h, source).visit(t)
		v.sees(t, "hello n=0")
		source.gone.Store(true)
		h.Notify("shelf")
		v.ends(t)
		want(t, "the page has gone", v.data(), "hello n=0 gone")
	})
}

// Close ends what is open at once, and what comes later; Shutdown then has nothing to wait for.
func TestRoadClose(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		site := r.open(t, h, &shelf{})
		var visitors []*visitor
		for range 20 {
			visitors = append(visitors, site.visit(t))
		}
		visitors[19].sees(t, "hello n=0")
		site.stopped(t)
		start := time.Now()
		h.Close()
		for _, v := range visitors {
			v.ends(t)
			if got := v.data(); got != "hello" && got != "hello n=0" {
				t.Errorf("got %q", got)
			}
		}
		site.streams(t, 0)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if err := site.Config.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		want(t, "gauges", h.Count().Parked, 0)
	})
}

func TestRoadRefusesBeforeTheHead(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		s := &shelf{}
		s.fails.Store(true)
		site := r.open(t, h, s)
		v := site.visit(t)
		v.ends(t)
		want(t, "status", v.resp.StatusCode, http.StatusInternalServerError)
		s.fails.Store(false)
		h.Drain()
		v = site.visit(t)
		want(t, "after the end", v.resp.StatusCode, http.StatusInternalServerError)
	})
}

func TestRoadHead(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		site := r.open(t, h, &shelf{})
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

// The server's deadlines are for ordinary requests.
func TestRoadServerDeadlines(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		t.Parallel()
		const timeout = 500 * time.Millisecond // a handshake has to be done in it, on a busy machine too
		h.WriteTimeout = timeout               // a deadline left standing would end an HTTP/2 stream
		h.MaxAge = 0
		s := &shelf{}
		site := r.openWith(t, h, Stream{}, func(server *http.Server) {
			server.WriteTimeout = timeout
			server.ReadTimeout = timeout
		}, s)
		v := site.visit(t)
		v.sees(t, "hello n=0")
		time.Sleep(2 * timeout)
		s.number.Store(1)
		h.Notify("shelf")
		v.sees(t, "hello n=0 n=1")
	})
}

// Readers that never read delay nobody, not the publisher and not each other, and are let go after the write timeout.
func TestRoadReadersThatNeverRead(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		if r.http2 {
			return // net/http's client has no way to stop reading a connection
		}
		t.Parallel()
		h.WriteTimeout = 2 * time.Second // all have to be open by then
		h.Heartbeat = 100 * time.Millisecond
		book := &book{size: 200_000}
		site := r.open(t, h, book)
		for range 10 {
			site.stopped(t)
		}
		v := site.visit(t)
		site.streams(t, 11)
		for range 30 {
			n := book.number.Add(1)
			start := time.Now()
			h.Notify("book")
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("Notify took %v", took)
			}
			v.until(t, "the page", func(text string) bool {
				return strings.Contains(text, fmt.Sprintf("id:%d\n", n)) && strings.HasSuffix(text, "\n\n")
			})
		}
		site.streams(t, 1)
	})
}

// A reader that is slow gets the newest and not all, each event whole, in order and never one twice.
func TestRoadSlowReader(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		book := &book{size: 100_000}
		site := r.open(t, h, book)
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
				book.number.Add(1)
				h.Notify("book")
				time.Sleep(2 * time.Millisecond)
			}
		}()
		resp, err := http.ReadResponse(bufio.NewReaderSize(lazy{conn, &published}, 8<<10), nil)
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
			if string(e.Data) != string(page(n, book.size)) {
				t.Fatalf("event %d is damaged: %d bytes", n, len(e.Data))
			}
			before = n
		}
		if len(events) > last*3/4 {
			t.Errorf("a slow reader got %d events of %d", len(events), last)
		}
	})
}

// lazy reads slowly for as long as there is more to be published.
type lazy struct {
	net.Conn
	published *atomic.Bool
}

func (l lazy) Read(p []byte) (int, error) {
	if !l.published.Load() {
		time.Sleep(500 * time.Microsecond)
	}
	return l.Conn.Read(p)
}

// A book is a source with big pages.
type book struct {
	number atomic.Int64
	size   int
}

type leaf struct {
	n     int64
	event *Frame
}

func (l *leaf) Version() string                          { return fmt.Sprint(l.n) }
func (l *leaf) Since(held string, _ bool) (*Frame, bool) { return l.event, held == l.Version() }

// page is text in which a missing or foreign piece shows, and that compression makes little smaller.
func page(n int64, size int) []byte {
	text := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte(fmt.Appendf(nil, "%32d", n))).Read(text)
	for i := range text {
		text[i] = ' ' + 1 + text[i]%90
	}
	return text
}

func (b *book) Load(context.Context, Content) (Loaded, error) {
	n := b.number.Load()
	return Loaded{Content: &leaf{n, NewFrame(&Event{ID: fmt.Append(nil, n), Data: page(n, b.size)})}, Topics: []string{"book"}}, nil
}

func (b *book) Stale(error, bool) (*Frame, bool) { return nil, true }
func (b *book) Again(bool) *Frame                { return nil }

// Several screens come on one stream, each by itself.
func TestRoadParts(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		named := func(topic string) *shelf {
			return &shelf{topics: func(int64) []string { return []string{topic} }}
		}
		main, side, broken := named("main"), named("side"), named("broken")
		side.number.Store(10)
		broken.fails.Store(true)
		site := r.open(t, h, main, side, broken)
		has := func(v *visitor, all ...string) {
			t.Helper()
			v.until(t, fmt.Sprint(all), func(text string) bool {
				return sameSet(strings.Split(dataOf(text), " "), strings.Split(strings.Join(all, " "), " "))
			})
		}
		v := site.visit(t)
		has(v, "hello", "n=0", "n=10", errDown.Error())
		side.number.Store(11)
		h.Notify("side")
		has(v, "hello", "n=0", "n=10", errDown.Error(), "n=11")
		broken.fails.Store(false)
		h.Notify("broken")
		has(v, "hello", "n=0", "n=10", errDown.Error(), "n=11", "n=0")
		held := site.visit(t, "Held", "0", "Held-0", "11", "Held-1", "0")
		main.number.Store(1)
		h.Notify("main")
		held.sees(t, "hello n=1")
		want(t, "gauges", h.Count().Streams, 2)
		want(t, "screens", h.Count().Screens, 3)
		held.leave()
		v.leave()
		site.streams(t, 0)
		for _, key := range []any{"page", 0, 1} {
			site.unused(t, key)
		}
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

// A storm: tabs come back all at once to a server that knows nothing. The view runs once, and who is current is sent nothing.
func TestRoadStorm(t *testing.T) {
	onEveryRoad(t, func(t *testing.T, r road, h *Hub) {
		n := 100
		if r.name == "tcp" {
			n = 1000
		}
		s := &shelf{slow: 50 * time.Millisecond}
		site := r.open(t, h, s)
		start := make(chan struct{})
		var opened sync.WaitGroup
		visitors := make([]*visitor, n)
		dialing := make(chan struct{}, 1000)
		for i := range visitors {
			opened.Go(func() {
				<-start
				dialing <- struct{}{}
				defer func() { <-dialing }()
				visitors[i] = site.visit(t, "Held", "0")
			})
		}
		close(start)
		opened.Wait()
		site.streams(t, n)
		want(t, "loads", s.loads.Load(), int64(1))
		time.Sleep(20 * time.Millisecond)
		for _, v := range visitors {
			v.until(t, "hello", func(text string) bool { return text != "" })
			if got := v.data(); got != "hello" {
				t.Fatalf("a tab that is current got %q", got)
			}
		}
		if r.parked && runtime.NumGoroutine() > 4*n+100 {
			t.Errorf("%d goroutines", runtime.NumGoroutine()) // the clients of this test have 3 each
		}
		s.number.Store(1)
		h.Notify("shelf")
		for _, v := range visitors {
			v.sees(t, "hello n=1")
		}
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
