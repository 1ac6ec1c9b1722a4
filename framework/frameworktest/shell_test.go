package frameworktest_test

import (
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// While two builds answer in turns, the shell is fetched once, and the tab does not go back to the
// one that it has left.
func TestShellOnceForEachBuild(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(1)))
	tab := site.Visitor(t).Open("/board")
	site.Deploy(log.nodes(b.build(1), b.build(2)))
	for range 6 {
		tab.Click("Done")
		tab.Click("All")
	}
	tab.See("Diary of build 2")
	if n := log.of("GET shell"); n == 0 || n > 6 {
		t.Errorf("the shell was fetched %d times", n)
	}
	before := log.of("GET shell")
	for range 6 {
		tab.Click("Done")
		tab.Click("All")
		tab.See("Diary of build 2")
	}
	same(t, "shells that were fetched once it was there", log.of("GET shell"), before)
}

// What the shell shows of a person comes when the app says so, whatever its fingerprint, and with
// nothing lost.
func TestShellEvent(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	_, tab := signedIn(site, t, "Ana", "/board")
	tab.Live()
	tab.Fill("New note", "half a")
	fetched := log.of("GET shell")
	for _, badge := range []string{"1 new", "0 new", "1 new"} {
		b.mu.Lock()
		b.badge = badge
		b.mu.Unlock()
		notify(site.Handler(), "shell:Ana")
		tab.In("header").See(badge)
	}
	same(t, "shells that were fetched", log.of("GET shell"), fetched+3)
	same(t, "typed", tab.Value("New note"), "half a")
	same(t, "documents", tab.Documents(), 1)

	// The event has lifted it: a shell that the tab had before may come back by itself.
	tab.Disconnect()
	b.mu.Lock()
	b.badge = "0 new"
	b.mu.Unlock()
	site.Restart()
	tab.In("header").See("0 new")
}

// Another viewer has another shell, which comes before the page does.
func TestShellOfAnotherViewer(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	var tab *frameworktest.Tab
	log.at = func(request string) {
		if request == "GET shell /mine" && tab.Title() == "Mine" {
			t.Error("the page is shown in the shell of somebody else")
		}
	}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	ana := site.Visitor(t)
	tab = ana.Open("/board")
	live := ana.Open("/board").Live()
	live.Fill("New note", "half a")
	signIn(ana.Open("/sign"), "Ana")
	tab.Click("Mine")
	same(t, "requests", log.last(2), []string{"GET patch /mine", "GET shell /mine"})
	tab.In("header").See("Ana")
	tab.See("Notes of Ana")
	same(t, "documents", tab.Documents(), 1)

	live.Disconnect() // a stream that is open is a stranger's until it is opened anew
	live.In("header").See("Ana")
	same(t, "typed", live.Value("New note"), "half a")

	signOut(t, site, ana)
	tab.Click("Home")
	tab.In("header").DontSee("Ana")
	signIn(ana.Open("/sign"), "Ana")
	tab.Click("Mine")
	tab.In("header").See("Ana") // back to a shell that it has left, since the viewer is another
	same(t, "documents", tab.Documents(), 1)
}

// Another viewer is another viewer, also where the two have equal shells.
func TestShellOfViewerWithSameName(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	ana, tab := signedIn(site, t, "Ana", "/board")
	signIn(ana.Open("/sign"), "Ana-2") // is called Ana too
	fetched := log.of("GET shell")
	tab.Click("Done")
	tab.In("header").See("Ana")
	same(t, "shells that were fetched", log.of("GET shell"), fetched+1)
}

// The flash of an action waits for its page: the shell does not take it.
func TestShellKeepsMessages(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board?show=done&nonsense=1")
	tab.Enter("New note", "eggs")
	same(t, "flash", tab.Flash(), "Added.")
	tab.Live()
	site.Deploy(b.build(1))
	tab.See("Diary of build 1")
	same(t, "flash", tab.Flash(), "Added.")
	tab.Enter("New note", " ")
	site.Deploy(b.build(2))
	tab.See("Diary of build 2")
	same(t, "errors", tab.Errors(), map[string]string{"": "Nothing was added.", "note": "Say something."})
}

// Scripts and policies come with a document alone: the next visit to another path loads it, and
// nothing else does.
func TestChangedScriptsNeedDocument(t *testing.T) {
	b := newBoard("milk")
	policy := "default-src 'self'"
	serve := func() http.Handler {
		return b.node(0, policy)
	}
	site := frameworktest.Start(t, serve)
	tab := site.Visitor(t).Open("/board")
	policy = "default-src 'none'"
	site.Restart()
	tab.Enter("New note", "eggs")
	same(t, "flash", tab.Flash(), "Added.")
	tab.Click("Done")
	same(t, "documents", tab.Documents(), 1)
	tab.Click("Home") // the same path still
	same(t, "documents", tab.Documents(), 1)
	tab.Click("milk")
	same(t, "documents after a visit", tab.Documents(), 2)
}

// While two builds answer in turns, each of them is worth one document.
func TestDocumentOnceForEachBuild(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	policy := func(policy string) func() http.Handler {
		return func() http.Handler {
			return b.node(0, policy)
		}
	}
	site := frameworktest.Start(t, log.nodes(policy("default-src 'self'"), policy("default-src 'none'")))
	tab := site.Visitor(t).Open("/board")
	for range 20 {
		tab.Click("milk")
		tab.Click("Home")
	}
	same(t, "documents", tab.Documents(), 2)
}

// Where the viewer is not known, an answer has no fingerprints, and the shell stays.
func TestEmptyFingerprintsAreIgnored(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	_, tab := signedIn(site, t, "Ana", "/board")
	fetched := log.of("GET shell")
	b.mu.Lock()
	b.lost = true
	b.mu.Unlock()
	tab.Click("Done")
	same(t, "status", tab.Status(), 500)
	tab.In("header").See("Ana")
	same(t, "shells that were fetched", log.of("GET shell"), fetched)
	same(t, "documents", tab.Documents(), 1)
}
