package live

import (
	"bytes"
	"context"
	"runtime/pprof"
	"testing"
	"testing/synctest"
	"time"
)

// Loads share goroutines, and a server at rest has none for them.
func TestIdleWorkersEnd(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		before := countWorkers()
		for range 20 {
			want(t, "error", <-load(h, "a", 1, &fakeDB{}), error(nil))
		}
		synctest.Wait()
		want(t, "goroutines after loads in a row", countWorkers()-before, 1)
		time.Sleep(workerIdleTimeout + time.Millisecond)
		synctest.Wait()
		want(t, "goroutines at rest", countWorkers()-before, 0)
		want(t, "error of a load after that", <-load(h, "a", 1, &fakeDB{}), error(nil))
		h.Close()
		synctest.Wait()
		want(t, "goroutines after Close", countWorkers()-before, 0)
	})
}

// countWorkers counts the goroutines of all schedulers that run loads.
func countWorkers() (n int) {
	var stacks bytes.Buffer
	_ = pprof.Lookup("goroutine").WriteTo(&stacks, 2)
	return bytes.Count(stacks.Bytes(), []byte("live.(*scheduler).work("))
}

// A caller that waits behind many slow loads is answered after twice the time of a load.
func TestWaitIsLimited(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 1
		loggedTo(h)
		slow := &fakeDB{slow: h.LoadTimeout - time.Second}
		for n := range 100 {
			load(h, "", n, slow)
		}
		start := time.Now()
		err := <-load(h, "", 100, slow)
		want(t, "error", err, context.DeadlineExceeded)
		want(t, "after", time.Since(start), 2*(h.LoadTimeout+hungAfter))
	})
}

// A load that changes nothing leaves little garbage.
func TestLoadAllocations(t *testing.T) {
	h := NewHub[*event]()
	defer h.Close()
	screen := h.Open("k", &fakeDB{})
	defer screen.Release()
	allocs := testing.AllocsPerRun(200, func() {
		if _, err := screen.LoadNow(t.Context(), "client"); err != nil {
			t.Error(err)
		}
	})
	if most := 15.0; allocs > most {
		t.Errorf("%v allocations, want at most %v", allocs, most)
	}
}
