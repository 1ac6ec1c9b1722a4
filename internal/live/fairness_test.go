package live

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

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
