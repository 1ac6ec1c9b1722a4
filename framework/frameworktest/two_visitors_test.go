package frameworktest_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func TestTwoVisitors(t *testing.T) {
	site := frameworktest.Start(t, newBoard().serve)
	ana, ben := site.Visitor(t), site.Visitor(t)
	a := ana.Open("/board").Live()
	b := ben.Open("/board").Live()
	a.See("0 notes")
	a.Fill("New note", "milk")
	a.Click("Add")
	a.See("milk")
	b.See("milk")
	b.Disconnect()
	a.Fill("New note", "bread")
	a.Submit("Add")
	b.See("bread")
	b.SeeCount("li", 2)
	site.Restart()
	a.In("li", "milk").Click("Toggle")
	b.In("li", "milk").See("done")
	if got := a.URL(); got != "/board" {
		t.Errorf("got %q", got)
	}
	a.AssertMatchesReload()
	b.AssertMatchesReload()
}
