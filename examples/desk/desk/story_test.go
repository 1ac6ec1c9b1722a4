package desk

import (
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// desk returns what starts a desk with the same database each time.
func desk(t testing.TB) func() http.Handler {
	store := newStore(t)
	return func() http.Handler { return New(store).Handler() }
}

// enter opens a page as one of the demo people.
func enter(t *testing.T, site *frameworktest.Site, person, url string) *frameworktest.Tab {
	t.Helper()
	tab := site.Visitor(t).Open(url)
	tab.Click(person)
	if tab.URL() != url {
		t.Fatalf("%s signed in for %s and is at %s", person, url, tab.URL())
	}
	return tab
}

// TestStory is told with scripts and without, and with restarts and deploys in the middle of
// everything.
func TestStory(t *testing.T) {
	eachChange(t, func(t *testing.T, desk func() http.Handler, change func(*frameworktest.Site)) {
		frameworktest.WithAndWithoutScripts(t, desk, func(t *testing.T, site *frameworktest.Site) { tellStory(t, site, func() { change(site) }) })
	})
}

func tellStory(t *testing.T, site *frameworktest.Site, change func()) {
	amara := enter(t, site, "Amara Okafor", "/tickets?tab=closed&sort=subject")
	amara.Click("All")
	amara.Enter("Search tickets", "copier")
	amara.See("Copier jams on every second sheet")
	change()
	amara.Click("Remove filter Search: copier")
	if got := amara.URL(); got != "/tickets?tab=all&sort=subject" {
		t.Errorf("the search is gone, and so is the rest: %s", got)
	}

	amara.Click("New ticket")
	amara.Fill("Subject", "Kettle is cold")
	amara.Click("Create ticket")
	amara.See("Say who asks.")
	amara.Fill("Requester", "Zoë")
	amara.Choose("Label", "Hardware")
	amara.Fill("What happened", "No tea.")
	change()
	amara.Click("Create ticket")
	amara.In("h1").See("Kettle is cold")

	amara.Click("Take it")
	change()
	amara.Fill("Comment", "I will bring mine.")
	change()
	amara.Submit("Comment")
	amara.In(".gf-comments").See("I will bring mine.")
	if got := amara.Value("Comment"); got != "" {
		t.Errorf("the comment is sent and still in its field: %q", got)
	}
	amara.Click("Close ticket")
	amara.Click("Reopen")
	amara.Click("History")
	for _, line := range []string{"assigned Amara Okafor", "said", "closed the ticket", "reopened the ticket"} {
		amara.See(line)
	}

	amara.Click("Edit")
	ben := enter(t, site, "Ben Šimić", amara.URL())
	ben.Fill("Subject", "Kettle is broken")
	change()
	ben.Click("Save")
	amara.Fill("Subject", "Kettle leaks")
	change()
	amara.Submit("Save")
	amara.See("Ben Šimić has changed this meanwhile.")
	if got := amara.Value("Subject"); got != "Kettle leaks" {
		t.Errorf("what Amara typed has become %q", got)
	}

	amara.Click("Sign out")
	ben.Click("Close ticket")
	ben.See("Reopen")
}

// TestReconnectAfterRestartOrDeploy has one person act and another look, and the server start again
// in between, or the next build in its place.
func TestReconnectAfterRestartOrDeploy(t *testing.T) {
	eachChange(t, func(t *testing.T, desk func() http.Handler, change func(*frameworktest.Site)) {
		site := frameworktest.Start(t, desk)
		amara, ben := enter(t, site, "Amara Okafor", "/tickets/42"), enter(t, site, "Ben Šimić", "/tickets?tab=all&ticket=42")
		ben.Live()
		amara.Fill("Comment", "Anybody?")
		amara.Submit("Comment")
		amara.Click("Take it")
		ben.In("#drawer").See("Amara Okafor")
		change(site)
		amara.Click("Assign")
		amara.In("#assign").Click("Dara O’Neill")
		ben.In("#drawer").See("Dara O’Neill")
		ben.AssertMatchesReload()
		if amara.Documents() != 1 || ben.Documents() != 1 {
			t.Errorf("Amara has loaded %d documents, Ben %d", amara.Documents(), ben.Documents())
		}
	})
}

// TestDeployKeepsInput has somebody type while the next build comes.
func TestDeployKeepsInput(t *testing.T) {
	this, next := builds(t)
	site := frameworktest.Start(t, this)
	tab := enter(t, site, "Amara Okafor", "/tickets/42")
	tab.Live()
	tab.Fill("Comment", "Half a sentence")
	tab.Click("Assign")
	title := tab.Title()
	site.Deploy(next)

	tab.See("This is the next build.") // the page
	tab.SeeCount("body.next", 1)       // and the shell
	tab.In("header").See("What is new")
	tab.SeeCount("#assign", 1) // still open
	if got := tab.Value("Comment"); got != "Half a sentence" || tab.Title() != title {
		t.Errorf("%q was typed, on %q", got, tab.Title())
	}
	tab.Submit("Comment")
	tab.In(".gf-comments").See("Half a sentence")
	tab.Click("Take it")
	tab.In("#page").See("Amara Okafor")
	documents(t, tab, "after posts", 1)
	tab.AssertMatchesReload()

	tab.Click("Edit")
	documents(t, tab, "after a visit", 2)
	tab.Fill("Subject", "Kettle leaks")
	tab.Submit("Save")
	if got := tab.Flash(); got != "Ticket #42 saved." {
		t.Errorf("the flash is %q", got)
	}
	tab.Click("What is new")
	documents(t, tab, "after the next visits", 2)
	tab.AssertMatchesReload()
}

// TestDraftsRestored has a session end while somebody types.
func TestDraftsRestored(t *testing.T) {
	site := frameworktest.Start(t, desk(t))
	amara := site.Visitor(t)
	tab := amara.Open("/tickets/new")
	tab.Click("Amara Okafor")
	tab.Fill("Subject", "Kettle is cold")
	other := amara.Open("/tickets")
	other.Click("Sign out")
	tab.Click("Create ticket")
	tab.See("Who are you?")
	tab.Click("Amara Okafor")
	if got := tab.Value("Subject"); tab.URL() != "/tickets/new" || got != "Kettle is cold" {
		t.Errorf("back at %s, with %q", tab.URL(), got)
	}
}

func documents(t *testing.T, tab *frameworktest.Tab, when string, want int) {
	t.Helper()
	if got := tab.Documents(); got != want {
		t.Errorf("%s the tab has loaded %d documents, want %d", when, got, want)
	}
}

// TestEveryChangeIsLive has one person act and another look, at every page on which the change
// shows.
func TestEveryChangeIsLive(t *testing.T) {
	site := frameworktest.Start(t, desk(t))
	amara := enter(t, site, "Amara Okafor", "/tickets/new")
	ben := site.Visitor(t)
	list := ben.Open("/tickets?q=kettle")
	list.Click("Ben Šimić")
	list.Live()
	mine := enter(t, site, "Dara O’Neill", "/tickets?q=kettle").Live()
	before := mine.In("#part-mine").Text()

	amara.Fill("Subject", "Kettle is cold")
	amara.Fill("Requester", "Zoë")
	amara.Choose("Label", "Hardware")
	amara.Fill("What happened", "No tea.")
	amara.Click("Create ticket")
	list.See("Kettle is cold")

	page := ben.Open(amara.URL()).Live()
	history := ben.Open(amara.URL() + "/history").Live()
	edit := ben.Open(amara.URL() + "/edit").Live()
	log := ben.Open("/activity").Live()

	amara.Fill("Comment", "Looking.")
	amara.Submit("Comment")
	page.See("Looking.")
	history.See("said")

	amara.Click("Assign")
	amara.In("#assign").Click("Dara O’Neill")
	for _, tab := range []*frameworktest.Tab{list, page, history} {
		tab.See("Dara O’Neill")
	}
	mine.In("#part-mine").DontSee(before)

	amara.Click("Close ticket")
	page.See("Reopen")
	list.See("No ticket matches")
	mine.In("#part-mine").See(before)
	log.See("closed the ticket")

	amara.Click("Edit")
	amara.Fill("Subject", "Kettle is hot")
	amara.Submit("Save")
	page.See("Kettle is hot")
	edit.SeeCount(`[name=subject][value="Kettle is hot"]`, 1)
	for _, tab := range []*frameworktest.Tab{list, mine, page, history, edit, log} {
		tab.AssertMatchesReload()
	}
}

// TestURLs holds the promise that old addresses keep their meaning.
func TestURLs(t *testing.T) {
	frameworktest.URLs(t, "testdata/urls.txt", Home, SignIn, Tickets, NewTicket, OneTicket, History, Edit, Activity, Mine, Statistics)
}
