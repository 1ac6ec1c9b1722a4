package fleet

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/store"
)

// An engine is a server of a database or of a bus.
type engine interface {
	Kill()
	Start(t testing.TB)
}

// Delayed stops what wakes nodes. An open page stays, says that updates are delayed, and shows
// what another node commits. When the engine is back, the page does not say so any more. The nodes
// are on one database.
func Delayed(t *testing.T, here, there *store.DB, broker engine) {
	site := frameworktest.Start(t, func() http.Handler { return newApp(there) })
	tab := site.Visitor(t).Open("/").Live()
	wrote := 0
	write := func() {
		t.Helper()
		wrote++
		err := here.Write(t.Context(), func(tx *store.Tx) error {
			tx.Notify("effects")
			_, err := insert(t.Context(), tx.Tx, fmt.Sprint("delayed", wrote))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		tab.See(fmt.Sprint(wrote, " effects"))
	}
	write()
	broker.Kill()
	until(t, "the page says that updates are delayed", tab.Delayed)
	write()
	if tab.Stale() || tab.Documents() != 1 || !tab.Delayed() {
		t.Errorf("stale %t, documents %d, delayed %t", tab.Stale(), tab.Documents(), tab.Delayed())
	}
	broker.Start(t)
	until(t, "the page does not say so any more", func() bool { return !tab.Delayed() })
	write()
	tab.AssertMatchesReload()
}

// Down stops the database. Open pages stay and say that they may be out of date. Nobody tries to
// load them: the node's read of the changes table is the only probe. New pages and posts are
// answered with 503. When the database is back, pages are true, and the post that is sent again
// has its effect once.
func Down(t *testing.T, db *store.DB, database engine) {
	loads.Store(0)
	site := frameworktest.Start(t, func() http.Handler { return newApp(db) })
	var tabs []*frameworktest.Tab
	for n := range 20 {
		tabs = append(tabs, site.Visitor(t).Open(string(page.URL(Params{N: n}))).Live())
	}
	var probe bus.Health
	database.Kill()
	all := func(ok func(*frameworktest.Tab) bool) func() bool {
		return func() bool {
			for _, tab := range tabs {
				if !ok(tab) {
					return false
				}
			}
			return true
		}
	}
	until(t, "pages say that they may be out of date", all((*frameworktest.Tab).Stale))
	if probe = db.Health(); probe.Log == nil {
		t.Error("pages say so, and the store can be read")
	}
	before := loads.Load()
	for range 10 {
		db.Notify("effects")
		time.Sleep(100 * time.Millisecond)
	}
	if n := loads.Load() - before; n > 0 {
		t.Errorf("%d loads of 20 open pages while the database is down", n)
	}
	began := time.Now()
	for range 5 {
		r, err := http.Get(site.URL() + "/?n=100")
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
			t.Errorf("a new page: %s, Retry-After %q", r.Status, r.Header.Get("Retry-After"))
		}
	}
	// A route is tried again after a second at the earliest.
	if n := loads.Load() - before; n > 1+int64(time.Since(began)/time.Second) {
		t.Errorf("%d loads for 5 requests of a page", n)
	}
	target := &node{url: site.URL(), client: Host{}.client()}
	const key = "key-of-a-post-in-an-outage"
	if answer, err := target.post(key, "outage", ""); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("a post while the database is down: %q, %v", answer, err)
	}
	database.Start(t)
	until(t, "pages are true again", all(func(tab *frameworktest.Tab) bool { return !tab.Stale() }))
	var first string
	until(t, "the post is taken", func() (ok bool) {
		var err error
		first, err = target.post(key, "outage", "")
		return err == nil
	})
	if second, err := target.post(key, "outage", ""); second != first || err != nil {
		t.Errorf("the post, sent again: %q, then %q, %v", first, second, err)
	}
	var effects int
	if err := db.SQL().QueryRow("SELECT count(*) FROM effects WHERE what = 'outage'").Scan(&effects); err != nil || effects != 1 {
		t.Errorf("%d effects, %v", effects, err)
	}
	for _, tab := range tabs {
		tab.AssertMatchesReload()
		if tab.Documents() != 1 {
			t.Errorf("%d documents were loaded", tab.Documents())
		}
	}
}
