package sse

import (
	"context"
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
		w := watch(screen, "", Stream{Hello: helloFrame})
		defer w.close()
		time.Sleep(5*h.Heartbeat + time.Second)
		want(t, "signs of life", strings.Count(w.text(), Heartbeat), 5)
	})
}

func TestEnds(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		start := time.Now()
		expires := watch(screen, "", Stream{Expires: start.Add(50 * time.Second)})
		named := watch(screen, "", Stream{Topic: "user:7"})
		other := watch(screen, "", Stream{Topic: "user:8"})
		time.Sleep(time.Second)
		h.Notify("user:7")
		<-named.done
		want(t, "ended by its topic", named.data(), "n=0 bye")
		<-expires.done
		want(t, "expired", expires.data(), "n=0")
		want(t, "after", time.Since(start), 50*time.Second) // and not with the next heartbeat
		want(t, "streams", h.Count().Streams, 1)
		h.Close()
		<-other.done
		want(t, "closed", other.data(), "n=0")
		late := watch(screen, "", Stream{})
		<-late.done
		want(t, "after the end", late.err, ErrClosed)
		unknown := h.Open("another", &shelf{})
		defer unknown.Release()
		late = watch(unknown, "", Stream{})
		<-late.done
		want(t, "after the end, a new screen", late.err, ErrClosed)
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
