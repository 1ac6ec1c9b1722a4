package live

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A evictingLoader source's content has no bytes: they went over a budget. It keeps them again from a load that it is told of.
type evictingLoader struct {
	fakeDB
	keeps atomic.Bool
}

type evicted struct {
	number
	kept bool
}

func (f evicted) EventFrom(held string, kind Kind) (*event, bool) {
	event, known := f.number.EventFrom(held, kind)
	if !f.kept {
		return nil, true
	}
	return event, known
}

func (f *evictingLoader) Load(ctx context.Context, last testContent) (testLoaded, error) {
	l, err := f.fakeDB.Load(ctx, last)
	if err == nil {
		l.Content = evicted{l.Content.(number), f.keeps.Load()}
	}
	return l, err
}

// Content without its bytes is loaded again for a tab that needs them, at most once in an interval, until it has them; tabs that
// need nothing get nothing.
func TestEvictedContent(t *testing.T) {
	for _, part := range []bool{false, true} {
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				s := &evictingLoader{}
				screen, page := h.Open("k", s), h.Open("page", &fakeDB{})
				defer screen.Release()
				defer page.Release()
				open := func(held string) *client {
					if part {
						return connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: screen, Version: held})
					}
					return connectAll(options{}, sub{Screen: screen, Version: held})
				}
				current := open("0")
				defer current.close()
				time.Sleep(time.Second)
				want(t, "loads", s.loads.Load(), int64(1))
				empty, second := open(""), open("")
				defer empty.close()
				defer second.close()
				time.Sleep(time.Second)
				if n := s.loads.Load(); n < 10 || n > 24 {
					t.Errorf("%d loads in a second, at an interval of %v", n, h.MinLoadInterval)
				}
				want(t, "got", empty.data(), "")
				s.keeps.Store(true)
				time.Sleep(h.MinLoadInterval)
				synctest.Wait()
				loads := s.loads.Load()
				time.Sleep(time.Minute)
				want(t, "loads after it is served", s.loads.Load(), loads)
				want(t, "got", empty.data(), "n=0")
				want(t, "second got", second.data(), "n=0")
				want(t, "current got", current.data(), "")
			})
		})
	}
}

// Nobody loads for a tab that has left.
func TestEvictedContentAndNoTab(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &evictingLoader{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		time.Sleep(time.Second)
		w.close()
		loads := s.loads.Load()
		other := connect(screen, "0", options{})
		defer other.close()
		time.Sleep(time.Minute)
		want(t, "loads", s.loads.Load(), loads)
	})
}

func TestCached(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		want(t, "no screen", h.Cached("k"), testContent(nil))
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		want(t, "nothing loaded", h.Cached("k"), testContent(nil))
		if _, err := screen.LoadNow(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "loaded", h.Cached("k"), testContent(number("0")))
		s.fails.Store(true)
		_, _ = screen.LoadNow(t.Context())
		want(t, "the last that there was", h.Cached("k"), testContent(number("0")))
		want(t, "screens", h.Count().Screens, 1)
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
