package deploy

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/deploy/database"
)

// The first post after a deploy is answered like any other: with "Saved.", and without a document.
func TestFlashAfterDeploy(t *testing.T) {
	t.Parallel()
	for _, way := range Ways {
		t.Run(way.String(), func(t *testing.T) {
			t.Parallel()
			b := browse(t, Old)
			tab := b.member(ann, "a", "/form/1", Soon)
			tab.types("title", "the first one")
			b.Deploy(New, way)
			tab.click("save")
			tab.expectText("Saved.")
			tab.Body(New)
			tab.Shell(New)
			b.Database.SetPerson(database.Person{ID: ann.ID, Name: "Ann Lee"})
			tab.expectText("Ann Lee")
			tab.expectText("Saved.") // still, when the shell has come once more
			if posts := b.Database.Posts("save", "1"); len(posts) != 1 || posts[0].Values.Get("title") != "the first one" {
				t.Errorf("the posts are %v", posts)
			}
			if n := b.Documents("a"); n != 1 {
				t.Errorf("%d documents were loaded", n)
			}
		})
	}
}

const unreachable = "The server cannot be reached just now."

// A sentence about the connection goes away when the stream is live again. The store of this app is
// not durable, so a post that was not answered is not sent again by itself.
func TestOfflineMessageIsCleared(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	tab.types("title", "kept")
	b.Proxy.Stop()
	tab.click("save")
	tab.expectText("It is not known whether this was done.")
	tab.Eval("void goldfish.visit('/list')", nil)
	tab.expectText(unreachable)
	b.Proxy.Start()
	b.Deploy(New, Rolling)
	tab.Live()
	tab.Until("!document.body.innerText.includes('" + unreachable + "')")
	tab.expectValue("title", "kept")
	if posts := b.Database.Posts("save", "1"); len(posts) > 0 {
		t.Errorf("a failed post was sent again by itself: %v", posts)
	}
}

// A link fails while no server is there; a second click tries again in place, and works when one
// is.
func TestRetryFailedVisit(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/list")
	b.Down()
	for range 3 { // a person clicks again
		tab.click("to-other")
		tab.Until("document.querySelector('[data-gf-flash]').textContent !== '' && !document.documentElement.hasAttribute('aria-busy')")
		tab.Until("location.pathname === '/list' && document.title === 'Reports'")
	}
	b.Up(Old)
	tab.click("to-other")
	tab.Until("location.pathname === '/other' && document.title === 'Other'")
	tab.Until("document.querySelector('[data-gf-flash]').textContent === ''")
	if n := b.Documents("a"); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
}
