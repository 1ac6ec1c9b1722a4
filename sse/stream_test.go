package sse

import (
	"context"
	"errors"
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
