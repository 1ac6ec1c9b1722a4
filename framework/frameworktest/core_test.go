package frameworktest_test

import (
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func TestCore(t *testing.T) {
	board := newBoard()
	site := frameworktest.Start(t, func() http.Handler { return board.app() })
	ana, ben := site.Visitor(t), site.Visitor(t)
	a := ana.Open("/board").Live()
	b := ben.Open("/board").Live()
	a.See("No notes")
	a.Fill("Note", "milk")
	a.Click("Add")
	a.See("milk")
	b.See("milk")
	b.Cut()
	a.Fill("Note", "bread")
	a.Submit("Add")
	b.See("bread")
	b.SeeAt("li", 2)
	site.Restart()
	a.In("li", "milk").Click("Remove")
	b.DontSee("milk")
	if got := a.URL(); got != "/board" {
		t.Errorf("got %q", got)
	}
}

func TestFresh(t *testing.T) {
	board := newBoard()
	frameworktest.EachWay(t, func() http.Handler { return board.app() }, func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/board")
		tab.Fill("Note", "eggs")
		tab.Click("Add")
		tab.EqualsFresh()
		tab.Fill("Note", "  ")
		tab.Click("Add")
		tab.See("Say something.")
	})
}
