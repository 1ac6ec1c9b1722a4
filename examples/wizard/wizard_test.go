package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/store"
)

// All of it with and without scripts, with a restart in the middle.
func TestApplication(t *testing.T) {
	store := newStore(t, filepath.Join(t.TempDir(), "wizard.db"))
	frameworktest.WithAndWithoutScripts(t, func() http.Handler { return New(store).Handler() }, func(t *testing.T, site *frameworktest.Site) {
		if _, err := store.db.Exec("DELETE FROM goldfish_drafts"); err != nil { // of the other run
			t.Fatal(err)
		}
		visitor := site.Visitor(t)
		tab := visitor.Open("/")
		tab.Click("Amara Okafor")
		tab.Click("New application")
		tab.Fill("Name", "Amara Okafor")
		tab.Fill("E-mail", "amara")
		tab.Click("Continue")
		tab.See("Please give an e-mail address such as ada@example.org.")
		tab.See("Please give your date of birth.")
		site.Restart()
		tab.Reload()
		tab.Fill("E-mail", "amara@example.org")
		tab.Fill("Date of birth", "1990-04-12")
		tab.Fill("Street and number", "Elm Street 4")
		tab.Fill("Postcode", "20095")
		tab.Fill("Town", "Hamburg")
		tab.Click("Finish later")
		tab.See("Your draft is saved.")
		tab.See("1 of 3 steps")
		tab.Click("Application without a name yet")
		tab.See("What should the grant pay?")
	})
}

// Items are added, moved and removed, by scripts and by the buttons alone. All of it is in the
// draft.
func TestItems(t *testing.T) {
	store := newStore(t, filepath.Join(t.TempDir(), "wizard.db"))
	frameworktest.WithAndWithoutScripts(t, func() http.Handler { return New(store).Handler() }, func(t *testing.T, site *frameworktest.Site) {
		id := filled(t, New(store), "applicant")
		visitor := site.Visitor(t)
		visitor.Open("/").Click("Amara Okafor")
		tab := visitor.Open("/drafts/" + id + "/items")
		fill := func(item, what, count, price string) {
			row := tab.In("[data-gf-row]", item)
			row.Fill("What you need", what)
			row.Fill("Number", count)
			row.Fill("Price of one, in €", price)
		}
		fill("Item 1", "Water butt", "2", "149,90")
		tab.Click("Add Item")
		fill("Item 2", "Plants", "40", "3")
		tab.Click("Add Item")
		fill("Item 3", "Spade", "x", "20")
		tab.Click("Move Item 3 up")
		tab.Click("Continue")
		tab.See("is not a number")
		tab.In("[data-gf-row]", "Item 2").Fill("Number", "1")
		tab.Click("Remove Item 1")
		tab.Click("Continue")
		tab.See("Tell us about your project")
		d, err := Applications.Load(t.Context(), store.live, "amara", id)
		if err != nil {
			t.Fatal(err)
		}
		value, unplaced := d.Decode()
		var got []string
		for _, i := range value.Items.List {
			got = append(got, i.What)
		}
		if want := []string{"Spade", "Plants"}; !slices.Equal(got, want) || value.Items.Total() != 140_00 || len(unplaced) > 0 {
			t.Errorf("items %q for %v, and %v; want %q", got, value.Items.Total(), unplaced, want)
		}
	})
}

// A later step is not shown before it is its turn, and a draft of somebody else is not there.
func TestGuardOfSteps(t *testing.T) {
	_, w := serve(t)
	id := filled(t, w, "applicant")
	site := frameworktest.Start(t, func() http.Handler { return New(w.store).Handler() })
	amara := site.Visitor(t)
	tab := amara.Open("/")
	tab.Click("Amara Okafor")
	tab = amara.Open("/drafts/" + id + "/documents")
	tab.See("What should the grant pay?")
	tab = amara.Open("/drafts/" + id + "/review")
	tab.See("Something is still missing")
	jonas := site.Visitor(t)
	tab = jonas.Open("/")
	tab.Click("Jonas Lindner")
	tab = jonas.Visit("/drafts/" + id + "/applicant")
	tab.See("There is no such draft, or not any more.")
}

// axe finds nothing: light and dark, on a small screen and on a wide one. SHOTS=/tmp/shots writes
// pictures.
func TestAccessibilityAxe(t *testing.T) {
	level.Long(t)
	script := axe.Script(t)
	url, w := serve(t)
	tab := signedIn(t, url, "amara")
	tab.Allow("404")
	id, empty := filled(t, w), filled(t, w, "applicant")
	err := w.store.live.Write(t.Context(), func(tx *store.Tx) error {
		return addAttachments(t.Context(), tx, "amara", id, []files.File{
			{ID: files.NewID(), Name: "plan.pdf", Type: "application/pdf", Size: 1_234_567},
			{ID: files.NewID(), Name: "a photo with a long name that hardly fits on a small screen, as cameras make them.jpeg", Type: "image/jpeg", Size: 23_456},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	all := pages(id)
	all["missing"], all["wrong"] = "/drafts/"+empty+"/review", "/drafts/"+empty+"/items?check=true"
	for _, width := range []int64{390, 1300} {
		for _, scheme := range []string{"light", "dark"} {
			tab.Run(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
				emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			for name, path := range all {
				tab.Open(url + path)
				tab.Until("document.readyState === 'complete' && document.querySelector('#page h1')")
				if dir := os.Getenv("SHOTS"); dir != "" {
					var shot []byte
					tab.Run(chromedp.FullScreenshot(&shot, 100))
					if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("wizard-%s-%s-%d.png", name, scheme, width)), shot, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				axe.Check(t, tab, script, name+", "+scheme)
				if tab.Text("document.documentElement.scrollWidth > innerWidth") == "true" {
					t.Errorf("%s is wider than %d", name, width)
				}
			}
		}
	}
}
