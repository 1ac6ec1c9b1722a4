package sse

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A forgetful source's content has no bytes: they went over a budget. It keeps them again from a load that it is told of.
type forgetful struct {
	shelf
	keeps atomic.Bool
}

type forgotten struct {
	figure
	kept bool
}

func (f forgotten) Since(held string, part bool) (*Frame, bool) {
	event, known := f.figure.Since(held, part)
	if !f.kept {
		return nil, true
	}
	return event, known
}

func (f *forgetful) Load(ctx context.Context, last Content) (Loaded, error) {
	l, err := f.shelf.Load(ctx, last)
	if err == nil {
		l.Content = forgotten{l.Content.(figure), f.keeps.Load()}
	}
	return l, err
}

// Content without its bytes is loaded again for a tab that needs them, at most once in an interval, until it has them; tabs that
// need nothing get nothing.
func TestBytesNotKept(t *testing.T) {
	for _, part := range []bool{false, true} {
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			bubble(t, func(t *testing.T, h *Hub) {
				s := &forgetful{}
				screen, page := h.Open("k", s), h.Open("page", &shelf{})
				defer screen.Release()
				defer page.Release()
				open := func(held string) *watcher {
					if part {
						return watchAll(Stream{}, Sub{page, "0"}, Sub{screen, held})
					}
					return watchAll(Stream{}, Sub{screen, held})
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
					t.Errorf("%d loads in a second, at an interval of %v", n, h.Interval)
				}
				want(t, "got", empty.data(), "")
				s.keeps.Store(true)
				time.Sleep(h.Interval)
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
func TestBytesNotKeptAndGone(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &forgetful{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		time.Sleep(time.Second)
		w.close()
		loads := s.loads.Load()
		other := watch(screen, "0", Stream{})
		defer other.close()
		time.Sleep(time.Minute)
		want(t, "loads", s.loads.Load(), loads)
	})
}

func TestPeek(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		want(t, "no screen", h.Peek("k"), Content(nil))
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		want(t, "nothing loaded", h.Peek("k"), Content(nil))
		if _, err := screen.Fresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "loaded", h.Peek("k"), Content(figure("0")))
		s.fails.Store(true)
		_, _ = screen.Fresh(t.Context())
		want(t, "the last that there was", h.Peek("k"), Content(figure("0")))
		want(t, "screens", h.Count().Screens, 1)
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
