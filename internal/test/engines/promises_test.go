package engines

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A promise is kept in every engine.
type promise struct {
	name string
	keep func(*Tab, *node)
}

var promises = []promise{
	{"a form works without scripts", func(tab *Tab, n *node) {
		tab.check("open", tab.driver.open(tab.base+"/form?plain"))
		tab.Same("window.goldfish", "undefined")
		tab.Type("#name", "Ada")
		tab.Click("#save")
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Saved.'")
		if posts := n.seen().Posts; len(posts) != 1 || posts[0]["name"][0] != "Ada" {
			tab.t.Errorf("the app was sent %v", posts)
		}
	}},
	{"a click patches the page", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Do("window.mark = 1")
		tab.Click("#tab-b")
		tab.Until("document.querySelector('h1').textContent === 'List b'")
		tab.Same("location.search + document.title + window.mark", "?tab=bList b1")
	}},
	{"Back and Forward show the page where it was scrolled", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Do("window.mark = 1; scrollTo(0, 700)")
		tab.Until("scrollY === 700")
		tab.Click("#form-below") // WebKit's Back leaves out what no person went to
		tab.Until("document.querySelector('h1').textContent === 'Form'")
		tab.Same("scrollY", "0")
		tab.Back()
		tab.Until("document.querySelector('h1').textContent === 'List a' && scrollY === 700")
		tab.Forward()
		tab.Until("document.querySelector('h1').textContent === 'Form' && scrollY === 0")
		tab.Same("window.mark", "1")
	}},
	{"after a navigation the heading has the focus", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Click("#form")
		tab.Until("document.activeElement.localName === 'h1'")
		tab.Press(TabKey) // on from there
		tab.Until("document.activeElement.id === 'name'")
	}},
	{"a link is followed with the keyboard", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Do("window.mark = 1; document.getElementById('tab-b').focus()")
		tab.Press(Enter)
		tab.Until("document.querySelector('h1').textContent === 'List b'")
		tab.Same("document.activeElement.id + window.mark", "tab-b1")
	}},
	{"news comes by the stream", func(tab *Tab, n *node) {
		tab.Open("/")
		n.word("two")
		tab.Until("document.getElementById('word').textContent === 'two'")
		n.word("three")
		tab.Until("document.getElementById('word').textContent === 'three'")
	}},
	{"typing goes on while news comes", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Type("#name", "hello"+Left+Left)
		n.word("two")
		tab.Until("document.getElementById('word').textContent === 'two'")
		tab.Press("X")
		tab.Same("document.activeElement.value + document.activeElement.selectionStart", "helXlo4")
	}},
	{"typing goes on while the server is killed and comes back", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("window.mark = 1")
		tab.Type("#name", "one ")
		n.kill()
		tab.Until("document.documentElement.dataset.gfStream !== 'live'")
		tab.Press("two ")
		n.state.Word = "after"
		n.start("old")
		tab.Until("document.getElementById('word').textContent === 'after'")
		tab.Press("three")
		tab.Same("document.activeElement.value + window.mark", "one two three1")
	}},
	{"a deploy of another build keeps what is typed", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("window.mark = 1")
		tab.Type("#name", "hello"+Left)
		n.stop()
		n.start("new")
		tab.Until("document.getElementById('chrome').textContent === 'Build new' && !!document.querySelector('.wrapper #name')")
		tab.Press("X")
		tab.Same("document.activeElement.value + window.mark", "hellXo1")
		tab.Same("!!document.querySelector('link[href=\"/new.css\"]')", "true")
	}},
	{"a draft comes back after a reload", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Type("#name", "draft")
		tab.Type("#body", "more")
		tab.Until("Object.values(sessionStorage).join().includes('more')")
		tab.Reload()
		tab.Live()
		tab.Until("document.getElementById('name').value === 'draft' && document.getElementById('body').value === 'more'")
	}},
	{"a refused form shows what is wrong and keeps what was typed", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("window.mark = 1")
		tab.Type("#body", "kept")
		tab.Click("#save")
		tab.Until("document.getElementById('name-error').textContent === 'Say who you are.'")
		tab.Same("document.getElementById('body').value + window.mark + document.activeElement.id", "kept1name")
	}},
	{"an action says what it did", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("window.mark = 1")
		tab.Type("#name", "Ada"+Enter)
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Saved.'")
		tab.Same("document.getElementById('name').value + window.mark", "1")
		if posts := n.seen().Posts; len(posts) != 1 || posts[0]["name"][0] != "Ada" {
			tab.t.Errorf("the app was sent %v", posts)
		}
	}},
	{"details stay open", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Click("#open-more")
		tab.Until("document.getElementById('more').open")
		n.word("two")
		tab.Until("document.querySelector('#more p').textContent === 'two'")
		tab.Same("document.getElementById('more').open", "true")
	}},
	{"a dialog stays open, with what is typed in it", func(tab *Tab, n *node) {
		tab.Open("/form")
		// As the button does where commandfor is known.
		tab.Do("document.getElementById('dialog').showModal()")
		tab.Type("#asked", "why")
		n.word("two")
		tab.Until("document.querySelector('#dialog p').textContent === 'two'")
		tab.Press("?")
		tab.Same("document.getElementById('dialog').matches(':modal') + document.getElementById('asked').value", "truewhy?")
	}},
	{"a popover stays open", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Click("#open-popover")
		tab.Until("document.getElementById('popover').matches(':popover-open')")
		n.word("two")
		tab.Until("document.getElementById('popover').textContent === 'two'")
		tab.Same("document.getElementById('popover').matches(':popover-open')", "true")
	}},
	{"a checked box stays checked", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("document.getElementById('agree').focus()")
		tab.Press(Space)
		n.word("two")
		tab.Until("document.getElementById('agree').parentElement.textContent.includes('two')")
		tab.Same("document.getElementById('agree').checked", "true")
	}},
	{"a choice stays chosen", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Do("const s = document.getElementById('size'); s.value = 'm'; s.dispatchEvent(new Event('change', {bubbles: true}))")
		n.word("two")
		tab.Until("document.getElementById('size').options[1].text === 'Medium two'")
		tab.Same("document.getElementById('size').value", "m")
	}},
	{"text written in place stays", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Type("#note", "in place"+Left)
		n.word("two")
		tab.Until("document.getElementById('word').textContent === 'two'")
		tab.Press("X")
		tab.Same("document.getElementById('note').textContent", "in placXe")
	}},
	{"a chosen file stays chosen", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Choose("#file", file(tab.t, "kept"))
		n.word("two")
		tab.Until("document.getElementById('word').textContent === 'two'")
		tab.Same("document.getElementById('file').files[0].text()", "kept")
	}},
	{"a file is uploaded", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Choose("#upload", file(tab.t, strings.Repeat("file ", 5000)))
		tab.Click("#send")
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Sent.'")
		if files := n.seen().Files; len(files) != 1 || files[0] != strings.Repeat("file ", 5000) {
			tab.t.Errorf("the app was sent %d files", len(files))
		}
	}},
	{"a link under the pointer is fetched before it is clicked", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Hover("h1")
		tab.Hover("#tab-b")
		n.until("asked for a patch", func(s seen) bool { return len(s.Patches) > 0 })
		tab.Click("#tab-b")
		tab.Until("document.querySelector('h1').textContent === 'List b'")
		// Two where the test was too slow for the first.
		if patches := n.seen().Patches; len(patches) > 2 || patches[0] != "/?tab=b" {
			tab.t.Errorf("the app was asked for %v", patches)
		}
	}},
	{"a part shows its own news", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Until("document.getElementById('badge').textContent === '0 new'")
		n.show("badge", func(s *state) { s.Badge = "7 new" })
		tab.Until("document.getElementById('badge').textContent === '7 new'")
	}},
	{"typing searches, and the caret stays", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Type("#q", "abc"+Left)
		tab.Until("document.getElementById('asked').textContent === 'abc'")
		tab.Press("X")
		tab.Until("document.getElementById('asked').textContent === 'abXc'")
		tab.Same("location.search + document.activeElement.value + document.activeElement.selectionStart", "?q=abXcabXc3")
	}},
	{"a hidden tab is brought up to date when it is seen again", func(tab *Tab, n *node) {
		tab.Open("/form")
		tab.Type("#name", "kept")
		tab.Cover()
		n.word("while hidden")
		tab.Uncover()
		tab.Until("document.visibilityState === 'visible' && document.getElementById('word').textContent === 'while hidden'")
		tab.Same("document.getElementById('name').value", "kept")
	}},
	{"without a server the page stays and says so, until it is back", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Do("window.mark = 1")
		n.kill()
		tab.Click("#tab-b")
		tab.Until("document.documentElement.hasAttribute('data-gf-offline') && document.body.innerText.includes('cannot be reached')")
		tab.Same("document.querySelector('h1').textContent + location.search", "List a")
		n.start("old")
		tab.Until("document.documentElement.dataset.gfStream === 'live' && !document.body.innerText.includes('cannot be reached')")
		tab.Click("#tab-b")
		tab.Until("document.querySelector('h1').textContent === 'List b'")
		tab.Same("window.mark", "1")
	}},
	{"a transition is shown, and the page changes where there are none", func(tab *Tab, n *node) {
		tab.Open("/")
		tab.Do("window.mark = 1")
		tab.Click("#slow")
		tab.Until("document.querySelector('h1').textContent === 'List slow'")
		// The pictures of a transition take the clicks.
		tab.Until("document.getAnimations().length === 0")
		tab.Do("delete Document.prototype.startViewTransition; history.back()")
		tab.Until("document.querySelector('h1').textContent === 'List a'")
		tab.Click("#slow")
		tab.Until("document.querySelector('h1').textContent === 'List slow'")
		tab.Same("window.mark + typeof document.startViewTransition", "1undefined")
	}},
	{"fields change places and keep focus and caret, with moveBefore", func(tab *Tab, n *node) { swap(tab, n) }},
	{"fields change places and keep focus and caret, without moveBefore", func(tab *Tab, n *node) {
		tab.check("open", tab.driver.open(tab.base+"/form"))
		tab.Do("delete Element.prototype.moveBefore; delete Document.prototype.moveBefore; delete DocumentFragment.prototype.moveBefore")
		swap(tab, n)
	}},
}

// swap types in a field that the server then puts elsewhere.
func swap(tab *Tab, n *node) {
	if tab.Text("location.pathname") != "/form" || !strings.HasPrefix(tab.Text("location.href"), tab.base) {
		tab.Open("/form")
	}
	tab.Live()
	tab.Type("#name", "hello"+Left+Left)
	n.show("state", func(s *state) { s.Swap = true })
	tab.Until("document.getElementById('second').compareDocumentPosition(document.getElementById('first')) === 4")
	tab.Press("X")
	tab.Same("document.activeElement.id + document.activeElement.value + document.activeElement.selectionStart", "namehelXlo4")
}

// file makes a file with this content.
func file(t testing.TB, content string) string {
	path := filepath.Join(t.TempDir(), "file.txt")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
