package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
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

// load makes a client wait for a load, and returns its error.
func load(h *testHub, client string, key any, loader Loader[*event]) <-chan error {
	result := make(chan error, 1)
	go func() {
		screen := h.Open(key, loader)
		defer screen.Release()
		_, err := screen.LoadNow(context.Background(), client)
		result <- err
	}()
	synctest.Wait()
	return result
}

func loggedTo(h *testHub) *bytes.Buffer {
	var log bytes.Buffer
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	return &log
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

// A load that waits is refused when its route goes down, not when it would have its turn.
func TestWaitingLoadsAreRefused(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		h.MaxConcurrentLoads = 1
		bad := newHanging("bad")
		defer close(bad.let)
		var all []<-chan error
		for n := range 10 {
			all = append(all, load(h, fmt.Sprint(n), n, bad))
		}
		running := h.Count().Loads.Running
		time.Sleep(h.LoadTimeout + hungAfter)
		refused := 0
		for _, result := range all {
			if _, ok := errors.AsType[*DownError](<-result); ok {
				refused++
			}
		}
		want(t, "refused", refused, 10-running)
		want(t, "waiting", h.Count().Loads.Waiting, 0)
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

// A view that heeds its context has timed out, but has not hung: its route stays up.
func TestSlowLoadThatHeedsTheContext(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{slow: time.Hour}
		for n := range 3 {
			result := load(h, "", n, slow)
			time.Sleep(h.LoadTimeout)
			want(t, "error", <-result, context.DeadlineExceeded)
		}
		want(t, "loads", slow.loads.Load(), int64(3))
		want(t, "routes down", h.Count().Loads.RoutesDown, 0)
	})
}

// Slow routes do not take the places that a fast one needs, whoever asks.
func TestSlowRoutesStarveNobody(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 8
		for route := range 3 {
			slow := &fakeDB{route: fmt.Sprint("slow", route), slow: 5 * time.Second}
			for n := range 200 {
				load(h, "", [2]int{route, n}, slow)
			}
		}
		start := time.Now()
		want(t, "error", <-load(h, "me", "fast", &fakeDB{route: "fast"}), error(nil))
		want(t, "it took", time.Since(start), time.Duration(0))
		want(t, "running", h.Count().Loads.Running, 16+8+4)
		time.Sleep(time.Hour)
		want(t, "waiting, after a while", h.Count().Loads.Waiting, 0)
	})
}

// A client with many slow pages, of one route or of many, does not take the places that others
// need.
func TestOneClientStarvesNobody(t *testing.T) {
	for name, test := range map[string]struct {
		route  func(n int) string
		places int
		mine   string // the route of another client
	}{
		"route":  {func(int) string { return "report" }, 11, "report"},
		"routes": {func(n int) string { return fmt.Sprint("report", n) }, 16, "report0"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				h.MaxConcurrentLoads = 8
				for n := range 200 {
					load(h, "greedy", n, &fakeDB{route: test.route(n), slow: 5 * time.Second})
				}
				want(t, "places of a client", h.Count().Loads.Running, test.places)
				start := time.Now()
				want(t, "error", <-load(h, "me", "mine", &fakeDB{route: test.mine}), error(nil))
				want(t, "it took", time.Since(start), time.Duration(0))
				time.Sleep(time.Hour)
				want(t, "waiting, after a while", h.Count().Loads.Waiting, 0)
			})
		})
	}
}

// Pushes to a client with many screens do not delay those to another, also of the same route.
func TestPushesOfOneClient(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 4
		open := func(client string, key any, db *fakeDB) *testTab {
			screen := h.Open(key, db)
			defer screen.Release()
			if err := h.Prepare(t.Context(), client, sub{Screen: screen}); err != nil {
				t.Fatal(err)
			}
			tab := &testTab{wakeups: make(chan struct{}, 1)}
			tab.Tab = h.Attach(options{Subscriptions: []sub{{Screen: screen}}}, tab)
			tab.Next()
			tab.Sent()
			return tab
		}
		many := &fakeDB{route: "list", topics: func(int64) []string { return []string{"many"} }}
		for n := range 300 {
			defer open("greedy", n, many).Close()
		}
		mine := &fakeDB{route: "list", topics: func(int64) []string { return []string{"mine"} }}
		tab := open("me", "mine", mine)
		defer tab.Close()
		time.Sleep(time.Second)
		synctest.Wait()
		many.slow = time.Second
		mine.number.Store(1)
		start := time.Now()
		h.Notify("many")
		h.Notify("mine")
		<-tab.wakeups
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("a push took %v", took)
		}
	})
}

