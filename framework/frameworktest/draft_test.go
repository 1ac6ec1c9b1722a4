package frameworktest_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

func fillDiary(tab *frameworktest.Tab) {
	tab.Fill("Entry", "Dear diary")
	tab.Choose("Mood", "bad")
	tab.Check("Private")
	tab.Fill("More tags", "second")
	tab.Fill("PIN", "1234")
	tab.Fill("Secret", "x")
	tab.Fill("Find", "y")
	tab.Attach("Photo", "a.png", "blub")
}

// diaryIs expects the drafts of the diary, or that there are none. What is never put aside is never
// there.
func diaryIs(t *testing.T, when string, tab *frameworktest.Tab, entry string) {
	t.Helper()
	mood, private, tag := "bad", "on", "second"
	if entry == "" {
		mood, private, tag = "good", "", ""
	}
	for name, want := range map[string]string{
		"Entry": entry, "Mood": mood, "Private": private, "Tag": "", "More tags": tag, "PIN": "", "Secret": "", "Find": "",
	} {
		same(t, when+", "+name, tab.Value(name), want)
	}
}

// What was typed comes back with its page by every way back, and by none that is a fresh visit.
func TestDraftRestoredAfterReload(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	_, tab := signedIn(site, t, "Ana", "/diary")
	fillDiary(tab)
	tab.Reload()
	diaryIs(t, "after Reload", tab, "Dear diary")
	tab.Click("Home")
	tab.Back()
	diaryIs(t, "after Back", tab, "Dear diary")
	tab.Go("/board")
	tab.Back()
	diaryIs(t, "after Back to another document", tab, "Dear diary")
	tab.Forward()
	tab.Back()
	diaryIs(t, "after Back once more", tab, "Dear diary")

	tab.Go("/diary")
	diaryIs(t, "after a fresh visit", tab, "")
	tab.Reload()
	diaryIs(t, "after Reload of a fresh visit", tab, "Dear diary")

	tab.Click("Write")
	same(t, "flash", tab.Flash(), "Written.")
	tab.Reload()
	diaryIs(t, "after it was sent", tab, "")
	tab.Click("Home")
	tab.Back()
	diaryIs(t, "long after it was sent", tab, "")
}

// What was sent deletes the draft of its form that was not filled in.
func TestDraftDeletedAfterSubmit(t *testing.T) {
	site := frameworktest.Start(t, newBoard().serve)
	_, tab := signedIn(site, t, "Ana", "/diary")
	fillDiary(tab)
	tab.Go("/diary")
	tab.Fill("Entry", "Something else")
	tab.Click("Write")
	tab.See("It says: Something else")
	tab.Reload()
	diaryIs(t, "after it was sent", tab, "")
}

// A draft that the person takes back is none.
func TestDraftUndone(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	tab := site.Visitor(t).Open("/notes/1")
	tab.Fill("Text", "oat milk")
	tab.Reload()
	same(t, "after Reload", tab.Value("Text"), "oat milk")
	tab.Fill("Text", "milk")
	tab.Reload()
	same(t, "after it was taken back", tab.Value("Text"), "milk")
}

// A session that ends keeps the drafts for the same person, and for nobody else.
func TestDraftsPerViewer(t *testing.T) {
	site := frameworktest.Start(t, newBoard().serve)
	ana, tab := signedIn(site, t, "Ana", "/diary")
	fillDiary(tab)
	signOut(t, site, ana)
	tab.Reload()
	signIn(tab, "Ana")
	same(t, "URL", tab.URL(), "/diary")
	diaryIs(t, "after signing in again", tab, "Dear diary")

	signOut(t, site, ana)
	tab.Click("Write")
	same(t, "URL", tab.URL(), "/sign?next=%2Fdiary")
	signIn(tab, "Ben")
	tab.See("Diary of Ben")
	diaryIs(t, "for another person", tab, "")
	tab.Reload()
	diaryIs(t, "for another person", tab, "")

	signOut(t, site, ana)
	tab.Reload()
	signIn(tab, "Ana")
	tab.See("Diary of Ana")
	diaryIs(t, "after another person was here", tab, "")
}

// Drafts come back after signing in, also where the person goes elsewhere first.
func TestDraftsAfterSignInInAnotherTab(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	ana, tab := signedIn(site, t, "Ana", "/diary")
	fillDiary(tab)
	signOut(t, site, ana)
	tab.Go("/sign")
	signIn(tab, "Ana")
	same(t, "URL", tab.URL(), "/board")
	tab.Go("/diary")
	diaryIs(t, "after signing in again", tab, "Dear diary")
}

// What a person typed is not another's, where a page that both may see has stayed open.
func TestDraftsOnPublicPage(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	ana, tab := signedIn(site, t, "Ana", "/board")
	tab.Fill("New note", "half a")
	signOut(t, site, ana)
	signIn(ana.Open("/sign"), "Ben")
	tab.Click("milk") // the answer is Ben's
	tab.In("header").See("Ben")
	tab.Back()
	same(t, "typed, for another person", tab.Value("New note"), "")

	tab.Fill("New note", "of Ben")
	tab.Click("milk")
	tab.Back()
	same(t, "typed, for the same person", tab.Value("New note"), "of Ben")
}

// A stranger's drafts pass to who signs in.
func TestDraftsOfAnonymousViewer(t *testing.T) {
	site := frameworktest.Start(t, newBoard("milk").serve)
	tab := site.Visitor(t).Open("/board")
	tab.Fill("New note", "half a")
	tab.Fill("Name", "Ana")
	tab.Click("Sign in")
	tab.In("header").See("Ana")
	same(t, "typed", tab.Value("New note"), "half a")
	same(t, "the form that was sent", tab.Value("Name"), "")
}

// The document that a deploy asks for is left by a visit, so what was typed there comes back with
// Back.
func TestDraftsSurviveDeploy(t *testing.T) {
	b := newBoard("milk")
	site := frameworktest.Start(t, b.build(0))
	tab := site.Visitor(t).Open("/board")
	tab.Fill("New note", "half a")
	site.Deploy(b.build(1))
	tab.Click("milk")
	same(t, "documents", tab.Documents(), 2)
	tab.Back()
	tab.See("Template 1")
	same(t, "typed", tab.Value("New note"), "half a")
	same(t, "documents", tab.Documents(), 3) // the entry belongs to a document that was left
}
