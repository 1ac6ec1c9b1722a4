package sse

import (
	"context"
	"fmt"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A part that is slow, or fails, does not keep the page waiting, and does not end its stream.
func TestPartWaitsForNobody(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		slow := &shelf{slow: time.Minute}
		slow.number.Store(7)
		page, part, gone := h.Open("page", &shelf{}), h.Open("part", slow), h.Open("gone", &goner{shelf: &shelf{}})
		defer page.Release()
		defer part.Release()
		defer gone.Release()
		gone.source.(*goner).gone.Store(true)
		w := watchAll(Stream{}, Sub{page, ""}, Sub{part, ""}, Sub{gone, ""})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "at once", w.data(), "n=0 gone")
		time.Sleep(time.Minute)
		want(t, "later", w.data(), "n=0 gone n=7")
		want(t, "loads of the slow part", slow.loads.Load(), int64(1))
	})
}

// A part that a tab holds in a version which nobody here knows gets no load that began before it came, even if what that brings is no
// news to the others; and one that is current gets nothing.
func TestPartNeverTakesBack(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Second}
		page, part := h.Open("page", &shelf{}), h.Open("part", s)
		defer page.Release()
		defer part.Release()
		first := watchAll(Stream{}, Sub{page, ""}, Sub{part, ""})
		defer first.close()
		time.Sleep(500 * time.Millisecond) // the load has read 0
		s.number.Store(7)                  // written by another node, whose notice has not come yet
		ahead := watchAll(Stream{}, Sub{page, "0"}, Sub{part, "7"})
		defer ahead.close()
		time.Sleep(5 * time.Second)
		want(t, "ahead got", ahead.data(), "")
		want(t, "first got", first.data(), "n=0 n=0 n=7")
		loads := s.loads.Load()
		astray := watchAll(Stream{}, Sub{page, "0"}, Sub{part, "99"})
		defer astray.close()
		time.Sleep(5 * time.Second)
		want(t, "astray got", astray.data(), "n=7")
		want(t, "loads for it", s.loads.Load(), loads+1)
		current := watchAll(Stream{}, Sub{page, "0"}, Sub{part, "7"})
		defer current.close()
		time.Sleep(5 * time.Second)
		want(t, "current got", current.data(), "")
		want(t, "loads for it", s.loads.Load(), loads+1)
	})
}

// A notice that ends somebody's streams ends the one that is being opened too.
func TestNoticeWhileOpening(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{slow: time.Second})
		defer screen.Release()
		w := watch(screen, "", Stream{Topic: "user:7"})
		time.Sleep(500 * time.Millisecond)
		h.Notify("user:7")
		<-w.done
		want(t, "got", w.data(), "bye")
		want(t, "gauges", h.Count().Streams, 0)
	})
}

// A turnstile counts how many loads run at once, and in which order they come.
type turnstile struct {
	mu     sync.Mutex
	inside int
	most   int
	order  []int
}

type passenger struct {
	*turnstile
	n int
}

func (p passenger) Load(context.Context, Content) (Loaded, error) {
	p.mu.Lock()
	p.inside++
	p.most = max(p.most, p.inside)
	p.order = append(p.order, p.n)
	p.mu.Unlock()
	time.Sleep(10 * time.Millisecond)
	p.mu.Lock()
	p.inside--
	p.mu.Unlock()
	return Loaded{Content: figure(fmt.Sprint(p.n)), Topics: []string{"all"}}, nil
}

func (p passenger) Stale(error, bool) (*Frame, bool) { return nil, false }
func (p passenger) Again(bool) *Frame                { return nil }

// Loads that a change asks for take turns, so many at once, and while they wait they are no goroutines. Who waits for one is not kept behind them.
func TestLoadsTakeTurns(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.Loads = 3
		gate := &turnstile{}
		var tabs []*watcher
		var screens []*Screen
		for n := range 300 {
			screen := h.Open(n, passenger{gate, n})
			screens = append(screens, screen)
			defer screen.Release()
			tabs = append(tabs, watch(screen, "", Stream{}))
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if most := patience * h.Loads; gate.most != most {
			t.Errorf("%d loads at once that somebody waits for, want %d", gate.most, most)
		}
		gate.most, gate.order = 0, nil
		before := runtime.NumGoroutine()
		h.Notify("all")
		time.Sleep(time.Millisecond)
		if n := runtime.NumGoroutine() - before; n > h.Loads {
			t.Errorf("%d goroutines for loads", n)
		}
		waiting := -1
		gate.mu.Lock()
		for n := range 300 {
			if !slices.Contains(gate.order, n) {
				waiting = n
			}
		}
		gate.mu.Unlock()
		start := time.Now()
		if _, err := screens[waiting].Fresh(t.Context()); err != nil {
			t.Error(err)
		}
		want(t, "who waits is answered in", time.Since(start), 10*time.Millisecond)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		want(t, "loads at once", gate.most, h.Loads+1)
		want(t, "loads", len(gate.order), 300)
		for _, w := range tabs {
			w.close()
		}
	})
}

// Close does not wait for loads that have not begun.
func TestCloseWithLoadsWaiting(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.Loads = 1
		var begun atomic.Int64
		for n := range 100 {
			screen := h.Open(n, &shelf{slow: time.Hour, topics: func(int64) []string { begun.Add(1); return nil }})
			defer screen.Release()
			go func() { _, _ = screen.Fresh(context.Background()) }()
		}
		synctest.Wait()
		start := time.Now()
		h.Close()
		want(t, "it took", time.Since(start), time.Duration(0))
		want(t, "loads that came to an end", begun.Load(), int64(0))
	})
}

// A stream that opens while the hub drains ends too: one whose head is out when Drain comes, and that no screen knows of yet.
func TestDrainWhileOpening(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{})
		defer screen.Release()
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/", nil)
		if err := serve(h, drains{w, h}, r, Stream{Hello: helloFrame}, Sub{Screen: screen}); err != nil {
			t.Error(err)
		}
		want(t, "got", w.Body.String(), string(helloFrame.plain))
		want(t, "streams", h.Count().Streams, 0)
	})
}

type drains struct {
	*httptest.ResponseRecorder
	hub *Hub
}

func (d drains) Write(p []byte) (int, error) {
	d.hub.Drain()
	return d.ResponseRecorder.Write(p)
}
