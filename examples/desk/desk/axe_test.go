package desk

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/axe"
	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
)

// axe finds nothing on any page of the desk: light and dark, on a small screen and on a wide one,
// with menus and drawers open.
func TestAccessibilityAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it looks at each page four times")
	}
	script := axe.Script(t)
	o := open(t)
	o.signIn(t, "amara")
	if err := o.desk.store.Comment(t.Context(), amara, 42, "Looked at by axe."); err != nil {
		t.Fatal(err)
	}
	tab := o.browser.Tab(t)
	tab.Allow("40[0-9]|422") // error pages, and a refused form
	menu := func(tab *chromium.Tab) {
		tab.Run(chromedp.Evaluate("(document.querySelector('#drawer .gf-menu > button') ?? document.querySelector('#page .gf-menu > button')).click()", nil))
		tab.Until("document.querySelector(':popover-open')")
	}
	refused := func(tab *chromium.Tab) {
		tab.Eval("document.querySelectorAll('#page form [required]').forEach(e => e.required = false)", nil)
		tab.Eval("document.querySelector('#page form [type=submit]').click()", nil)
		tab.Until("document.querySelector('[aria-invalid=true]')")
	}
	lazy := func(tab *chromium.Tab) {
		tab.Eval("document.querySelector('#how').scrollIntoView()", nil)
		tab.Until("document.querySelector('#part-statistics svg')")
	}
	announced := func(tab *chromium.Tab) {
		press(tab, "Take it")
		tab.Until("document.querySelector('#page dd .gf-person')")
	}
	offline := func(tab *chromium.Tab) { tab.Eval("document.documentElement.setAttribute('data-gf-offline', '')", nil) }
	delayed := func(tab *chromium.Tab) {
		tab.Until("document.documentElement.dataset.gfStream === 'live'")
		tab.Eval("document.documentElement.setAttribute('data-gf-delayed', '')", nil)
	}
	stale := func(tab *chromium.Tab) { tab.Eval("document.documentElement.setAttribute('data-gf-stale', '')", nil) }
	for _, width := range []int64{390, 1300} {
		for _, scheme := range []string{"light", "dark"} {
			tab.Run(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			for _, page := range []struct {
				path, what string
				then       func(*chromium.Tab)
			}{
				{"/sign-in", "", nil},
				{"/tickets", "", nil},
				{"/tickets", "with a menu open", menu},
				{"/tickets", "with the statistics", lazy},
				{"/tickets", "without a connection", offline},
				{"/tickets", "out of date", stale},
				{"/tickets", "with updates that are delayed", delayed},
				{"/tickets?page=3&priority=high&label=login&q=a", "with filters", nil},
				{"/tickets?ticket=42&tab=all", "with the drawer", nil},
				{"/tickets?ticket=42&tab=all", "with the drawer and a menu", menu},
				{"/tickets?ticket=99999", "with a ticket that is gone", nil},
				{"/tickets?q=nothinglikethis", "empty", nil},
				{"/tickets/new", "", nil},
				{"/tickets/new", "refused", refused},
				{"/tickets/42", "", nil},
				{"/tickets/42", "with a menu open", menu},
				{"/tickets/42", "taken", announced},
				{"/tickets/42/history", "", nil},
				{"/tickets/42/edit", "", nil},
				{"/activity", "", nil},
				{"/activity?up=150", "in the middle", nil},
				{"/mine", "", nil},
				{"/statistics", "", nil},
				{"/nowhere", "", nil},
				{"/tickets/99999", "", nil},
			} {
				tab.Open(o.server.URL + page.path)
				tab.Until("document.readyState === 'complete' && document.querySelector('#page h1')")
				if page.then != nil {
					live(tab)
					page.then(tab)
				}
				axe.Check(t, tab, script, fmt.Sprintf("%s %s, %s, %d wide", page.path, page.what, scheme, width))
			}
		}
	}
}
