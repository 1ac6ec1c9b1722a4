package sse

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestHeartbeat(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		w := watch(screen, "", Stream{Hello: []byte("data:hello\n\n")})
		defer w.close()
		time.Sleep(5*h.Heartbeat + time.Second)
		want(t, "signs of life", strings.Count(w.text(), Heartbeat), 5)
	})
}

func TestEnds(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		expires := watch(screen, "", Stream{Expires: time.Now().Add(time.Minute)})
		named := watch(screen, "", Stream{Topic: "user:7"})
		other := watch(screen, "", Stream{Topic: "user:8"})
		time.Sleep(time.Second)
		h.Notify("user:7")
		<-named.done
		want(t, "ended by its topic", named.data(), "n=0 bye")
		<-expires.done
		want(t, "expired", expires.data(), "n=0")
		want(t, "streams", h.Count().Streams, 1)
		h.Close()
		<-other.done
		want(t, "closed", other.data(), "n=0")
		late := watch(screen, "", Stream{})
		<-late.done
		want(t, "after the end", late.err, ErrClosed)
	})
}

func TestGoneEndsTheStream(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		gone := &goner{shelf: s}
		screen := h.Open("k", gone)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		time.Sleep(time.Second)
		gone.gone.Store(true)
		h.Notify("shelf")
		<-w.done
		want(t, "got", w.data(), "n=0 gone")
	})
}

type goner struct {
	*shelf
	gone atomic.Bool
}

func (g *goner) Load(ctx context.Context, last Content) (Loaded, error) {
	if g.gone.Load() {
		return Loaded{}, errGone
	}
	return g.shelf.Load(ctx, last)
}

func TestRefusedBeforeTheHead(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		s.fails.Store(true)
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		<-w.done
		want(t, "error", w.err, errDown)
		want(t, "bytes", w.text(), "")
	})
}

// A middleware that keeps bytes back is named, and nothing is written that would stand in the way of an error page.
func TestBufferedIsRefused(t *testing.T) {
	h := NewHub()
	defer h.Close()
	errs := make(chan error, 1)
	server := httptest.NewServer(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		errs <- h.Serve(w, r, Stream{}, Sub{Screen: screen})
		http.Error(w, "no", http.StatusInternalServerError)
	}), time.Minute, ""))
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	want(t, "status", resp.StatusCode, http.StatusInternalServerError)
	if err := <-errs; !errors.Is(err, ErrBuffered) {
		t.Errorf("got %v", err)
	}
}

// serve is a real server with one screen.
func serve(t *testing.T, h *Hub, source Source, change func(*http.Server)) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		screen := h.Open("k", source)
		defer screen.Release()
		_ = h.Serve(w, r, Stream{Hello: []byte("event:hello\ndata:{}\n\n")}, Sub{Screen: screen, Held: r.Header.Get("Held")})
	}))
	if change != nil {
		change(server.Config)
	}
	server.Start()
	t.Cleanup(server.Close)
	t.Cleanup(h.Close)
	return server.URL
}

// A reader that never reads delays nobody, and is let go after the write timeout.
func TestReaderThatNeverReads(t *testing.T) {
	h := NewHub()
	h.Interval = time.Millisecond
	h.WriteTimeout = 300 * time.Millisecond
	big := &bigSource{}
	url := serve(t, h, big, nil)
	for range 10 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		_ = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events := make(chan string, 1000)
	go (&Follower{URL: url}).Once(ctx, func(e *Event) { events <- string(e.ID) })
	<-events // hello
	for range 60 {
		v := big.next()
		h.Notify("big")
		for got := range events {
			if got == v {
				break
			}
		}
	}
	for deadline := time.Now().Add(20 * time.Second); h.Count().Streams > 1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d streams are open; only one reads", h.Count().Streams)
		}
	}
}

type bigSource struct{ shelf }

func (b *bigSource) next() string { return figure(itoa(b.number.Add(1))).Version() }
func itoa(n int64) string         { return strings.Repeat("x", int(n)) }

