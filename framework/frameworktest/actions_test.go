package frameworktest_test

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// eachWay runs a test with scripts and without, each time on a board with milk and bread.
func eachWay(t *testing.T, test func(t *testing.T, ana *frameworktest.Visitor)) {
	var b *board
	serve := func() http.Handler {
		if b == nil {
			b = newBoard("milk", "bread")
		}
		return b.serve()
	}
	frameworktest.WithAndWithoutScripts(t, serve, func(t *testing.T, site *frameworktest.Site) {
		defer func() { b = nil }()
		test(t, site.Visitor(t))
	})
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %#v, want %#v", what, got, want)
	}
}

func TestOpen(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Open("/board")
		same(t, "title", tab.Title(), "Board (2)")
		same(t, "URL", tab.URL(), "/board")
		same(t, "status", tab.Status(), 200)
		tab.See("milk by : open")
		tab.See("2   notes")
		tab.DontSee("color: red")
		tab.DontSee("Old board") // folded away
		tab.SeeCount("li", 2)
		tab.In("nav").DontSee("milk")
		same(t, "links", tab.In("ul").Links(), []string{"/notes/1", "/notes/2"})
		tab.AssertMatchesReload()
	})
}

func TestLinksBackAndForward(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Open("/board")
		tab.Click("Done")
		tab.SeeCount("li", 0)
		tab.Click("All")
		tab.Click("milk")
		same(t, "title", tab.Title(), "milk")
		same(t, "history", tab.History(), []string{"/board", "/board?show=done", "/board", "/notes/1"})
		tab.Back()
		tab.Back()
		same(t, "URL", tab.URL(), "/board?show=done")
		tab.SeeCount("li", 0)
		tab.Forward()
		tab.See("bread")
		tab.Click("Done")
		same(t, "history", tab.History(), []string{"/board", "/board?show=done", "/board", "/board?show=done"})
	})
}

func TestSubmit(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Open("/board")
		tab.Fill("New note", "eggs")
		same(t, "value", tab.Value("New note"), "eggs")
		tab.Click("Add")
		same(t, "flash", tab.Flash(), "Added.")
		same(t, "URL", tab.URL(), "/board")
		same(t, "value", tab.Value("New note"), "")
		tab.See("eggs")
		tab.In("li", "bread").Click("Toggle")
		tab.In("li", "bread").See("done")
		tab.In("li", "milk").See("open")
		same(t, "flash", tab.Flash(), "")
	})
}

func TestFieldErrors422(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Open("/board")
		tab.Enter("New note", "  ")
		same(t, "status", tab.Status(), 422)
		same(t, "errors", tab.Errors(), map[string]string{"": "Nothing was added.", "note": "Say something."})
		same(t, "value", tab.Value("New note"), "  ")
		tab.See("Say something.")
		tab.Enter("New note", "eggs")
		same(t, "errors", tab.Errors(), map[string]string{})
		same(t, "URL", tab.URL(), "/board")
		tab.See("eggs")
	})
}

func TestGetForm(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Open("/board?show=done")
		tab.Click("All")
		tab.Enter("Search", "mi")
		tab.SeeCount("li", 1)
		tab.Click("milk")
		tab.Back()
		same(t, "search", tab.Value("Search"), "mi")
	})
}

func TestErrorPages(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab := ana.Visit("/notes/77")
		same(t, "status", tab.Status(), 404)
		tab.See("There is no such note.")
		same(t, "version", tab.Version(), "")
		tab.Click("Home")
		tab.See("milk")
		tab.Click("Closed")
		same(t, "status", tab.Status(), 403)
		tab.Back()
		tab.Click("Old board")
		same(t, "URL", tab.URL(), "/board")
		same(t, "status", tab.Status(), 200)
	})
}

func TestSignIn(t *testing.T) {
	eachWay(t, func(t *testing.T, ana *frameworktest.Visitor) {
		tab, other := ana.Open("/board"), ana.Open("/board")
		tab.Fill("Name", "Ana")
		tab.Click("Sign in")
		tab.In("header").See("Ana")
		tab.Click("Mine")
		tab.See("Notes of Ana")
		// The mark of the other tab's document is a stranger's.
		other.Click("Mine")
		other.In("header").See("Ana")
		other.See("Notes of Ana")
	})
}

// With scripts, a failure leaves the page, and the next click on the same link tries again in
// place.
func TestServerErrorKeepsPage(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	tab := site.Visitor(t).Open("/board")
	tab.Fill("New note", "half a")
	tab.Click("Broken")
	tab.See("It is not your fault.")
	tab.See("milk")
	same(t, "URL", tab.URL(), "/board")
	same(t, "value", tab.Value("New note"), "half a")
	tab.Fill("New note", "fire")
	tab.Click("Add")
	same(t, "status", tab.Status(), 500)
	same(t, "value", tab.Value("New note"), "fire")
	tab.Click("Broken")
	same(t, "URL", tab.URL(), "/board")
	same(t, "documents", tab.Documents(), 1)

	tab.Offline()
	tab.Click("Done")
	tab.See("The server cannot be reached just now.")
	tab.Online()
	tab.Click("Done")
	same(t, "URL", tab.URL(), "/board?show=done")
	same(t, "documents", tab.Documents(), 1)
}

// With scripts, a form that is set off by typing needs no button, and says nothing of what is
// empty.
func TestSubmitOnInput(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk", "bread").serve)
	tab := site.Visitor(t).Open("/board")
	tab.Fill("Search", "m")
	tab.Fill("Search", "mi")
	same(t, "history", tab.History(), []string{"/board?q=mi"})
	tab.SeeCount("li", 1)
	tab.Fill("Search", "")
	same(t, "URL", tab.URL(), "/board")
}
