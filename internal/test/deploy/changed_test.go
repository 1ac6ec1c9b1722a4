package deploy

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// A form whose fields changed: what was typed into fields that the new build has not is listed with
// its text, after a reload.
func TestRemovedFieldsListedAfterReload(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	id := tab.Observation().ID
	tab.types("nickname", "the nick")
	tab.types("street", "the street")
	tab.types("title", "the title")
	tab.putAside()
	b.Down()
	b.Up(New)
	tab.Run(page.Reload())
	tab.another(id)
	tab.Body(New)
	tab.expectValue("title", "the title")
	tab.expectText("the nick")
	tab.expectText("the street")
	tab.Until("[...document.querySelectorAll('.goldfish-draft button')].length === 1")
	tab.Eval("document.querySelector('.goldfish-draft button').click()", nil)
	tab.Until("!document.querySelector('.goldfish-draft')")
	tab.putAside()
	contains(t, "sessionStorage", tab.stored(), "the nick", false)
}

// The same while the tab stays as it is: a deploy destroys nothing that was typed, also where its
// field is gone.
func TestRemovedFieldsListedInOpenTab(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	tab.types("nickname", "the nick")
	tab.types("street", "the street")
	tab.types("title", "the title")
	b.Deploy(New, Rolling)
	tab.Body(New)
	tab.expectValue("title", "the title")
	tab.Until("observer.values()['street'] === 'the street' || document.body.innerText.includes('the street')")
	tab.expectText("the nick")
	if w := tab.Observation(); w.ID == "" || b.Documents("a") != 1 {
		t.Errorf("%d documents were loaded", b.Documents("a"))
	}
}

// A field that has another name in the new build keeps its text, focus and caret in an open tab.
// When the old build is back, it does so again.
func TestRenamedFieldInOpenTab(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	tab.types("lane", "first")
	for i, build := range []string{New, Old, New} {
		b.Deploy(build, Rolling)
		tab.Body(build)
		key := map[string]string{Old: "lane", New: "avenue"}[build]
		tab.press(rune('x' + i))
		tab.expectValue(key, "firstxyz"[:6+i])
		if got := tab.Text("observer.place().field + observer.place().caret"); got != fmt.Sprint(key, 6+i) {
			t.Errorf("the focus is at %s", got)
		}
	}
	tab.Until("!document.querySelector('.goldfish-draft')")
	tab.click("save")
	tab.expectText("Saved.")
	if posts := b.Database.Posts("save", "1"); len(posts) != 1 || posts[0].Values.Get("avenue") != "firstxyz" || posts[0].Values.Has("lane") {
		t.Errorf("the posts are %v", posts)
	}
	if n := b.Documents("a"); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
}

// The same by a draft: the document of each build has what was typed in that of the other.
func TestRenamedFieldAfterReload(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	tab.types("lane", "the lane")
	for _, build := range []string{New, Old, New} {
		id := tab.Observation().ID
		tab.putAside()
		b.Down()
		b.Up(build)
		tab.Run(page.Reload())
		tab.another(id)
		tab.Body(build)
		tab.expectValue(map[string]string{Old: "lane", New: "avenue"}[build], "the lane")
		tab.Until("!document.querySelector('.goldfish-draft')")
	}
}

// A value that the server changed while a draft waited: the form shows both, and the person takes
// either.
func TestServerValueOfferedBesideDraft(t *testing.T) {
	t.Parallel()
	for take, want := range map[string]string{"Use this": "from the server", "Keep mine": "mine"} {
		t.Run(take, func(t *testing.T) {
			t.Parallel()
			b := browse(t, Old)
			tab := b.tab("a", "/form/1")
			id := tab.Observation().ID
			tab.types("title", "mine")
			tab.putAside()
			// No stream may bring the server's value to the tab before it has another document.
			tab.Eval("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))", nil)
			b.Down()
			b.Database.Set("title", "from the server")
			b.Up(New)
			tab.Run(page.Reload())
			tab.another(id)
			tab.expectValue("title", "mine")
			tab.expectText("from the server")
			tab.Eval(fmt.Sprintf("[...document.querySelectorAll('.goldfish-draft button')].find((b) => b.textContent === %q).click()", take), nil)
			tab.expectValue("title", want)
			tab.Until("!document.querySelector('.goldfish-draft')")
			tab.click("save")
			tab.expectText("Saved.")
			if posts := b.Database.Posts("save", "1"); len(posts) != 1 || posts[0].Values.Get("title") != want {
				t.Errorf("the posts are %v", posts)
			}
		})
	}
}

// A tab that slept while three builds came and went shows what the last one sends, with all that
// was typed, and loads no document.
func TestTabSleepsOverThreeBuilds(t *testing.T) {
	t.Parallel()
	b := browseAlone(t, Old)
	tab := b.Open(t, b.browser.Among(t), "a", "/form/1")
	tab.types("title", "before the night")
	front := b.browser.Among(t) // now the tab is behind this one, and lets go of its stream
	tab.Until("document.documentElement.dataset.gfStream === 'hidden'")
	b.Deploy(New, Rolling)
	b.Deploy(Old, Crash)
	b.Deploy(New, Restart)
	b.Database.Set("news", "good morning")
	tab.Front()
	_ = front
	tab.Live()
	tab.expectText("good morning")
	tab.Body(New)
	tab.Shell(New)
	tab.expectValue("title", "before the night")
	if got := tab.Text("observer.place().field"); got != "title" {
		t.Errorf("the focus is in %s", got)
	}
	if n := b.Documents("a"); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
}
