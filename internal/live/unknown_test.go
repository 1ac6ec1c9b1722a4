package live

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// Clients reconnect with many versions that are unknown here. They must not be sent older content,
// and wait for a load that starts after they connected: together, for one in each MinLoadInterval.
func TestReconnectStormWithManyUnknownVersions(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Millisecond}
		s.number.Store(7)
		screen := h.Open("k", s)
		defer screen.Release()
		const n = 5000
		var tabs []*client
		for i := range n {
			tabs = append(tabs, connect(screen, fmt.Sprint("unknown ", i), options{}))
		}
		time.Sleep(time.Second)
		if loads := s.loads.Load(); loads > 2 {
			t.Errorf("%d loads for %d tabs that came at once", loads, n)
		}
		for range 1000 {
			tabs = append(tabs, connect(screen, "unknown", options{}))
			time.Sleep(time.Millisecond)
		}
		synctest.Wait()
		if loads := s.loads.Load(); loads > 2+21 {
			t.Errorf("%d loads for tabs that came within a second, at an interval of %v", loads, h.MinLoadInterval)
		}
		time.Sleep(time.Second)
		for _, w := range tabs {
			w.close()
			want(t, "got", w.data(), "n=7")
		}
	})
}

// Clients that reconnect with the same version to a restarted server share one load, because that
// version was made before the load. The server remembers this for a short time only: equal content
// has equal versions, so an old version may become new again.
func TestReconnectStormWithTheSameUnknownVersion(t *testing.T) {
	for _, part := range []bool{false, true} {
		bubble(t, func(t *testing.T, h *testHub) {
			s := &fakeDB{slow: time.Millisecond}
			s.number.Store(7)
			page, screen := h.Open("page", &fakeDB{}), h.Open("k", s)
			defer page.Release()
			defer screen.Release()
			come := func(held string) *client {
				if part {
					return connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: screen, Version: held})
				}
				return connect(screen, held, options{})
			}
			var tabs []*client
			for i := range 1500 {
				tabs = append(tabs, come(fmt.Sprint(i%3)))
				time.Sleep(time.Millisecond)
			}
			synctest.Wait()
			if loads := s.loads.Load(); loads > 2 {
				t.Errorf("%d loads for %d tabs with three versions", loads, len(tabs))
			}
			s.number.Store(2) // changed on another node, and not notified here yet
			time.Sleep(unknownTTL)
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

// A screen remembers few unknown versions.
func TestUnknownVersionsAreBounded(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		for i := range 1000 {
			connect(screen, fmt.Sprint("unknown ", i), options{}).close()
		}
		if n := len(screen.unknown); n > maxUnknown {
			t.Errorf("%d strange versions are remembered", n)
		}
	})
}

// Who waits for a debounced load gets a result also when the last tab leaves and when the hub
// closes meanwhile. A call of LoadNow does not wait for the interval, and its load serves the
// others too.
func TestWaitForTheLoadInterval(t *testing.T) {
	for _, test := range []struct {
		name  string
		do    func(h *testHub, screen *testScreen, first *client)
		took  time.Duration
		err   error
		loads int64
	}{
		{"the last tab leaves", func(_ *testHub, _ *testScreen, first *client) { first.close() }, 50 * time.Millisecond, nil, 2},
		{"the hub closes", func(h *testHub, _ *testScreen, _ *client) { h.Close() }, 10 * time.Millisecond, ErrClosed, 1},
		{"notifications are lost", func(_ *testHub, s *testScreen, _ *client) { s.invalidateAfter(time.Minute) }, 50 * time.Millisecond, nil, 2},
		{"LoadNow", func(_ *testHub, s *testScreen, _ *client) { _, _ = s.LoadNow(s.hub.Context(), "") }, 10 * time.Millisecond, nil, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				s := &fakeDB{}
				screen := h.Open("k", s)
				defer screen.Release()
				start := time.Now()
				first := connect(screen, "", options{})
				defer first.close()
				time.Sleep(10 * time.Millisecond)
				settled := make(chan error)
				go func() { settled <- screen.waitCurrent(h.Context(), "", "unknown", 0) }()
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

// If a stream opens while a background load queues, the load becomes interactive, and the stream
// needs no other.
func TestStreamMakesABackgroundLoadInteractive(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 1
		slow, s := &fakeDB{topics: func(int64) []string { return []string{"other"} }}, &fakeDB{}
		other, screen := h.Open("other", slow), h.Open("k", s)
		defer other.Release()
		defer screen.Release()
		for _, screen := range []*testScreen{other, screen} {
			defer connect(screen, "", options{}).close()
			time.Sleep(time.Second)
		}
		synctest.Wait()
		slow.slow = time.Minute
		h.Notify("other")
		h.Notify("number")
		synctest.Wait()
		want(t, "loads while the other's runs", s.loads.Load(), int64(1))
		start := time.Now()
		want(t, "error", screen.waitCurrent(t.Context(), "", "unknown", 0), error(nil))
		want(t, "it took", time.Since(start), time.Duration(0))
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
