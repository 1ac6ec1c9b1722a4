package live

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// An outage: the database of many screens, on several routes, with their tabs.
type outage struct {
	h    *testHub
	dbs  []*fakeDB
	tabs []*client
}

// newOutage opens screens that have one tab each. The database works at first.
func newOutage(t *testing.T, h *testHub, routes, screens int) *outage {
	h.Unavailable = func(err error) bool { return errors.Is(err, errDown) }
	o := &outage{h: h}
	for route := range routes {
		db := &fakeDB{route: fmt.Sprint("/", route)}
		o.dbs = append(o.dbs, db)
		for n := range screens {
			screen := h.Open([2]int{route, n}, db)
			t.Cleanup(screen.Release)
			o.tabs = append(o.tabs, connect(screen, "", options{}))
		}
	}
	time.Sleep(time.Second)
	return o
}

func (o *outage) fail(fails bool) {
	for _, db := range o.dbs {
		db.fails.Store(fails)
	}
}

func (o *outage) loads() (n int64) {
	for _, db := range o.dbs {
		n += db.loads.Load()
	}
	return n
}

// data returns what all tabs got, if it is the same for all.
func (o *outage) data(t *testing.T) string {
	t.Helper()
	for _, tab := range o.tabs {
		want(t, "a tab got", tab.data(), o.tabs[0].data())
	}
	return o.tabs[0].data()
}

func (o *outage) close() {
	for _, tab := range o.tabs {
		tab.close()
	}
}

// While the database is down, no screen tries to load by itself, whatever is notified. Tabs keep
// what they show, and are told.
func TestOutageProbes(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 4, 50)
		defer o.close()
		before := o.loads()
		o.fail(true)
		h.Suspend(errDown)
		for range 600 {
			h.Notify("number")
			time.Sleep(100 * time.Millisecond)
		}
		want(t, "loads in a minute of outage", o.loads()-before, int64(0))
		want(t, "tabs got, before they are told", o.data(t), "n=0")
		h.MarkStale()
		synctest.Wait()
		want(t, "tabs got", o.data(t), "n=0 live: the database cannot be reached: the database is down")
		want(t, "streams", h.Count().Streams, 200)

		o.fail(false)
		h.Resume(10 * time.Second)
		started := []int64{}
		for range 10 {
			at := o.loads()
			time.Sleep(time.Second)
			synctest.Wait()
			started = append(started, o.loads()-at)
		}
		for second, n := range started {
			if n < 15 || n > 25 {
				t.Errorf("second %d: %d loads began; 200 are to be spread over 10 s", second, n)
			}
		}
		if got := o.data(t); !strings.HasSuffix(got, " fresh") {
			t.Errorf("at the end all got %q", got)
		}
	})
}

// Loads that fail before the outage is known do not go on to try.
func TestOutageThatLoadsFindFirst(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 1, 100)
		defer o.close()
		o.fail(true)
		h.Notify("number")
		synctest.Wait()
		before := o.loads()
		h.Suspend(errDown)
		time.Sleep(10 * time.Minute)
		want(t, "loads in the outage", o.loads()-before, int64(0))
		want(t, "tabs got", o.data(t), "n=0 the database is down")
		o.fail(false)
		h.Resume(time.Second)
		time.Sleep(2 * time.Second)
		want(t, "tabs got at the end", o.data(t), "n=0 the database is down fresh")
	})
}

// One failed load is enough to refuse the others of its route. Another route is asked once too, and
// one that does not need the database works.
func TestOutageRefusesARoute(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 2, 1)
		defer o.close()
		o.fail(true)
		h.Suspend(errDown)
		before := o.loads()
		for n := range 100 {
			err := <-load(h, fmt.Sprint(n), n, o.dbs[0])
			_, refused := errors.AsType[*OutageError](err)
			if refused != (n > 0) || err == nil {
				t.Errorf("load %d: %v", n, err)
			}
		}
		want(t, "loads of 100 that were asked for", o.loads()-before, int64(1))
		static := &fakeDB{route: "/imprint"}
		want(t, "a page without the database", <-load(h, "me", "imprint", static), error(nil))
		want(t, "another route", <-load(h, "me", "other", o.dbs[1]), errDown)
		o.fail(false)
		h.Resume(0)
		want(t, "after the outage", <-load(h, "me", "again", o.dbs[0]), error(nil))
	})
}

