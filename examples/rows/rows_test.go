package main

import (
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Rows are added, moved and removed by buttons, and saved as they are shown.
func TestRows(t *testing.T) {
	var o *office
	build := func() http.Handler {
		o = newOffice()
		return newApp(o, framework.Options[framework.Anyone]{})
	}
	frameworktest.WithAndWithoutScripts(t, build, func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/")
		tab.Click("Add Line")
		tab.Click("Move Line 3 up")
		tab.Click("Save")
		tab.See("Write what was delivered.")
		tab.In("[data-gf-row]", "Line 2").Enter("Text", "Glue")
		tab.Click("Remove Line 1")
		tab.Click("Save")
		tab.See("Saved.")
		if got, want := o.text(), "4:Glue|3:Ink"; got != want {
			t.Errorf("saved is %s, want %s", got, want)
		}
	})
}
