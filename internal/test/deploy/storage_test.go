package deploy

import (
	"testing"

	"github.com/chromedp/cdproto/page"
)

// fullStorage has room for nothing: each write fails as it does when the quota is used up.
const fullStorage = `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`

// Where the storage is full or forbidden, the client works, says nothing of it, and never loads a
// document by itself; what was typed stays where it is.
func TestStorageFullOrForbidden(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{"storage full": fullStorage, "storage forbidden": NoStorage} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := browse(t, Old)
			tab := b.member(ann, "a", "/members/1", script, Hurry)
			tab.types("body", "nowhere to put it")
			b.Deploy(New, Rolling)
			tab.Shell(New)
			tab.Body(New)
			tab.expectValue("body", "nowhere to put it")
			// Neither the next navigation nor another person's sign-out brings a document.
			tab.click("to-other")
			tab.expectText("There is nothing to see here now.")
			if n := b.Documents("a"); n != 1 {
				t.Errorf("%d documents were loaded", n)
			}
			tab.Go(-1)
			tab.Until("location.pathname === '/members/1' && document.getElementById('title')")
			tab.types("title", "again")
			b.Database.EndSessions(ann.ID)
			tab.expectText("You are not signed in any more")
			tab.click("save")
			tab.Until("document.documentElement.getAttribute('aria-busy') === null")
			tab.expectValue("title", "again")
			if n := b.Documents("a"); n != 1 {
				t.Errorf("%d documents were loaded", n)
			}
			if w := tab.Observation(); len(w.Errors) > 0 {
				t.Error(w.Errors)
			}
		})
	}
}

// Drafts of other pages fill the storage: the oldest of them give way to what is typed now.
func TestStorageFilledByOtherDrafts(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	tab.Eval(`(() => {
		let n = 0;
		for (let size = 1 << 20; size >= 1 << 10; size >>= 1) {
			const forms = { "#report": [{ name: "title", at: 0, value: "x".repeat(size), base: "" }] };
			try {
				for (;;) sessionStorage.setItem("goldfish:draft:/form/" + (100 + n++), JSON.stringify({ viewer: "", at: Date.now() - 1000 * n, forms }));
			} catch {
				// Full for pieces of this size.
			}
		}
	})()`, nil)
	id := tab.Observation().ID
	tab.types("body", "this one is new")
	r := tab.Text("'x'.repeat(300000).length")
	tab.Eval("(el => { el.value = el.value + ' ' + 'y'.repeat(+"+r+"); el.dispatchEvent(new Event('input', { bubbles: true })); })(document.getElementById('body'))", nil)
	tab.putAside()
	tab.Until("Object.values(sessionStorage).some((text) => text.includes('this one is new'))")
	tab.Run(page.Reload())
	tab.another(id)
	tab.Until("observer.values().body.startsWith('this one is new yyy')")
}
