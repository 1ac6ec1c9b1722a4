package frameworktest_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// An action that signs somebody in names the next page alone; the tab asks for it as that person.
func TestNextAfterSetCookie(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	tab := site.Visitor(t).Open("/sign?next=/diary")
	signIn(tab, "Ana")
	same(t, "requests", log.last(3), []string{"POST patch /sign?next=%2Fdiary&_action=in", "GET patch /diary", "GET shell /diary"})
	same(t, "flash", tab.Flash(), "Welcome, Ana.")
	same(t, "URL", tab.URL(), "/diary")
	same(t, "history", tab.History(), []string{"/sign?next=/diary", "/diary"})
	tab.See("Diary of Ana")
	tab.In("header").See("Ana")
	same(t, "documents", tab.Documents(), 1)
	tab.AssertMatchesReload()
}

// A page that is still there after its stream was ended is shown like a push, and lives on.
func TestRecheckPageExists(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	_, tab := signedIn(site, t, "Ana", "/board")
	tab.Live()
	tab.Fill("New note", "half a")
	b.add("eggs", "") // nobody says so
	notify(site.Handler(), "user:Ana")
	tab.See("eggs")
	same(t, "typed", tab.Value("New note"), "half a")
	same(t, "stale", tab.Stale(), false)
	same(t, "documents", tab.Documents(), 1)
	b.add("bread", "")
	notify(site.Handler(), "notes")
	tab.See("bread") // by the stream that was opened again
}

// Where a page has gone and nothing was typed, what stands in its place is shown; else the page
// stays.
func TestRecheckPageIsGone(t *testing.T) {
	b := newBoard("milk", "bread")
	site := frameworktest.Start(t, b.serve)
	idle, busy := site.Visitor(t).Open("/notes/1").Live(), site.Visitor(t).Open("/notes/1").Live()
	busy.Fill("Text", "oat milk")
	site.Visitor(t).Open("/notes/1").Click("Remove")
	idle.See("There is no such note.")
	same(t, "status", idle.Status(), 404)
	same(t, "version", idle.Version(), "")
	same(t, "stale", idle.Stale(), false)
	same(t, "documents", idle.Documents(), 1)

	busy.See("There is no such note.") // in the place of the flash
	same(t, "stale", busy.Stale(), true)
	busy.In("h1").See("milk")
	same(t, "typed", busy.Value("Text"), "oat milk")
	same(t, "documents", busy.Documents(), 1)
	busy.Click("Home")
	same(t, "stale after a visit", busy.Stale(), false)
	busy.DontSee("milk")
}

// Where the session has ended, an idle tab loads the document, which asks to sign in. A tab in
// which somebody types waits for that.
func TestRecheckAfterSignOut(t *testing.T) {
	b := newBoard()
	site := frameworktest.Start(t, b.serve)
	ana, idle := signedIn(site, t, "Ana", "/diary")
	busy := ana.Open("/diary").Live()
	idle.Live()
	busy.Fill("Entry", "Dear diary")
	signOut(t, site, ana)
	idle.See("Who are you?")
	same(t, "URL", idle.URL(), "/sign?next=%2Fdiary")
	same(t, "documents", idle.Documents(), 2)
	idle.In("header").DontSee("Ana")

	busy.See("You are not signed in any more.")
	same(t, "stale", busy.Stale(), true)
	same(t, "typed", busy.Value("Entry"), "Dear diary")
	same(t, "documents", busy.Documents(), 1)
	busy.Click("Write")
	same(t, "URL", busy.URL(), "/sign?next=%2Fdiary")
	same(t, "documents", busy.Documents(), 2)
	signIn(busy, "Ana")
	same(t, "URL", busy.URL(), "/diary")
	same(t, "typed, after signing in", busy.Value("Entry"), "Dear diary")
	busy.Click("Write")
	same(t, "flash", busy.Flash(), "Written.")
	busy.See("It says: Dear diary")
	same(t, "documents", busy.Documents(), 2)
}

// A post that is not allowed keeps the form where its page is still there.
func TestForbiddenPostKeepsForm(t *testing.T) {
	b := newBoard()
	site := frameworktest.Start(t, b.serve)
	_, tab := signedIn(site, t, "Ana", "/diary")
	tab.Fill("Entry", "forbidden")
	tab.Click("Write")
	same(t, "status", tab.Status(), 403)
	same(t, "flash", tab.Flash(), "Not in this diary.")
	same(t, "typed", tab.Value("Entry"), "forbidden")
	same(t, "documents", tab.Documents(), 1)
	tab.Fill("Entry", "allowed")
	tab.Click("Write")
	tab.See("It says: allowed")
}

// A page that cannot be brought up to date says so until it can.
func TestStaleAndFresh(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.serve)
	tab := site.Visitor(t).Open("/board").Live()
	b.mu.Lock()
	b.failing = true
	b.mu.Unlock()
	notify(site.Handler(), "notes")
	waitFor(t, tab.Stale)
	b.mu.Lock()
	b.failing = false
	b.mu.Unlock()
	b.add("eggs", "")
	notify(site.Handler(), "notes")
	tab.See("eggs")
	same(t, "stale", tab.Stale(), false)
}
