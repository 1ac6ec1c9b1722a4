package caches

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// noteShown notes what a document shows when the browser takes it out of its back/forward cache,
// before anything else runs.
const noteShown = `addEventListener("pageshow", (e) => {
	if (e.persisted) window.shown = document.body.innerText;
}, true);`

// After a person has signed out, Back shows no page of that person, wherever the browser has one:
// in its HTTP cache, in its back/forward cache, or with the client.
func TestBackAfterSignOut(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: four browser tabs")
	}
	for _, test := range []struct {
		name      string
		scripts   bool
		documents bool // the private pages are loaded as documents
		elsewhere bool // the person signs out in another tab
	}{
		{name: "patches", scripts: true},
		{name: "documents", scripts: true, documents: true},
		{name: "in another tab", scripts: true, documents: true, elsewhere: true},
		{name: "without scripts"},
		{name: "documents without scripts", documents: true},
		{name: "in another tab without scripts", documents: true, elsewhere: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, false)
			base := "http://" + s.address
			profile := browser.New(t)
			newTab := func() *browser.Tab {
				tab := profile.Tab(t)
				tab.Allow("favicon")
				tab.Run(chromedp.ActionFunc(func(ctx context.Context) error {
					_, err := page.AddScriptToEvaluateOnNewDocument(noteShown).Do(ctx)
					return err
				}))
				if !test.scripts {
					tab.Run(emulation.SetScriptExecutionDisabled(true))
				}
				return tab
			}
			shows := func(tab *browser.Tab, text string) {
				t.Helper()
				tab.Until("document.body?.innerText.includes('" + text + "') && document.readyState === 'complete'")
			}
			tab := newTab()
			tab.Open(base + "/sign-in")
			tab.Run(chromedp.Click("#page button", chromedp.ByQuery))
			private := mark("own", "ana", "en")
			shows(tab, private)
			steps := 1
			if test.documents {
				tab.Open(base + "/open?n=1")
				tab.Open(base + "/own?n=2")
				shows(tab, private)
				steps = 3
			}
			if test.elsewhere {
				tab.Open(base + "/open?n=3")
				other := newTab()
				other.Open(base + "/own?n=4")
				shows(other, private)
				other.Run(chromedp.Click("#page button", chromedp.ByQuery))
				shows(other, mark("open", "everyone", "en"))
				steps--
			} else {
				tab.Run(chromedp.Click("#page button", chromedp.ByQuery))
				shows(tab, mark("open", "everyone", "en"))
			}
			s.forgotten(t, test.scripts)
			// Chromium empties its caches beside the answer, and does not say when it is done.
			// Nobody goes back within a moment.
			tab.Run(chromedp.Sleep(2 * time.Second))
			for range steps {
				before := tab.Text("location.href")
				tab.Run(chromedp.ActionFunc(back))
				tab.Until("location.href !== '" + before + "' && document.readyState === 'complete' && document.documentElement.ariaBusy !== 'true'")
				text := tab.Text("location.pathname + ' ' + document.body.innerText + ' and at first ' + window.shown")
				if strings.Contains(text, "for ana") {
					t.Errorf("Back shows %s", text)
				}
			}
		})
	}
}

// back goes back as the button of the browser does.
func back(ctx context.Context) error {
	at, entries, err := page.GetNavigationHistory().Do(ctx)
	if err != nil {
		return err
	}
	return page.NavigateToHistoryEntry(entries[at-1].ID).Do(ctx)
}
