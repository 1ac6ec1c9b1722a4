package sse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// readAll returns the events of a stream, as the client reads them.
func readAll(t *testing.T, stream string, pieces func(io.Reader) io.Reader) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, stream)
	}))
	defer server.Close()
	client := &http.Client{Transport: bodies{server.Client().Transport, pieces}}
	var all []string
	err := (&Client{URL: server.URL, HTTPClient: client}).Connect(t.Context(), func(e *Event) {
		all = append(all, fmt.Sprintf("%s|%s|%s", e.ID, e.Event, e.Data))
	})
	if err != nil {
		t.Error(err)
	}
	return strings.Join(all, " ")
}

type bodies struct {
	http.RoundTripper
	wrap func(io.Reader) io.Reader
}

func (b bodies) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{b.wrap(resp.Body), resp.Body}
	}
	return resp, err
}

func TestClientParsesEvents(t *testing.T) {
	for _, test := range []struct{ name, stream, want string }{
		{"plain", "id:1\ndata:a\n\n", "1||a"},
		{"named, with spaces", "event: x\ndata:  a\n\n", "|x| a"},
		{"lines", "data:a\ndata:b\ndata\n\n", "||a\nb\n"},
		{"CR", "data:a\r\rdata:b\r\r", "||a ||b"},
		{"CRLF", "data:a\r\n\r\ndata:b\r\n\r\n", "||a ||b"},
		{"byte order mark", "\uFEFFdata:a\n\n", "||a"},
		{"a heartbeat is no event", "id:1\ndata:a\n\n:\n\n:\n\ndata:b\n\n", "1||a 1||b"},
		{"no data, no event", "event:x\n\ndata:a\n\n", "||a"},
		{"an id by itself", "id:7\n\ndata:a\n\n", "7||a"},
		{"an empty id", "id:1\ndata:a\n\nid\ndata:b\n\nid:2\ndata:c\n\nid:\ndata:d\n\n", "1||a ||b 2||c ||d"},
		{"an id with NUL", "id:1\x002\ndata:a\n\n", "||a"},
		{"cut off", "data:a\n\nid:2\ndata:the half of", "||a"},
		{"cut off at the end of a line", "data:a\n\nid:2\ndata:the half of\n", "||a"},
		{"large", "data:" + strings.Repeat("x", 3<<20) + "\n\n", "||" + strings.Repeat("x", 3<<20)},
	} {
		for name, pieces := range map[string]func(io.Reader) io.Reader{
			"whole": func(r io.Reader) io.Reader { return r },
			"bytes": iotest.OneByteReader,
		} {
			if name == "bytes" && len(test.stream) > 1<<20 {
				continue
			}
			if got := readAll(t, test.stream, pieces); got != test.want {
				t.Errorf("%s, %s: got %.200q, want %.200q", test.name, name, got, test.want)
			}
		}
	}
}

func TestClientTooLarge(t *testing.T) {
	for _, stream := range []string{"data:" + strings.Repeat("x", MaxEvent+5000), strings.Repeat("data:"+strings.Repeat("x", 1000)+"\n", MaxEvent/1000+1)} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, stream)
		}))
		err := (&Client{URL: server.URL}).Connect(t.Context(), func(*Event) { t.Error("an event came") })
		if err == nil || !strings.Contains(err.Error(), "bytes") {
			t.Errorf("got %v", err)
		}
		server.Close()
	}
}

// The client leaves a server that sends nothing, before the head and after it. It stays with one
// that sends heartbeats.
func TestClientTimeout(t *testing.T) {
	for _, test := range []struct {
		name  string
		beats int
		end   error
	}{{"no head", -1, ErrTimeout}, {"no heartbeat", 0, ErrTimeout}, {"heartbeats, then none", 10, ErrTimeout}} {
		synctest.Test(t, func(t *testing.T) {
			server := func(r *http.Request) (*http.Response, error) {
				body, out := io.Pipe()
				context.AfterFunc(r.Context(), func() { out.CloseWithError(r.Context().Err()) })
				if test.beats < 0 {
					<-r.Context().Done()
					return nil, r.Context().Err()
				}
				go func() {
					_, _ = io.WriteString(out, "data:a\n\n")
					for range test.beats {
						time.Sleep(20 * time.Second)
						_, _ = io.WriteString(out, Heartbeat)
					}
				}()
				return &http.Response{StatusCode: http.StatusOK, Body: body, Request: r}, nil
			}
			start := time.Now()
			f := &Client{URL: "http://server", HTTPClient: &http.Client{Transport: roundTripper(server)}}
			want(t, test.name, f.Connect(t.Context(), func(*Event) {}), test.end)
			want(t, test.name, time.Since(start), time.Duration(max(test.beats, 0))*20*time.Second+50*time.Second)
		})
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// The end of the context ends the client at once, also while the server is down.
func TestClientCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }
		client := &Client{URL: "http://server", HTTPClient: &http.Client{Transport: roundTripper(down)}}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- client.Subscribe(ctx, func(*Event) {}) }()
		synctest.Wait() // it waits for its next try
		start := time.Now()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		want(t, "it took", time.Since(start), time.Duration(0))
	})
}

// The client reconnects after a clean end and after a status of 502, and stops at 404.
func TestClientReconnects(t *testing.T) {
	h := newNode()
	s := &fakeDB{}
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
		_ = serve(h, w, r.WithContext(ctx), options{}, sub{Screen: screen, Version: r.Header.Get("Held")})
	}))
	defer server.Close()
	defer h.Close()
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan string, 1)
	held <- ""
	f := &Client{URL: server.URL, Header: func() http.Header {
		v := <-held
		held <- v
		return http.Header{"Held": {v}}
	}}
	events, ended := make(chan string, 10), make(chan error, 1)
	go func() {
		ended <- f.Subscribe(ctx, func(e *Event) {
			<-held
			held <- string(e.ID)
			events <- string(e.Data)
		})
	}()
	want(t, "first", <-events, "n=0")
	(<-cut)() // a clean end, then a 502, then the stream again
	s.number.Store(1)
	h.Notify("number")
	want(t, "after the cut", <-events, "n=1")
	cancel()
	want(t, "end", <-ended, context.Canceled)

	gone := &Client{URL: server.URL + "/gone"}
	if err, ok := errors.AsType[*StatusError](gone.Subscribe(t.Context(), func(*Event) {})); !ok || err.Status != http.StatusNotFound {
		t.Errorf("got %v", err)
	}
}