// Loads that wait are refused when the first one has failed.
func TestOutageWithLoadsThatWait(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.MaxConcurrentLoads = 2
		o := newOutage(t, h, 1, 100)
		defer o.close()
		synctest.Wait()
		for _, db := range o.dbs {
			db.slow = time.Second
		}
		h.Notify("number")
		synctest.Wait()
		before := o.loads()
		o.fail(true)
		h.Suspend(errDown)
		time.Sleep(time.Minute)
		if n := o.loads() - before; n > 2 {
			t.Errorf("%d of 100 loads that waited were tried", n)
		}
		o.fail(false)
		h.Resume(time.Second)
		time.Sleep(2 * time.Minute)
		want(t, "waiting", h.Count().Loads.Waiting, 0)
		for _, tab := range o.tabs {
			if got := tab.data(); got != "n=0" && !strings.HasSuffix(got, "fresh") {
				t.Errorf("a tab got %q", got)
			}
		}
	})
}

// A short outage, of which nobody was told, costs nothing where nothing has changed.
func TestShortOutage(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 1, 10)
		defer o.close()
		before := o.loads()
		h.Suspend(errDown)
		time.Sleep(time.Second)
		h.Resume(time.Second)
		time.Sleep(time.Minute)
		want(t, "loads", o.loads()-before, int64(0))
		want(t, "got", o.data(t), "n=0")
		h.Notify("number")
		time.Sleep(time.Second)
		want(t, "loads after a change", o.loads()-before, int64(10))
	})
}

// A tab that reconnects in an outage keeps its page, and is told.
func TestReconnectInAnOutage(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 1, 1)
		o.fail(true)
		h.Suspend(errDown)
		h.MarkStale()
		o.close()
		time.Sleep(h.IdleTimeout / 2)
		for _, version := range []string{"0", "", "unknown"} {
			screen := h.Open([2]int{0, 0}, o.dbs[0])
			tab := connect(screen, version, options{})
			screen.Release()
			synctest.Wait()
			want(t, "error", tab.err, error(nil))
			if got := tab.data(); !strings.Contains(got, "cannot be reached") {
				t.Errorf("with version %q it got %q", version, got)
			}
			tab.close()
		}
		want(t, "loads", o.loads(), int64(1))
	})
}

// What is no outage suspends nothing: the screen that failed tries again by itself.
func TestNoOutage(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 1, 1)
		defer o.close()
		h.MarkStale()
		h.Resume(0)
		o.fail(true)
		want(t, "a load", <-load(h, "", "k", o.dbs[0]), errDown)
		want(t, "another", <-load(h, "", "l", o.dbs[0]), errDown)
		h.Suspend(context.Canceled) // another error than that of the loads
		h.Unavailable = func(error) bool { return false }
		want(t, "one that fails for another reason", <-load(h, "", "m", o.dbs[0]), errDown)
		want(t, "and again", <-load(h, "", "n", o.dbs[0]), errDown)
	})
}

// A part that has never been loaded is tried once in an outage, and loaded after it.
func TestOutageOfANewPart(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		o := newOutage(t, h, 1, 0)
		static := &fakeDB{route: "/static", topics: func(int64) []string { return nil }}
		page, part := h.Open("page", static), h.Open("part", o.dbs[0])
		defer page.Release()
		defer part.Release()
		o.fail(true)
		h.Suspend(errDown)
		tab := connectAll(options{}, sub{Screen: page}, sub{Screen: part})
		defer tab.close()
		time.Sleep(time.Hour)
		want(t, "loads of the part", o.loads(), int64(1))
		want(t, "got", tab.data(), "n=0 the database is down")
		o.fail(false)
		h.Resume(time.Second)
		time.Sleep(2 * time.Second)
		want(t, "got at the end", tab.data(), "n=0 the database is down n=0")
	})
}
