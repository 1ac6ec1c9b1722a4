package deploy

import (
	"testing"

	"github.com/chromedp/cdproto/page"
)

// signIn fills in the sign-in form of the page that is open.
func (tab *Tab) signIn(person string) {
	tab.Until("document.getElementById('person') && document.documentElement.dataset.gfStream === 'live'")
	tab.types("person", person)
	tab.click("sign-in")
}

// A post is answered with 401, since the session has ended without a word: the person signs in,
// comes back to the form, and the input is there.
func TestUnauthorized401PostThenSignInRestoresDraft(t *testing.T) {
	t.Parallel()
	for _, build := range []string{Old, New} {
		t.Run(build, func(t *testing.T) {
			t.Parallel()
			b := browse(t, build)
			tab := b.member(ann, "a", "/members/1")
			tab.types("body", "a long story")
			tab.types("title", "about it")
			b.Database.ForgetSessions(ann.ID)
			tab.click("save")
			tab.Until("location.pathname === '/sign-in'")
			tab.signIn(ann.ID)
			tab.Until("location.pathname === '/members/1'")
			tab.expectValue("body", "a long story")
			tab.expectValue("title", "about it")
			if posts := b.Database.Posts("member", ""); len(posts) > 0 {
				t.Errorf("%d posts were taken", len(posts))
			}
			tab.click("save")
			tab.expectText("Saved.")
			if posts := b.Database.Posts("member", ""); len(posts) != 1 || posts[0].Values.Get("body") != "a long story" {
				t.Errorf("the posts are %v", posts)
			}
		})
	}
}

// The session ends while somebody types: the page stays, says so, and goes on taking what is typed;
// the next submit leads to the sign-in and back.
func TestSessionExpiryKeepsInput(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.member(ann, "a", "/members/1")
	tab.types("body", "before")
	b.Database.EndSessions(ann.ID)
	tab.expectText("You are not signed in any more")
	for _, char := range " and after" {
		tab.press(char)
	}
	tab.expectValue("body", "before and after")
	if w := tab.Observation(); len(w.Elsewhere) > 0 {
		t.Error(w.Elsewhere)
	}
	if n := b.Documents("a"); n != 1 {
		t.Errorf("%d documents were loaded", n)
	}
	tab.click("save")
	tab.Until("location.pathname === '/sign-in'")
	tab.signIn(ann.ID)
	tab.Until("location.pathname === '/members/1'")
	tab.expectValue("body", "before and after")
}

// Signing out in one tab destroys nothing in another one.
func TestSignOutInAnotherTab(t *testing.T) {
	t.Parallel()
	b := browse(t, New)
	tab := b.member(ann, "a", "/members/1")
	tab.types("body", "not yet sent")
	other := b.tab("a", "/list")
	other.click("sign-out")
	other.Until("location.pathname === '/sign-in'")
	tab.expectText("You are not signed in any more")
	tab.expectValue("body", "not yet sent")
	if got := tab.Text("observer.place().field"); got != "body" {
		t.Errorf("the focus is in %s", got)
	}
	tab.click("save")
	tab.Until("location.pathname === '/sign-in'")
	tab.signIn(ann.ID)
	tab.Until("location.pathname === '/members/1'")
	tab.expectValue("body", "not yet sent")
}

// Somebody else signs in: what the person before has typed is gone from the page and from
// sessionStorage.
func TestSignInAsAnotherPersonDeletesTheDraft(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	b.Database.SetPerson(bob)
	tab := b.member(ann, "a", "/members/1")
	tab.types("body", "only for ann")
	tab.putAside()
	contains(t, "sessionStorage", tab.stored(), "only for ann", true)
	tab.click("sign-out")
	tab.Until("location.pathname === '/sign-in'")
	tab.signIn(bob.ID)
	tab.Until("document.getElementById('name')?.textContent === 'Bob'")
	contains(t, "sessionStorage", tab.stored(), "only for ann", false)
	tab.Open(b.URL("a", "/members/1"))
	tab.Live()
	tab.putAside()
	contains(t, "the page", tab.Text("document.documentElement.outerHTML + observer.values().body"), "only for ann", false)
	contains(t, "sessionStorage", tab.stored(), "only for ann", false)
}

// Somebody else has signed in in another tab: the form of the first tab becomes theirs, without
// what was typed in it.
func TestSignInAsAnotherPersonInAnotherTab(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	b.Database.SetPerson(bob)
	tab := b.member(ann, "a", "/members/1")
	tab.types("body", "only for ann")
	tab.putAside()
	other := b.tab("a", "/list")
	other.click("sign-out")
	other.Until("location.pathname === '/sign-in'")
	other.signIn(bob.ID)
	other.Until("document.getElementById('name')?.textContent === 'Bob'")
	tab.Run(page.Reload())
	tab.Until("document.getElementById('name')?.textContent === 'Bob'")
	tab.Live()
	tab.putAside()
	contains(t, "the page", tab.Text("document.documentElement.outerHTML + observer.values().body"), "only for ann", false)
	contains(t, "sessionStorage", tab.stored(), "only for ann", false)
}

// Back after signing in as somebody else does not bring back what the person before has typed, not
// even from the browser's own cache.
func TestBackAfterSignInAsAnotherPerson(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	b.Database.SetPerson(bob)
	tab := b.member(ann, "a", "/members/1")
	tab.types("body", "only for ann")
	tab.putAside()
	tab.click("sign-out")
	tab.Until("location.pathname === '/sign-in'")
	tab.signIn(bob.ID)
	tab.Until("document.getElementById('name')?.textContent === 'Bob'")
	tab.Go(-2)
	tab.Until("location.pathname === '/members/1' && document.getElementById('body')")
	tab.putAside()
	contains(t, "the page", tab.Text("document.documentElement.outerHTML + observer.values().body"), "only for ann", false)
}
