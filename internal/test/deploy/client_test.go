package deploy

import (
	"testing"
)

// client is the file that this document has loaded.
func (tab *Tab) client() string {
	return tab.Text("[...document.scripts].find((s) => /client-/.test(s.src)).src")
}

// The new build has another client. While somebody types no document is loaded; with the next
// navigation to another path exactly one is; the new client runs then, and after Back every
// character is there.
func TestNewClientLoadsWithNextVisit(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1", Hurry)
	first := tab.Observation()
	old := tab.client()
	r := NewRobot(tab, 1)
	must(t, r.TypeIn("body"))
	b.Deploy(New, Rolling)
	tab.Body(New)
	tab.Shell(New)
	must(t, r.TypeIn("search", "line1", "day", "agree", "title"))
	tab.putAside()
	if n := b.Documents("a"); n != 1 || tab.Observation().ID != first.ID {
		t.Fatalf("%d documents were loaded while somebody typed", n)
	}
	tab.minuteLater()
	tab.click("to-other")
	tab.another(first.ID)
	tab.Until("location.pathname === '/other'")
	if n := b.Documents("a"); n != 2 {
		t.Errorf("%d documents were loaded in all, not 2", n)
	}
	if now := tab.client(); now == old {
		t.Error("the old client runs after the navigation")
	}
	tab.Go(-1)
	tab.expectValue("title", string(r.texts["title"]))
	r.restored(t)
	before := b.Documents("a")
	tab.click("to-list")
	tab.Until("location.pathname === '/list'")
	if n := b.Documents("a"); n != before {
		t.Errorf("the navigation after that loads a document too")
	}
}

// The tab is hidden and nothing in it is changed: one document is loaded, and no more. The focus
// stays where it was.
func TestNewClientLoadsWhenTabIsHidden(t *testing.T) {
	t.Parallel()
	b := browseAlone(t, Old)
	tab := b.Open(t, b.browser.Among(t), "a", "/form/1", Hurry)
	first := tab.Observation()
	old := tab.client()
	tab.Eval("observer.enter('search')", nil)
	b.Deploy(New, Rolling)
	tab.Body(New)
	tab.Shell(New)
	tab.minuteLater()
	b.browser.Among(t)
	tab.Until("document.hidden && window.observer && observer.id !== '" + first.ID + "'")
	tab.Until("document.readyState === 'complete'")
	if now := tab.client(); now == old {
		t.Error("the old client runs in the new document")
	}
	tab.Front()
	tab.Live()
	tab.Until("observer.place().field === 'search'")
	if n := b.Documents("a"); n != 2 {
		t.Errorf("%d documents were loaded in all, not 2", n)
	}
}

// The tab is hidden while something is typed and not sent: no document is loaded.
func TestHiddenTabWithInputIsNotReloaded(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"title", "private", "secret", "note"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			b := browseAlone(t, Old)
			tab := b.Open(t, b.browser.Among(t), "a", "/form/1", Hurry)
			tab.types(key, "unsent")
			b.Deploy(New, Rolling)
			tab.Body(New)
			tab.Shell(New)
			tab.minuteLater()
			b.browser.Among(t)
			tab.Until("document.hidden")
			tab.soon()
			tab.Until("window.enough")
			tab.expectValue(key, "unsent")
			if n := b.Documents("a"); n != 1 {
				t.Errorf("%d documents were loaded", n)
			}
		})
	}
}
