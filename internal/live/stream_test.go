package live

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestTabIsClosedByATopic(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		named := connect(screen, "", options{CloseTopic: "user:7"})
		other := connect(screen, "", options{CloseTopic: "user:8"})
		defer other.close()
		time.Sleep(time.Second)
		h.Notify("user:7")
		<-named.done
		want(t, "closed by its topic", named.data(), "n=0 bye")
		want(t, "tabs", h.Count().Streams, 1)
		want(t, "the other", other.data(), "n=0")
	})
}

func TestShutdownRefusesLoads(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.Close()
		unknown := h.Open("another", &fakeDB{})
		defer unknown.Release()
		late := connect(unknown, "", options{})
		<-late.done
		want(t, "a new screen after Close", late.err, ErrClosed)
	})
}

func TestErrorEventEndsTheStream(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		gone := &removable{fakeDB: s}
		screen := h.Open("k", gone)
		defer screen.Release()
		w := connect(screen, "", options{})
		time.Sleep(time.Second)
		gone.gone.Store(true)
		h.Notify("number")
		<-w.done
		want(t, "got", w.data(), "n=0 gone")
	})
}

type removable struct {
	*fakeDB
	gone atomic.Bool
}

func (g *removable) Load(ctx context.Context, last testContent, c *Charge) (testLoaded, error) {
	if g.gone.Load() {
		return testLoaded{}, errGone
	}
	return g.fakeDB.Load(ctx, last, c)
}

func TestPrepareReturnsTheErrorOfTheFirstLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		s.fails.Store(true)
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		<-w.done
		want(t, "error", w.err, errDown)
		want(t, "events", len(w.events()), 0)
	})
}

func TestManyTopicsOneScreen(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{topics: func(int64) []string { return []string{"a", "b", "c"} }}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
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