// A testTab is a tab, and its transport.
type testTab struct {
	*Tab[*event]
	wakeups chan struct{}
}

func (t *testTab) Wake() {
	select {
	case t.wakeups <- struct{}{}:
	default:
	}
}
func (t *testTab) End() {}

// orders are loaders that note in which order they ran.
type orders struct {
	fakeDB
	name string
	mu   *sync.Mutex
	ran  *[]string
}

func (o *orders) Load(ctx context.Context, last testContent, c *Charge) (testLoaded, error) {
	o.mu.Lock()
	*o.ran = append(*o.ran, o.name)
	o.mu.Unlock()
	return o.fakeDB.Load(ctx, last, c)
}

func takeTurns(t *testing.T, name func(group, n int) (route, client string)) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.LoadTimeout = 1, 24*time.Hour
		for n := range interactiveFactor*h.MaxConcurrentLoads - 1 { // so that there is one place
			load(h, "", fmt.Sprint("filler", n), &fakeDB{route: fmt.Sprint("filler", n), slow: 2 * time.Hour})
		}
		var ran []string
		var mu sync.Mutex
		for group := range 2 {
			for n := range 20 {
				route, client := name(group, n)
				o := &orders{name: fmt.Sprint(group), ran: &ran, mu: &mu}
				o.route, o.slow = route, time.Second
				load(h, client, [2]int{group, n}, o)
			}
		}
		time.Sleep(3 * time.Hour)
		mu.Lock()
		defer mu.Unlock()
		want(t, "loads", len(ran), 40)
		second := strings.Count(strings.Join(ran[:10], ""), "1")
		if second < 4 {
			t.Errorf("those who came later had %d of the first 10 turns: %v", second, ran)
		}
	})
}

func TestRoutesTakeTurns(t *testing.T) {
	takeTurns(t, func(group, n int) (string, string) { return fmt.Sprint("route", group), fmt.Sprint(n) })
}

func TestClientsTakeTurns(t *testing.T) {
	takeTurns(t, func(group, n int) (string, string) { return "route", fmt.Sprint("client", group) })
}

// The queue of one client is limited, and another client is not refused for it.
func TestWaitingLoadsAreBounded(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{route: "slow", slow: time.Second}
		var last <-chan error
		for n := range 2 * maxWaiting {
			last = load(h, "greedy", n, slow)
		}
		want(t, "the last one", <-last, ErrTooManyLoads)
		want(t, "waiting", h.Count().Loads.Waiting, maxWaiting)
		shared := h.Open("shared", slow)
		defer shared.Release()
		refused := load(h, "greedy", "shared", slow)
		want(t, "of the greedy one", <-refused, ErrTooManyLoads)
		mine := load(h, "me", "shared", slow)
		time.Sleep(time.Hour)
		want(t, "of another client", <-mine, error(nil))
	})
}

// A load that one client waits for, and then another, waits in the queue of neither.
func TestSharedLoadDoesNotWaitForOneClient(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		slow := &fakeDB{route: "slow", slow: time.Second}
		for n := range maxWaiting {
			load(h, "greedy", n, slow)
		}
		load(h, "greedy", "shared", slow)
		start := time.Now()
		want(t, "error", <-load(h, "me", "shared", slow), error(nil))
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("it took %v", took)
		}
		time.Sleep(time.Hour)
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

// A refused load does not tell the tabs of its screen anything.
func TestRefusedClientDoesNotMakeTabsStale(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		bad := newHanging("bad")
		bad.hangs.Store(false)
		defer close(bad.let)
		screen := h.Open("k", bad)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		bad.hangs.Store(true)
		hung := load(h, "", "other", bad)
		time.Sleep(h.LoadTimeout + hungAfter)
		<-hung
		if err := <-load(h, "a", "k", bad); err == nil {
			t.Error("no error")
		}
		want(t, "got", w.data(), "n=0")
		h.Notify("number") // a change that cannot be shown
		time.Sleep(time.Second)
		if !strings.HasPrefix(w.data(), "n=0 live: bad is down for ") {
			t.Errorf("got %s", w.data())
		}
		bad.hangs.Store(false)
		time.Sleep(time.Minute)
		want(t, "the last event", w.events()[len(w.events())-1].data, "fresh")
	})
}
