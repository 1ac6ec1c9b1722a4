package frameworktest_test

import (
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func TestLiveUpdates(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	a, other := site.Visitor(t).Open("/board").Live(), site.Visitor(t).Open("/board")
	other.Fill("New note", "eggs")
	other.Click("Add")
	next := a.Next()
	same(t, "title", next.Title, "Board (2)")
	same(t, "items", next.Count("li"), 2)
	if !strings.Contains(next.Text(), "eggs") {
		t.Errorf("the page is %q", next.Text())
	}
	other.Fill("New note", "bread")
	other.Click("Add")
	page := a.Await(func(p *frameworktest.Page) bool { return p.Count("li") == 3 })
	same(t, "page", page, a.Page())
	a.AssertMatchesReload()
	other.AssertMatchesReload()
}

// What the person writes stays, whatever comes by the stream, and what the server says of it too.
func TestLiveKeepsInput(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	a, other := site.Visitor(t).Open("/board").Live(), site.Visitor(t).Open("/board")
	a.Fill("New note", " ")
	a.Click("Add")
	a.Fill("Name", "Ana")
	other.Fill("New note", "eggs")
	other.Click("Add")
	a.See("eggs")
	same(t, "errors", a.Errors(), map[string]string{"": "Nothing was added.", "note": "Say something."})
	same(t, "name", a.Value("Name"), "Ana")
	a.Fill("New note", "bread")
	same(t, "errors", a.Errors(), map[string]string{"": "Nothing was added."})

	note := site.Visitor(t).Open("/notes/1").Live()
	same(t, "text", note.Value("Text"), "milk")
	other.Click("milk")
	other.Fill("Text", "oat milk")
	other.Click("Save")
	note.In("h1").See("oat milk")
	same(t, "text", note.Value("Text"), "oat milk")
}

func TestReconnect(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	a, other := site.Visitor(t).Open("/board").Live(), site.Visitor(t).Open("/board")
	for _, text := range []string{"eggs", "bread", "butter"} {
		a.Disconnect()
		other.Enter("New note", text)
		a.See(text)
	}
	a.Offline()
	other.In("li", "milk").Click("Toggle")
	a.In("li", "milk").See("open")
	a.Online()
	a.In("li", "milk").See("done")
}

func TestReconnectAfterRestart(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	a := site.Visitor(t).Open("/board").Live()
	a.Fill("New note", "half a")
	site.Restart()
	same(t, "value", a.Value("New note"), "half a")
	site.Stop()
	if site.Handler() != nil {
		t.Error("it still serves")
	}
	b.add("eggs", "nobody")
	a.Click("Done")
	same(t, "flash", a.Flash(), "The server cannot be reached just now.")
	site.Resume()
	a.Await(func(p *frameworktest.Page) bool { return strings.Contains(p.Text(), "eggs") })
	same(t, "flash, when the server is reached", a.Flash(), "")
	same(t, "value", a.Value("New note"), "half a")
	same(t, "documents", a.Documents(), 1)
}

func TestLivePageIsDeleted(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	a, other := site.Visitor(t).Open("/notes/1").Live(), site.Visitor(t).Open("/notes/1")
	other.Click("Remove")
	same(t, "flash", other.Flash(), "Removed.")
	a.See("There is no such note.")
	same(t, "status", a.Status(), 404)
	same(t, "version", a.Version(), "")
}
