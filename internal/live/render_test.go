package live

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A renderer is a loader that renders for a while.
type renderer struct {
	fakeDB
	hub     *testHub
	takes   time.Duration
	running atomic.Int64
	most    atomic.Int64
}

func (r *renderer) Load(ctx context.Context, last testContent, c *Charge) (testLoaded, error) {
	end, err := r.hub.BeginRender(ctx, r.route)
	if err != nil {
		return testLoaded{}, err
	}
	defer end()
	r.most.Store(max(r.most.Load(), r.running.Add(1)))
	defer r.running.Add(-1)
	if r.takes > 0 {
		time.Sleep(r.takes)
	}
	return r.fakeDB.Load(ctx, last, c)
}

func newRenderer(h *testHub, route string, takes time.Duration) *renderer {
	r := &renderer{hub: h, takes: takes}
	r.route = route
	return r
}

// However many screens of a route are to be rendered, it leaves slots for another route.
func TestHotRouteLeavesSlots(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, 8, time.Hour
		hot := newRenderer(h, "hot", time.Second)
		for n := range 200 {
			load(h, fmt.Sprint(n), n, hot)
		}
		want(t, "renders of the hot route", hot.running.Load(), int64(4))
		start := time.Now()
		want(t, "error", <-load(h, "me", "mine", newRenderer(h, "mine", 0)), error(nil))
		want(t, "it took", time.Since(start), time.Duration(0))
		time.Sleep(time.Hour)
		want(t, "most renders of the hot route", hot.most.Load(), int64(4))
		want(t, "loads of the hot route", hot.loads.Load(), int64(200))
	})
}

// Where all slots are in use, routes share time: one that renders fast is not held up by one that
// takes a hundred times as long.
func TestRoutesShareRenderTime(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, 1, time.Hour
		long, short := newRenderer(h, "long", time.Second), newRenderer(h, "short", 10*time.Millisecond)
		for n := range 50 {
			load(h, "", fmt.Sprint("long", n), long)
		}
		var all []<-chan error
		for n := range 50 {
			all = append(all, load(h, "", fmt.Sprint("short", n), short))
		}
		start := time.Now()
		for _, result := range all {
			want(t, "error", <-result, error(nil))
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("50 short renders took %v beside long ones", took)
		}
		time.Sleep(time.Hour)
		want(t, "long renders", long.loads.Load(), int64(50))
	})
}

// A route that was idle has no claim to the time that it has not used.
func TestIdleRouteGathersNoTime(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, 1, time.Hour
		busy, late := newRenderer(h, "busy", time.Second), newRenderer(h, "late", time.Second)
		for n := range 100 {
			load(h, "", fmt.Sprint("busy", n), busy)
		}
		time.Sleep(50*time.Second + time.Millisecond)
		for n := range 20 {
			load(h, "", fmt.Sprint("late", n), late)
		}
		before := busy.loads.Load()
		time.Sleep(20 * time.Second)
		if n := busy.loads.Load() - before; n < 8 {
			t.Errorf("the busy route had %d of 20 turns beside one that was idle before", n)
		}
		time.Sleep(time.Hour)
	})
}

// Renders that never return lose their slots when their loads have no time left.
func TestHungRenderLosesSlot(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		h.MaxConcurrentLoads, h.MaxConcurrentRenders = 64, 1
		bad := newRenderer(h, "bad", 24*time.Hour)
		load(h, "", "bad", bad)
		mine := load(h, "", "mine", newRenderer(h, "mine", 0))
		time.Sleep(h.LoadTimeout - time.Second)
		later := load(h, "", "later", newRenderer(h, "later", 0))
		time.Sleep(2 * time.Second)
		<-mine // its own time is over at the same moment
		want(t, "a load that waited for a second", <-later, error(nil))
		time.Sleep(48 * time.Hour)
	})
}

// A load whose time is over while it waits for a slot leaves the queue.
func TestWaitForARenderIsLimited(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentRenders = 1
		end, err := h.BeginRender(t.Context(), "other")
		want(t, "the first", err, error(nil))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = h.BeginRender(ctx, "late")
		want(t, "one that waits", err, context.DeadlineExceeded)
		end()
		end() // twice does no harm
		second, err := h.BeginRender(t.Context(), "late")
		want(t, "the next", err, error(nil))
		want(t, "running", h.renders.running, 1)
		second()
		want(t, "running at the end", h.renders.running, 0)
		synctest.Wait()
	})
}
