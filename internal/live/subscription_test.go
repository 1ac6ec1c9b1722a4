package live

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A subscription that is slow, or whose load fails, does not delay the first one and does not end
// the stream.
func TestOtherSubscriptionsDoNotDelayTheFirst(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{slow: time.Minute}
		h.LoadTimeout = time.Hour
		slow.number.Store(7)
		page, part, gone := h.Open("page", &fakeDB{}), h.Open("part", slow), h.Open("gone", &removable{fakeDB: &fakeDB{}})
		defer page.Release()
		defer part.Release()
		defer gone.Release()
		gone.loader.(*removable).gone.Store(true)
		w := connectAll(options{}, sub{Screen: page, Version: ""}, sub{Screen: part, Version: ""}, sub{Screen: gone, Version: ""})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "at once", w.data(), "n=0 gone")
		time.Sleep(time.Minute)
		want(t, "later", w.data(), "n=0 gone n=7")
		want(t, "loads of the slow part", slow.loads.Load(), int64(1))
	})
}

// A client whose version of a part is unknown is not sent content of a load that started before
// the client connected, even if that load brings nothing new for the other clients. A client that
// is current is sent nothing.
func TestOtherSubscriptionIsNotSentOlderContent(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Second}
		page, part := h.Open("page", &fakeDB{}), h.Open("part", s)
		defer page.Release()
		defer part.Release()
		first := connectAll(options{}, sub{Screen: page, Version: ""}, sub{Screen: part, Version: ""})
		defer first.close()
		time.Sleep(500 * time.Millisecond) // the load has read 0
		s.number.Store(7)                  // written by another node, not notified here yet
		ahead := connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: part, Version: "7"})
		defer ahead.close()
		time.Sleep(5 * time.Second)
		want(t, "ahead got", ahead.data(), "")
		want(t, "first got", first.data(), "n=0 n=0 n=7")
		loads := s.loads.Load()
		unknown := connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: part, Version: "99"})
		defer unknown.close()
		time.Sleep(5 * time.Second)
		want(t, "unknown got", unknown.data(), "n=7")
		want(t, "loads for it", s.loads.Load(), loads+1)
		current := connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: part, Version: "7"})
		defer current.close()
		time.Sleep(5 * time.Second)
		want(t, "current got", current.data(), "")
		want(t, "loads for it", s.loads.Load(), loads+1)
	})
}

// A notification on the CloseTopic while the stream waits for its first content closes it.
func TestNotificationWhilePreparing(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{slow: time.Second})
		defer screen.Release()
		w := connect(screen, "", options{CloseTopic: "user:7"})
		time.Sleep(500 * time.Millisecond)
		h.Notify("user:7")
		<-w.done
		want(t, "got", w.data(), "bye")
		want(t, "gauges", h.Count().Streams, 0)
	})
}

// A concurrency counts how many loads run at once, and notes their order.
type concurrency struct {
	mu     sync.Mutex
	inside int
	most   int
	order  []int
}

type countedLoader struct {
	*concurrency
	n int
}

func (p countedLoader) Load(context.Context, testContent, *Charge) (testLoaded, error) {
	p.mu.Lock()
	p.inside++
	p.most = max(p.most, p.inside)
	p.order = append(p.order, p.n)
	p.mu.Unlock()
	time.Sleep(10 * time.Millisecond)
	p.mu.Lock()
	p.inside--
	p.mu.Unlock()
	return testLoaded{Content: number(fmt.Sprint(p.n)), Version: fmt.Sprint(p.n), Topics: []string{"all"}}, nil
}

func (p countedLoader) Route() string                         { return fmt.Sprint(p.n) }
func (p countedLoader) ErrorEvent(error, Kind) (*event, bool) { return nil, false }
func (p countedLoader) RecoveredEvent(Kind) *event            { return nil }

// Background loads have limited concurrency, and have no goroutine while they queue. An
// interactive load does not wait for them.
func TestLoadConcurrency(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 3
		gate := &concurrency{}
		var tabs []*client
		var screens []*testScreen
		for n := range 300 {
			screen := h.Open(n, countedLoader{gate, n})
			screens = append(screens, screen)
			defer screen.Release()
			tabs = append(tabs, connect(screen, "", options{}))
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if most := interactiveFactor * h.MaxConcurrentLoads; gate.most != most {
			t.Errorf("%d loads at once that somebody waits for, want %d", gate.most, most)
		}
		gate.most, gate.order = 0, nil
		before := runtime.NumGoroutine()
		h.Notify("all")
		time.Sleep(time.Millisecond)
		if n := runtime.NumGoroutine() - before; n > h.MaxConcurrentLoads {
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
		if _, err := screens[waiting].LoadNow(t.Context(), ""); err != nil {
			t.Error(err)
		}
		want(t, "an interactive load takes", time.Since(start), 10*time.Millisecond)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		want(t, "loads at once", gate.most, h.MaxConcurrentLoads+1)
		want(t, "loads", len(gate.order), 300)
		for _, w := range tabs {
			w.close()
		}
	})
}

// Close does not wait for loads that have not started.
func TestCloseWithLoadsWaiting(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 1
		var begun atomic.Int64
		for n := range 100 {
			screen := h.Open(n, &fakeDB{slow: time.Hour, topics: func(int64) []string { begun.Add(1); return nil }})
			defer screen.Release()
			go func() { _, _ = screen.LoadNow(context.Background(), "") }()
		}
		synctest.Wait()
		start := time.Now()
		h.Close()
		want(t, "it took", time.Since(start), time.Duration(0))
		want(t, "loads that came to an end", begun.Load(), int64(0))
	})
}
