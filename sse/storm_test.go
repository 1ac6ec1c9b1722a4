package sse

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// Tabs that come back with what nobody here knows must not be taken back, and wait for a load that begins after they came: together, for one in
// each interval.
func TestStormOfUnknown(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Millisecond}
		s.number.Store(7)
		screen := h.Open("k", s)
		defer screen.Release()
		const n = 5000
		var tabs []*watcher
		for i := range n {
			tabs = append(tabs, watch(screen, fmt.Sprint("unknown ", i), Stream{}))
		}
		time.Sleep(time.Second)
		if loads := s.loads.Load(); loads > 2 {
			t.Errorf("%d loads for %d tabs that came at once", loads, n)
		}
		for range 1000 {
			tabs = append(tabs, watch(screen, "unknown", Stream{}))
			time.Sleep(time.Millisecond)
		}
		synctest.Wait()
		if loads := s.loads.Load(); loads > 2+21 {
			t.Errorf("%d loads for tabs that came within a second, at an interval of %v", loads, h.Interval)
		}
		time.Sleep(time.Second)
		for _, w := range tabs {
			w.close()
			want(t, "got", w.data(), "n=7")
		}
	})
}

// Tabs that come back with the same version, which the restarted server does not know, need one load together: whoever was the first with it, had it before that
// load began. For a moment only, since equal content has equal versions, and what was old may be new again.
func TestStormOfBehind(t *testing.T) {
	for _, part := range []bool{false, true} {
		bubble(t, func(t *testing.T, h *Hub) {
			s := &shelf{slow: time.Millisecond}
			s.number.Store(7)
			page, screen := h.Open("page", &shelf{}), h.Open("k", s)
			defer page.Release()
			defer screen.Release()
			come := func(held string) *watcher {
				if part {
					return watchAll(Stream{}, Sub{page, "0"}, Sub{screen, held})
				}
				return watch(screen, held, Stream{})
			}
			var tabs []*watcher
			for i := range 1500 {
				tabs = append(tabs, come(fmt.Sprint(i%3)))
				time.Sleep(time.Millisecond)
			}
			synctest.Wait()
			if loads := s.loads.Load(); loads > 2 {
				t.Errorf("%d loads for %d tabs with three versions", loads, len(tabs))
			}
			s.number.Store(2) // another node was told, and this one not yet
			time.Sleep(strangeFor)
			late := come("2")
			time.Sleep(time.Second)
			want(t, "who has what is new again", late.data(), "")
			late.close()
			for _, w := range tabs {
				w.close()
				want(t, "got", w.data(), "n=7 n=2")
			}
		})
	}
}

// What is remembered of strange versions is little.
func TestManyStrangers(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		for i := range 1000 {
			watch(screen, fmt.Sprint("unknown ", i), Stream{}).close()
		}
		if n := len(screen.strangers); n > maxStrange {
			t.Errorf("%d strange versions are remembered", n)
		}
	})
}

// Who waits for the interval has an answer also when nobody looks any more, and when the hub closes meanwhile; who asks for what is fresh waits for
// nothing, and takes those along.
func TestWhoWaitsForTheInterval(t *testing.T) {
	for _, test := range []struct {
		name  string
		do    func(h *Hub, screen *Screen, first *watcher)
		took  time.Duration
		err   error
		loads int64
	}{
		{"the last tab leaves", func(_ *Hub, _ *Screen, first *watcher) { first.close() }, 50 * time.Millisecond, nil, 2},
		{"the hub closes", func(h *Hub, _ *Screen, _ *watcher) { h.Close() }, 10 * time.Millisecond, ErrClosed, 1},
		{"notices are lost", func(_ *Hub, s *Screen, _ *watcher) { s.touch(time.Minute) }, 50 * time.Millisecond, nil, 2},
		{"a fresh load", func(_ *Hub, s *Screen, _ *watcher) { _, _ = s.Fresh(s.hub.Context()) }, 10 * time.Millisecond, nil, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *Hub) {
				s := &shelf{}
				screen := h.Open("k", s)
				defer screen.Release()
				start := time.Now()
				first := watch(screen, "", Stream{})
				defer first.close()
				time.Sleep(10 * time.Millisecond)
				settled := make(chan error)
				go func() { settled <- screen.settle(h.Context(), "unknown") }()
				synctest.Wait()
				test.do(h, screen, first)
				err := <-settled
				want(t, "it took", time.Since(start), test.took)
				want(t, "error", err, test.err)
				want(t, "loads", s.loads.Load(), test.loads)
			})
		})
	}
}

// A stream that opens while a load that nobody waited for has not had its turn makes that one hurry, and needs no other.
func TestStreamHurriesALoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.Loads = 1
		slow, s := &shelf{topics: func(int64) []string { return []string{"other"} }}, &shelf{}
		other, screen := h.Open("other", slow), h.Open("k", s)
		defer other.Release()
		defer screen.Release()
		for _, screen := range []*Screen{other, screen} {
			defer watch(screen, "", Stream{}).close()
			time.Sleep(time.Second)
		}
		synctest.Wait()
		slow.slow = time.Minute
		h.Notify("other")
		h.Notify("shelf")
		synctest.Wait()
		want(t, "loads while the other's runs", s.loads.Load(), int64(1))
		start := time.Now()
		want(t, "error", screen.settle(t.Context(), "unknown"), error(nil))
		want(t, "it took", time.Since(start), time.Duration(0))
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
