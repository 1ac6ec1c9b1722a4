package client_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

func TestTriggersDebounceAndThrottle(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	form := func(on, more string) reply {
		return reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x" data-gf-on="` + on + `"><input name="n">` + more + `</form>`}
	}
	startWith := func(t *testing.T, a reply) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", a)
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			a := a
			a.URL, a.Made = "/a", made("")
			s.write(w, r, "patch", a)
		})
		return s, s.open(chromium, t, "/a")
	}
	start := func(t *testing.T, on, more string) (*site, *browser.Tab) { return startWith(t, form(on, more)) }
	startWithClock := func(t *testing.T, on string) (*site, *browser.Tab) {
		a := form(on, "")
		a.Head = `<script src="/test/clock.js"></script>`
		s, tab := startWith(t, a)
		tab.Eval("clock.pass(0)", nil)
		return s, tab
	}
	posts := func(s *site) int { return len(s.requests("patch POST")) }
	waits := func(s *site, n int) { s.waits("patch POST", n) }

	// pass lets time pass, and waits until what was sent then has arrived.
	pass := func(tab *browser.Tab, ms int) {
		tab.Eval(fmt.Sprintf("(clock.pass(%d), fetch('/a'))", ms), nil)
	}

	t.Run("input with a delay is sent once the person pauses", func(t *testing.T) {
		s, tab := startWithClock(t, "input delay:1s")
		tab.Run(chromedp.Focus("input"))
		for _, c := range "abc" {
			tab.Run(input.InsertText(string(c)))
			pass(tab, 999)
		}
		want(t, "posts without a pause", posts(s), 0)
		pass(tab, 1)
		waits(s, 1)
		pass(tab, 5000)
		want(t, "posts after a pause", posts(s), 1)
		want(t, "form", s.lastForm(), "n=abc")
	})
	t.Run("a real submit makes the delayed one needless", func(t *testing.T) {
		s, tab := startWithClock(t, "input delay:100ms")
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		tab.Eval("document.querySelector('form').requestSubmit()", nil)
		waits(s, 1)
		pass(tab, 5000)
		want(t, "posts", posts(s), 1)
	})
	level.Long(t)
	t.Run("input with a throttle is sent at once and then again at the end of the span", func(t *testing.T) {
		s, tab := startWithClock(t, "input throttle:600ms")
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		tab.Until("clock.pending()[0] === 0")
		pass(tab, 0)
		waits(s, 1)
		tab.Until("!document.querySelector('form[aria-busy]')")
		tab.Run(input.InsertText("b"), input.InsertText("c"))
		pass(tab, 599)
		want(t, "posts within the span", posts(s), 1)
		pass(tab, 1)
		waits(s, 2)
		want(t, "form", s.lastForm(), "n=abc")
	})
	t.Run("what was typed while the form was under way is sent too", func(t *testing.T) {
		s, tab := start(t, "input", "")
		gate := make(chan struct{})
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			<-gate
			s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "v"})
		})
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		waits(s, 1)
		tab.Run(input.InsertText("b"), input.InsertText("c"))
		time.Sleep(50 * time.Millisecond)
		want(t, "posts", posts(s), 1)
		close(gate)
		waits(s, 2)
		want(t, "form", s.lastForm(), "n=abc")
	})
	t.Run("change on one field sends its form", func(t *testing.T) {
		s, tab := start(t, "", `<select name="s" data-gf-on="change"><option>1<option>2</select>`)
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		tab.Eval("document.querySelector('input').dispatchEvent(new Event('change', {bubbles: true}))", nil)
		time.Sleep(30 * time.Millisecond)
		want(t, "posts after another field", posts(s), 0)
		tab.Eval("(s => { s.value = '2'; s.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector('select'))", nil)
		waits(s, 1)
		want(t, "form", s.lastForm(), "n=a&s=2")
	})
	t.Run("an incomplete form is not sent by a trigger, and nobody is scolded", func(t *testing.T) {
		s, tab := start(t, "input", `<input name="r" required>`)
		tab.Run(chromedp.Focus("input"), input.InsertText("a"))
		time.Sleep(60 * time.Millisecond)
		want(t, "posts", posts(s), 0)
	})
	t.Run("nothing is sent in the middle of a composed character", func(t *testing.T) {
		s, tab := start(t, "input", "")
		tab.Eval(`(e => { e.focus(); e.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true})) })(document.querySelector("input"))`, nil)
		time.Sleep(40 * time.Millisecond)
		want(t, "posts while composing", posts(s), 0)
		tab.Eval(`document.querySelector("input").dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}))`, nil)
		waits(s, 1)
	})
	t.Run("every and visible set links off, keys set anything off", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: `<h1>/a</h1><input name="q" data-gf-on="key:/"><a id="poll" href="/a?n=1" data-gf-on="every:80ms">poll</a><button type="button" data-gf-on="key:x">x</button><div class="tall"></div><a id="more" href="/a?more=1" data-gf-on="visible">more</a>`})
		s.page("/a?n=1", reply{History: "replace", Title: "a", Body: `<h1>polled</h1><input name="q" data-gf-on="key:/"><button type="button" data-gf-on="key:x">x</button><div class="tall"></div><a id="more" href="/a?more=1" data-gf-on="visible">more</a>`})
		s.page("/a?more=1", reply{History: "replace", Title: "a", Body: `<h1>more</h1>`})
		tab := s.open(chromium, t, "/a")
		shows(tab, "polled")
		time.Sleep(200 * time.Millisecond)
		want(t, "polls after the link has gone", len(s.requests("patch GET /a?n=1")) <= 2, true)
		want(t, "nothing seen yet", len(s.requests("patch GET /a?more=1")), 0)
		key := func(key string) string {
			return tab.Text(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "` + key + `", bubbles: true, cancelable: true}))`)
		}
		want(t, "the key is left to the page", key("/"), "false")
		want(t, "focus by key", tab.Text("document.activeElement.name"), "q")
		tab.Eval("document.querySelector('button').addEventListener('click', () => window.pressed = (window.pressed ?? 0) + 1)", nil)
		want(t, "a key while typing is text", key("x")+tab.Text("window.pressed"), "trueundefined")
		tab.Eval("document.activeElement.blur()", nil)
		key("x")
		want(t, "a key elsewhere presses the button", tab.Text("window.pressed"), "1")
		tab.Eval("document.getElementById('more').scrollIntoView()", nil)
		shows(tab, "more")
		want(t, "seen once", len(s.requests("patch GET /a?more=1")), 1)
	})
	t.Run("an automatic visit that fails says nothing and stays", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: `<h1>/a</h1><a href="/a?n=1" data-gf-on="every:50ms">poll</a>`})
		s.page("/a?n=1", reply{Status: 500})
		tab := s.open(chromium, t, "/a")
		tab.Allow("500")
		tab.Until("performance.getEntriesByType('resource').filter(e => e.name.includes('n=1')).length > 3")
		want(t, "page", tab.Text("document.querySelector('h1').textContent + document.querySelector('[data-gf-flash]').hidden"), "/atrue")
		want(t, "documents", len(s.requests("document")), 1)
	})
}
