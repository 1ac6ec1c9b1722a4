package frameworktest_test

import (
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Another build is no reason to load a document: all that the person has done stays, and what the
// build does differently comes.
func TestDeploy(t *testing.T) {
	b, log := newBoard("milk", "bread"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	tab := site.Visitor(t).Open("/board").Live()
	tab.Fill("New note", "half a")
	tab.Click("More")
	site.Deploy(log.nodes(b.build(1)))

	tab.See("Template 1")       // the page
	tab.See("Diary of build 1") // the chrome
	tab.SeeCount("header.build-1", 1)
	if !tab.Has(`link[href="/assets/board-1.css"]`) {
		t.Error("the stylesheet is not that of the new build")
	}
	tab.See("Old board") // opened
	same(t, "typed", tab.Value("New note"), "half a")
	same(t, "title", tab.Title(), "Board (2)")

	tab.Click("Add")
	same(t, "flash", tab.Flash(), "Added.")
	tab.See("half a by : open")
	tab.Click("Done") // the same path
	same(t, "documents", tab.Documents(), 1)
	same(t, "documents that the server sent", log.of("GET document"), 1)
	same(t, "shells that were fetched", log.of("GET shell"), 1)

	tab.Click("All")
	tab.Click("milk") // another path
	same(t, "title", tab.Title(), "milk")
	same(t, "history", tab.History(), []string{"/board", "/board?show=done", "/board", "/notes/1"})
	same(t, "documents after a visit", tab.Documents(), 2)
	tab.Click("Home")
	tab.See("half a by : open")
	same(t, "documents after the next visit", tab.Documents(), 2)
	tab.AssertMatchesReload()
}

// The same build with another client: nothing is fetched until a visit to another path.
func TestDeploySameBuild(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(0)))
	tab := site.Visitor(t).Open("/board").Live()
	site.Deploy(nil)
	b.add("eggs", "")
	notify(site.Handler(), "notes")
	tab.See("eggs")
	tab.Enter("New note", "bread")
	same(t, "shells that were fetched", log.of("GET shell"), 0)
	same(t, "documents", tab.Documents(), 1)
	tab.Click("milk")
	same(t, "documents after a visit", tab.Documents(), 2)
}

// A restart is the same build: it changes nothing, and no document is loaded at all.
func TestRestartFetchesNoShell(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, log.nodes(b.build(1)))
	tab := site.Visitor(t).Open("/board").Live()
	site.Restart()
	tab.Enter("New note", "bread")
	tab.Click("milk")
	same(t, "title", tab.Title(), "milk")
	same(t, "documents", tab.Documents(), 1)
	same(t, "shells that were fetched", log.of("GET shell"), 0)
}

// A tab that is not live meets the new build with the answer to what it does. Back is a visit too.
func TestDeployBetweenVisits(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board")
	tab.Click("milk")
	tab.Fill("Text", "oat milk")
	site.Deploy(b.build(1))
	same(t, "typed", tab.Value("Text"), "oat milk")
	tab.Click("Save")
	tab.In("h1").See("oat milk")
	tab.See("Diary of build 1")
	same(t, "documents", tab.Documents(), 1)
	tab.Click("Remove") // a post that leads to another path
	same(t, "flash", tab.Flash(), "Removed.")
	same(t, "URL", tab.URL(), "/board")
	same(t, "documents after a post", tab.Documents(), 1)
	tab.Back()
	same(t, "URL", tab.URL(), "/notes/1")
	same(t, "documents after Back", tab.Documents(), 2)
}

// A deploy while nothing is served starts the new build, and so does every restart after it.
func TestRollingDeploy(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board").Live()
	site.Stop()
	site.Deploy(b.build(1))
	tab.See("Template 1")
	site.Deploy(b.build(2))
	site.Restart()
	tab.See("Template 2")
	tab.See("Diary of build 2")
	tab.AssertMatchesReload()
	same(t, "documents", tab.Documents(), 1)
}

// During a deploy the old build may answer for the shell of the new one. A tab that nobody touches
// asks again then.
func TestShellFromOldBuild(t *testing.T) {
	b, log := newBoard("milk"), &requests{}
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board").Live()
	log.node = func(request string) int {
		if request == "GET shell /board" && log.of(request) < 3 {
			return 0
		}
		return 1
	}
	site.Deploy(log.nodes(b.build(0), b.build(1)))
	tab.See("Diary of build 1")
	same(t, "shells that were fetched", log.of("GET shell"), 3)
	same(t, "documents", tab.Documents(), 1)
}

// Without scripts there is nothing to keep apart: each click loads what the build that answers has.
func TestDeployWithAndWithoutScripts(t *testing.T) {
	b := newBoard("milk")
	frameworktest.WithAndWithoutScripts(t, b.build(0), func(t *testing.T, site *frameworktest.Site) {
		tab := site.Visitor(t).Open("/board")
		tab.Fill("New note", "eggs")
		site.Deploy(b.build(1))
		same(t, "typed", tab.Value("New note"), "eggs")
		tab.Click("Add")
		same(t, "flash", tab.Flash(), "Added.")
		tab.See("Template 1")
		tab.See("Diary of build 1")
		if !strings.Contains(tab.Body(), "eggs") {
			t.Error("the note is not there")
		}
	})
}
