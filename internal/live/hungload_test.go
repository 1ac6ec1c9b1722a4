package live

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A hanging loader ignores its context until it is let go.
type hanging struct {
	fakeDB
	hangs atomic.Bool
	begun atomic.Int64
	let   chan struct{}
}

func newHanging(route string) *hanging {
	l := &hanging{let: make(chan struct{})}
	l.route = route
	l.hangs.Store(true)
	return l
}

func (l *hanging) Load(ctx context.Context, last testContent, c *Charge) (testLoaded, error) {
	l.begun.Add(1)
	if l.hangs.Load() {
		<-l.let
	}
	return l.fakeDB.Load(context.WithoutCancel(ctx), last, c)
}

// Background loads of a route that hang do not stop those of other routes, and lose their places.
func TestHungBackgroundLoads(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 2
		loggedTo(h)
		bad, good := newHanging("bad"), &fakeDB{route: "good"}
		bad.hangs.Store(false)
		defer close(bad.let)
		for n := range 5 {
			screen := h.Open(n, bad)
			defer screen.Release()
			defer connect(screen, "", options{}).close()
		}
		screen := h.Open("good", good)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		bad.hangs.Store(true)
		good.number.Store(1)
		h.Notify("number")
		time.Sleep(time.Second)
		want(t, "got while loads hang", w.data(), "n=0 n=1")
		want(t, "running", h.Count().Loads.Running, 1)
		time.Sleep(h.LoadTimeout + hungAfter)
		want(t, "running after the timeout", h.Count().Loads.Running, 0)
		want(t, "hung", h.Count().Loads.Hung, 1)
		want(t, "routes down", h.Count().Loads.RoutesDown, 1)
	})
}

// A route is down after a load has hung, then tried once, and up again when that load returns.
func TestRouteIsDown(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		bad := newHanging("bad")
		good := &fakeDB{route: "good"}
		first := load(h, "a", 1, bad)
		time.Sleep(h.LoadTimeout + hungAfter)
		want(t, "the load that hangs", <-first, ErrHung)
		refused := func(what string, after time.Duration) {
			t.Helper()
			err := <-load(h, "b", 2, bad)
			down, ok := errors.AsType[*DownError](err)
			if !ok || down.RetryAfter != after || down.Route != "bad" {
				t.Errorf("%s: got %v, want a DownError of %v", what, err, after)
			}
		}
		refused("another page of the route", firstDowntime)
		want(t, "another route", <-load(h, "b", 3, good), error(nil))
		time.Sleep(firstDowntime)
		trial := load(h, "c", 4, bad)
		refused("while it is tried", trialTime)
		time.Sleep(h.LoadTimeout + hungAfter)
		want(t, "the trial", <-trial, ErrHung)
		refused("after a trial that hung", 2*firstDowntime)
		want(t, "loads that began", bad.begun.Load(), int64(2))
		bad.hangs.Store(false)
		time.Sleep(2 * firstDowntime)
		want(t, "a trial that returns", <-load(h, "c", 5, bad), error(nil))
		want(t, "then", <-load(h, "c", 6, bad), error(nil))
		want(t, "routes down", h.Count().Loads.RoutesDown, 0)
		want(t, "hung", h.Count().Loads.Hung, 2)
		close(bad.let)
		synctest.Wait()
		want(t, "hung, when they have returned", h.Count().Loads.Hung, 0)
		want(t, "timed out", h.Count().Loads.TimedOut, uint64(2))
	})
}

// What a load brings after it has lost its place is thrown away.
func TestLateResultOfAHungLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		bad := newHanging("bad")
		bad.topics = func(int64) []string { return []string{"late"} }
		screen := h.Open("k", bad)
		defer screen.Release()
		hung := load(h, "", "k", bad)
		time.Sleep(h.LoadTimeout + hungAfter)
		want(t, "error", <-hung, ErrHung)
		close(bad.let)
		synctest.Wait()
		want(t, "topics", h.Count().Topics, 0)
		want(t, "content", h.Cached("k"), testContent(nil))
		want(t, "hung", h.Count().Loads.Hung, 0)
	})
}

// The log has the stack of the first load of a route that hangs, and one line for each later one.
func TestHungLoadIsLogged(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		log := loggedTo(h)
		bad := newHanging("/tickets/{id}")
		defer close(bad.let)
		for n := range 3 {
			hung := load(h, "", n, bad)
			time.Sleep(h.LoadTimeout + hungAfter)
			<-hung
			time.Sleep(maxDowntime)
		}
		lines := strings.Count(log.String(), "has not returned after its timeout")
		want(t, "lines", lines, 3)
		want(t, "with the route", strings.Count(log.String(), "route=/tickets/{id}"), 3)
		want(t, "with a stack", strings.Count(log.String(), "(*hanging).Load"), 1)
	})
}

// The server is stuck if nothing returns while loads wait. One route that hangs is no reason.
func TestOneBadRouteIsReady(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		const after = 10 * time.Second
		bad := newHanging("bad")
		defer close(bad.let)
		for n := range 200 {
			load(h, fmt.Sprint(n), n, bad)
		}
		for range 3 {
			time.Sleep(after)
			want(t, "stuck", h.Stuck(after), "")
		}
	})
}

// Nor is one that is down.
func TestOneRouteDownIsReady(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		const after = 10 * time.Second
		bad := newHanging("bad")
		defer close(bad.let)
		load(h, "", "bad", bad)
		time.Sleep(h.LoadTimeout + hungAfter)
		for n := range 5 {
			load(h, "", n, bad)
			want(t, "stuck", h.Stuck(after), "")
			time.Sleep(after)
		}
	})
}

func TestStuck(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		h.MaxConcurrentLoads = 8
		const after = 10 * time.Second
		let := make(chan struct{})
		defer close(let)
		for route := range 10 {
			bad := newHanging(fmt.Sprint("bad", route))
			bad.let = let
			for n := range 20 {
				load(h, fmt.Sprint(n), [2]int{route, n}, bad)
			}
		}
		want(t, "at first", h.Stuck(after), "")
		time.Sleep(after)
		if h.Stuck(after) == "" {
			t.Error("not stuck, though no load returns")
		}
		time.Sleep(3 * h.LoadTimeout)
		for route := range 10 {
			bad := newHanging(fmt.Sprint("bad", route))
			bad.let = let
			load(h, "", route, bad)
		}
		if h.Stuck(after) == "" {
			t.Error("not stuck, though all routes are down")
		}
		want(t, "a route that works", <-load(h, "", "good", &fakeDB{route: "good"}), error(nil))
		want(t, "stuck", h.Stuck(after), "")
		want(t, "waiting", h.Count().Loads.Waiting, 0)
	})
}

// Close waits for a limited time for a load that hangs.
func TestCloseWithAHungLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		log := loggedTo(h)
		bad := newHanging("bad")
		hung := load(h, "", "k", bad)
		start := time.Now()
		h.Close()
		want(t, "it took", time.Since(start), h.CloseTimeout)
		if !strings.Contains(log.String(), "loads=1") {
			t.Errorf("the log says %q", log)
		}
		close(bad.let)
		synctest.Wait()
		<-hung
	})
}
