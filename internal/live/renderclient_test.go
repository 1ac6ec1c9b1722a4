package live

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// One client, of one route or of many, leaves a processor for others: another client's render
// begins at once, and waits for none of those that the first client has in the queue.
func TestClientLeavesAProcessor(t *testing.T) {
	one := func(int) string { return "list0" }
	many := func(n int) string { return fmt.Sprint("list", n%7) }
	for name, test := range map[string]struct {
		route func(n int) string
		slots int    // of which half are processors
		most  int64  // renders of the client at once
		mine  string // the route of another client
	}{
		"route":                 {one, 8, 3, "list0"},
		"routes":                {many, 8, 3, "list0"},
		"two processors":        {one, 4, 1, "list0"},
		"two processors/routes": {many, 4, 1, "list0"},
		"one processor":         {many, 2, 1, "mine"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, test.slots, time.Hour
				var all []*renderer
				count := func() (n int64) {
					for _, r := range all {
						n += r.running.Load()
					}
					return n
				}
				for n := range 100 {
					all = append(all, newRenderer(h, test.route(n), 100*time.Millisecond))
					load(h, "greedy", n, all[n])
				}
				want(t, "renders of the client", count(), test.most)
				time.Sleep(time.Second + 50*time.Millisecond)
				want(t, "renders of the client, later", count(), test.most)
				start := time.Now()
				want(t, "error", <-load(h, "me", "mine", newRenderer(h, test.mine, 0)), error(nil))
				want(t, "it took", time.Since(start), time.Duration(0))
				time.Sleep(time.Hour)
				want(t, "renders at the end", count(), int64(0))
			})
		})
	}
}

// Those who are nobody in particular may be many, and use all processors.
func TestNobodyUsesAllProcessors(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, 8, time.Hour
		all := newRenderer(h, "list", time.Second)
		for n := range 100 {
			load(h, "", n, all)
		}
		want(t, "renders", all.running.Load(), int64(4))
		time.Sleep(time.Hour)
	})
}

// Where a route has no slot left, the client that has used less is next: it does not wait for the
// renders that another client has in the queue.
func TestClientsShareRenderTime(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders, h.LoadTimeout = 64, 1, time.Hour
		long, short := newRenderer(h, "list", time.Second), newRenderer(h, "list", 10*time.Millisecond)
		for n := range 50 {
			load(h, "greedy", fmt.Sprint("long", n), long)
		}
		time.Sleep(10*time.Second + time.Millisecond)
		start := time.Now()
		want(t, "error", <-load(h, "me", "first", short), error(nil))
		if took := time.Since(start); took > time.Second+10*time.Millisecond {
			t.Errorf("the first render took %v: it was not the next one", took)
		}
		var mine []<-chan error
		for n := range 50 {
			mine = append(mine, load(h, "me", fmt.Sprint("mine", n), short))
		}
		for _, result := range mine {
			want(t, "error", <-result, error(nil))
		}
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("50 short renders took %v beside long ones of another client", took)
		}
		time.Sleep(time.Hour)
		want(t, "long renders", long.loads.Load(), int64(50))
	})
}

// A person whose render hangs gets other pages a second later, and one whose render has ended at
// once.
func TestHungRenderOfAClient(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		loggedTo(h)
		h.MaxConcurrentLoads, h.MaxConcurrentRenders = 64, 4
		load(h, "me", "bad", newRenderer(h, "bad", 24*time.Hour))
		start := time.Now()
		want(t, "error", <-load(h, "me", "mine", newRenderer(h, "mine", 0)), error(nil))
		want(t, "it took", time.Since(start), recentFor)
		want(t, "error", <-load(h, "me", "next", newRenderer(h, "mine", 0)), error(nil))
		want(t, "it took at all", time.Since(start), recentFor)
		time.Sleep(48 * time.Hour)
	})
}

// The queue keeps nothing of a client that renders nothing.
func TestRenderQueueForgetsClients(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads, h.MaxConcurrentRenders = 64, 4
		for client := range 20 {
			load(h, fmt.Sprint("client", client), client, newRenderer(h, "list", 10*time.Millisecond))
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		q := &h.renders
		want(t, "clients of the route", len(q.routes["list"].clients), 0)
		want(t, "recent clients", len(q.recent.count), 0)
		want(t, "a recent slot", q.recent.oldest != nil, false)
		want(t, "running", q.running, 0)
	})
}
