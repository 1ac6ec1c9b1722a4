package main

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// app wires the counter as main does.
func app() http.Handler {
	app := framework.New(framework.Public)
	framework.Get(app, Counter, framework.Everyone, counter)
	return app
}

// The URL is the whole state: what one counts is in the address, and a click is a link, with
// scripts or without.
func TestCount(t *testing.T) {
	frameworktest.WithAndWithoutScripts(t, app, func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/")
		tab.In("h1").See("0")
		tab.Click("+")
		tab.Click("+")
		tab.In("h1").See("2")
		tab.Click("−")
		tab.In("h1").See("1")
		if want := []string{"/", "/?n=1", "/?n=2", "/?n=1"}; !reflect.DeepEqual(tab.History(), want) {
			t.Errorf("the history is %q, want %q", tab.History(), want)
		}
		tab.Back()
		tab.In("h1").See("2")
		tab.Back()
		tab.Back()
		tab.In("h1").See("0")
		if got := tab.URL(); got != "/" {
			t.Errorf("zero is the bare address, not %q", got)
		}
	})
}

// A link shows everyone what it shows me, and a restart loses nothing.
func TestShare(t *testing.T) {
	site := frameworktest.Start(t, app)
	mine := site.Visitor(t).Open("/?n=41").Live()
	site.Restart()
	mine.Click("+")
	yours := site.Visitor(t).Open(mine.URL())
	yours.In("h1").See("42")
	mine.AssertMatchesReload()
}

func TestWrongNumber(t *testing.T) {
	frameworktest.WithAndWithoutScripts(t, app, func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/?n=many")
		tab.In("h1").See("0")
		if tab.Notice() == "" {
			t.Error("nobody says that this is no number")
		}
	})
}