func (b *bigSource) Load(context.Context, Content) (Loaded, error) {
	return Loaded{Content: bigContent(itoa(b.number.Load())), Topics: []string{"big"}}, nil
}

type bigContent string

func (c bigContent) Version() string { return string(c) }
func (c bigContent) Since(string) ([]byte, bool) {
	return Append(nil, &Event{ID: []byte(c), Data: []byte(strings.Repeat("y", 200_000))}), false
}

// The server's deadlines are for ordinary requests.
func TestServerDeadlines(t *testing.T) {
	h := NewHub()
	s := &shelf{}
	url := serve(t, h, s, func(server *http.Server) {
		server.WriteTimeout = 100 * time.Millisecond
		server.ReadTimeout = 100 * time.Millisecond
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events := make(chan string, 10)
	go (&Follower{URL: url}).Once(ctx, func(e *Event) { events <- string(e.Data) })
	<-events
	<-events
	time.Sleep(400 * time.Millisecond)
	s.number.Store(1)
	h.Notify("shelf")
	want(t, "after the server's write timeout", <-events, "n=1")
}

func TestHTTP2(t *testing.T) {
	h := NewHub()
	h.WriteTimeout = 100 * time.Millisecond
	s := &shelf{}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		screen := h.Open("k", s)
		defer screen.Release()
		_ = h.Serve(w, r, Stream{}, Sub{Screen: screen})
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	defer h.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events := make(chan string, 10)
	go (&Follower{URL: server.URL, Client: server.Client()}).Once(ctx, func(e *Event) { events <- string(e.Data) })
	want(t, "first", <-events, "n=0")
	time.Sleep(400 * time.Millisecond) // longer than the write timeout: a deadline left standing would end it
	s.number.Store(1)
	h.Notify("shelf")
	want(t, "later", <-events, "n=1")
}

func TestFollow(t *testing.T) {
	h := NewHub()
	s := &shelf{}
	fail, cut := true, make(chan context.CancelFunc, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			http.NotFound(w, r)
			return
		}
		if fail = !fail; fail { // every second answer is a proxy's
			http.Error(w, "bad gateway", http.StatusBadGateway)
			return
		}
		screen := h.Open("k", s)
		defer screen.Release()
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		cut <- cancel
		_ = h.Serve(w, r.WithContext(ctx), Stream{}, Sub{Screen: screen, Held: r.Header.Get("Held")})
	}))
	defer server.Close()
	defer h.Close()
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan string, 1)
	held <- ""
	f := &Follower{URL: server.URL, Header: func() http.Header {
		v := <-held
		held <- v
		return http.Header{"Held": {v}}
	}}
	events, ended := make(chan string, 10), make(chan error, 1)
	go func() {
		ended <- f.Follow(ctx, func(e *Event) {
			<-held
			held <- string(e.ID)
			events <- string(e.Data)
		})
	}()
	want(t, "first", <-events, "n=0")
	(<-cut)() // a clean end, then a 502, then the stream again
	s.number.Store(1)
	h.Notify("shelf")
	want(t, "after the cut", <-events, "n=1")
	cancel()
	want(t, "end", <-ended, context.Canceled)

	gone := &Follower{URL: server.URL + "/gone"}
	if err, ok := errors.AsType[*StatusError](gone.Follow(t.Context(), func(*Event) {})); !ok || err.Status != http.StatusNotFound {
		t.Errorf("got %v", err)
	}
}

func TestManyTopicsOneScreen(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{topics: func(int64) []string { return []string{"a", "b", "c"} }}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		defer w.close()
		time.Sleep(time.Second)
		s.number.Store(1)
		h.Notify("a", "b", "c")
		synctest.Wait()
		time.Sleep(time.Second)
		want(t, "loads", s.loads.Load(), int64(2))
		want(t, "got", w.data(), "n=0 n=1")
	})
}
