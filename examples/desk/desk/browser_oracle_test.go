package desk

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

var oracleSeed = flag.Uint64("oracle.seed", 0, "seed of the random steps in TestConvergence; 0 draws one")

// The oracle, in a real browser: tabs do random things, the network cuts them off at random, and
// when it is quiet every tab shows what a fresh load of its address shows. framework/frameworktest
// has the same with many more tabs and no browser.
func TestConvergence(t *testing.T) {
	level.Long(t)
	seed := *oracleSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("again with: -oracle.seed=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))

	o := open(t)
	o.signIn(t, "amara")
	var tabs []*chromium.Tab
	for _, path := range []string{"/tickets", "/tickets?sort=subject", "/tickets/1000", "/tickets/1000/history"} {
		tab := o.tab(t, path)
		tab.Allow("Failed to load|net::ERR|500|503") // the network is being cut
		live(tab)
		tabs = append(tabs, tab)
	}
	// tickets near the head of the lists
	pick := func(n int) int64 { return int64(1001 - 1 - rng.IntN(n)) }
	for range 60 {
		tab := tabs[rng.IntN(len(tabs))]
		switch rng.IntN(8) {
		case 0:
			o.server.CloseClientConnections()
		case 1, 2:
			// A person follows some link of the page, a form's button or the browser's own arrows.
			try(tab, fmt.Sprintf(`(() => {
				const links = [...document.querySelectorAll("#page a[href], header nav a[href]")];
				links[%d %% links.length]?.click();
			})()`, rng.IntN(1000)))
		case 3:
			try(tab, "history.back()")
		case 4:
			try(tab, `[...document.querySelectorAll("#page button")].find(b => /Take it|Close ticket|Reopen/.test(b.textContent))?.click()`)
		default:
			// Somebody else changes something.
			id := pick(40)
			var err error
			switch rng.IntN(3) {
			case 0:
				err = o.desk.store.SetClosed(t.Context(), amara, id, rng.IntN(2) == 0)
			case 1:
				err = o.desk.store.Assign(t.Context(), amara, id, demoPeople[rng.IntN(5)].ID)
			case 2:
				err = o.desk.store.Comment(t.Context(), amara, id, fmt.Sprint("comment ", rng.IntN(1000)))
			}
			if err != nil {
				t.Fatal(err)
			}
			o.desk.changed(id)
		}
		time.Sleep(time.Duration(rng.IntN(60)) * time.Millisecond)
	}
	for i, tab := range tabs {
		tab.Until("document.readyState === 'complete' && document.documentElement.getAttribute('aria-busy') !== 'true'")
		if tab.Text("!!document.querySelector('#page[data-gf-version]')") != "true" {
			continue // a click met the cut connection, and the browser says so honestly
		}
		live(tab)
		tab.Eval("new Promise(done => setTimeout(done, 500))", nil)
		if !o.same(t, tab) {
			t.Errorf("tab %d of seed %d", i, seed)
		}
	}
}

// try does something in a page that may be on its way to another.
func try(tab *chromium.Tab, script string) {
	_ = chromedp.Run(tab.Context, chromedp.Evaluate(script, nil))
}
