package desk

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Back and Forward through twenty steps of every kind show, at each, the page that was there.
func TestBackAndForwardPopstate(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets")
	live(tab)
	type step struct {
		what string
		do   func()
	}
	press := func(label string) func() { return func() { press(tab, label) } }
	steps := []step{
		{"another tab", press("Closed")},
		{"a third", press("All")},
		{"a page", func() { tab.Run(chromedp.Click("#page a[rel=next]", chromedp.ByQuery)) }},
		{"the next page", func() { tab.Run(chromedp.Click("#page a[rel=next]", chromedp.ByQuery)) }},
		{"a ticket in the drawer", func() { tab.Run(chromedp.Click("#tickets tbody tr:nth-child(3) a", chromedp.ByQuery)) }},
		{"its own page", func() { click(tab, "#drawer", "Open") }},
		{"its history", press("History")},
		{"a load of its own", func() { tab.Open(o.server.URL + "/tickets?tab=closed&page=2") }},
		{"back to open", press("Open")},
		{"a new ticket", press("New ticket")},
		{"never mind", press("Cancel")},
		{"the link of the shell", func() { click(tab, "header", "Mine") }},
		{"another", func() { click(tab, "header", "Waiting") }},
		{"a ticket", func() { tab.Run(chromedp.Click("#tickets tbody tr:nth-child(2) a", chromedp.ByQuery)) }},
		{"its page", func() { click(tab, "#drawer", "Open") }},
		{"edit", press("Edit")},
		{"a place in the page", func() { tab.Eval("Promise.resolve(location.hash = 'main')", nil) }},
		{"a load of its own again", func() { tab.Open(o.server.URL + "/tickets/7") }},
		{"history", press("History")},
		{"the list", func() { click(tab, "header", "Tickets") }},
	}
	look := `[location.pathname + location.search + location.hash, document.title, document.querySelector("h1").textContent,
		document.querySelector("#page [aria-current=page]")?.textContent ?? "", document.querySelectorAll("#page tbody tr").length].join(" | ")`
	settled := "document.readyState === 'complete' && document.documentElement.getAttribute('aria-busy') !== 'true'"
	seen := []string{tab.Text(look)}
	for i, s := range steps {
		before := tab.Text("location.href")
		s.do()
		tab.Until(fmt.Sprintf("location.href !== %q && %s", before, settled))
		now := tab.Text(look)
		if now == seen[i] {
			t.Errorf("step %d, %s, changes nothing: %s", i+1, s.what, now)
		}
		seen = append(seen, now)
	}
	check := func(direction string, i int) {
		t.Helper()
		for range 200 {
			if tab.Text(settled+" && "+look) == seen[i] {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if now := tab.Text("[" + settled + ", document.documentElement.outerHTML.slice(0, 200), " + look + "].join()"); tab.Text(look) != seen[i] || tab.Text(settled) != "true" {
			t.Fatalf("%s to step %d: got %s, want %s", direction, i, now, seen[i])
		}
		if i%7 == 0 {
			live(tab)
			o.same(t, tab)
		}
	}
	for i := len(steps) - 1; i >= 0; i-- {
		tab.Go(-1)
		check("back", i)
	}
	for i := 1; i <= len(steps); i++ {
		tab.Go(1)
		check("forward", i)
	}
	at := len(steps)
	for _, i := range []int{12, 4, 15} { // and reloads in the middle of it
		tab.Go(i - at)
		at = i
		check("jump", i)
		tab.Run(chromedp.Reload())
		check("reload", i)
	}
}

// Scroll is where it was.
func TestScrollIsRestored(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets")
	live(tab)
	tab.Eval("Promise.resolve(window.scrollTo(0, 700))", nil)
	tab.Until("window.scrollY > 600")
	at := tab.Text("Math.round(window.scrollY)")
	tab.Eval("new Promise(done => setTimeout(done, 300))", nil)
	tab.Run(chromedp.Evaluate("document.querySelectorAll('#tickets tbody tr a')[25].click()", nil))
	tab.Until("location.search.includes('ticket=')")
	click(tab, "#drawer", "Open")
	tab.Until("location.pathname !== '/tickets'")
	if got := tab.Text("window.scrollY"); got != "0" {
		t.Errorf("another page begins at its top, not at %s", got)
	}
	tab.Go(-2)
	tab.Until("location.search === '' && location.pathname === '/tickets' && window.scrollY > 0")
	tab.Until("Math.abs(window.scrollY - " + at + ") < 3")
}
