package client_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/wait"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func TestVisitAndPrefetch(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	t.Run("a link asks for a patch and shows it", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.same = 1", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "address", address(tab), "/b")
		want(t, "title", tab.Text("document.title"), "page /b")
		want(t, "the document is the same", tab.Text("window.same"), "1")
		want(t, "data-gf-page", tab.Text("document.getElementById('page').dataset.gfPage"), "/b")
		want(t, "data-gf-version", tab.Text("document.getElementById('page').dataset.gfVersion"), "v/b")
		h := s.lastHeader("patch GET /b")
		want(t, wire.FromHeader, h.Get(wire.FromHeader), "/a")
		want(t, wire.VersionHeader, h.Get(wire.VersionHeader), "v/a")
		want(t, "history length grew", tab.Text("history.length > 1"), "true")
	})

	t.Run("the address is the answer's, the page's URL is canonical", func(t *testing.T) {
		s := serve(t)
		s.page("/a?utm=1", reply{URL: "/a", Title: "a", Version: "va", Body: bodyOf("/a", "")})
		s.page("/b?x=", reply{URL: "/b", Title: "b", Version: "vb", Body: bodyOf("/b", "")})
		tab := s.open(chromium, t, "/a?utm=1")
		tab.Eval("goldfish.visit('/b?x=')", nil)
		shows(tab, "/b")
		want(t, "address", address(tab), "/b")
		want(t, wire.FromHeader, s.lastHeader("patch GET /b?x=").Get(wire.FromHeader), "/a")
	})

	t.Run("push or replace as the answer says, or the link", func(t *testing.T) {
		s := serve(t)
		s.page("/a?q=1", reply{History: "replace", Title: "q1", Body: bodyOf("q1", `<a id="force" data-gf-history="push" href="/a?q=2">2</a>`)})
		s.page("/a?q=2", reply{History: "replace", Title: "q2", Body: bodyOf("q2", "")})
		tab := s.open(chromium, t, "/a")
		before := tab.Text("history.length")
		tab.Eval("goldfish.visit('/a?q=1')", nil)
		shows(tab, "q1")
		want(t, "length after replace", tab.Text("history.length"), before)
		click(tab, "#force")
		shows(tab, "q2")
		want(t, "length after a link that pushes", tab.Text("history.length > "+before), "true")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		length := tab.Text("history.length")
		click(tab, "a[href='/b']")
		time.Sleep(50 * time.Millisecond)
		shows(tab, "/b")
		want(t, "length after a link to the page itself", tab.Text("history.length"), length)
	})

	t.Run("what is the browser's is left to it", func(t *testing.T) {
		s := serve(t)
		links := map[string]string{
			"target":      `<a href="/x" target="_blank">x</a>`,
			"named":       `<a href="/x" target="frame">x</a>`,
			"download":    `<a href="/x" download>x</a>`,
			"origin":      `<a href="https://elsewhere.example/x">x</a>`,
			"hash":        `<a href="#mid">x</a>`,
			"full hash":   `<a href="/links#mid">x</a>`,
			"opt-out":     `<a href="/x" data-gf-patch="off">x</a>`,
			"inside one":  `<div data-gf-patch="off"><p><a href="/x">x</a></p></div>`,
			"mail":        `<a href="mailto:a@b.example">x</a>`,
			"script":      `<a href="javascript:void 0">x</a>`,
			"rel":         `<a href="/x" rel="noopener external">x</a>`,
			"no href":     `<a>x</a>`,
			"own handler": `<a href="/x" class="handled">x</a>`,
		}
		var body strings.Builder
		for name, link := range links {
			fmt.Fprintf(&body, `<div data-gf-name="%s">%s</div>`, name, link)
		}
		s.page("/links", reply{Title: "links", Body: `<h1>links</h1>` + body.String() + `<a id="ours" href="/b"><b>bold <i>inner</i></b></a>`})
		tab := s.open(chromium, t, "/links")
		var left map[string]bool
		tab.Eval(`(() => {
			document.querySelector(".handled").addEventListener("click", e => e.preventDefault());
			const left = {};
			window.addEventListener("click", e => { left[e.target.closest("[data-gf-name]")?.dataset.gfName ?? "?"] = !e.defaultPrevented || e.target.matches(".handled"); e.preventDefault(); });
			for (const a of document.querySelectorAll("[data-gf-name] a")) a.click();
			return left;
		})()`, &left)
		for name := range links {
			if !left[name] {
				t.Errorf("the click on %s was taken from the browser", name)
			}
		}
		want(t, "patches asked for", len(s.requests("patch")), 0)
		want(t, "the plain click", tab.Text(`document.querySelector("#ours i").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`), "false")
		shows(tab, "/b")
	})

	level.Long(t)
	t.Run("modified clicks are not ours", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		for _, init := range []string{"ctrlKey: true", "metaKey: true", "shiftKey: true", "altKey: true", "button: 1"} {
			tab.Eval(`(() => {
				window.result = undefined;
				addEventListener("click", e => { window.result = e.defaultPrevented; e.preventDefault() }, {once: true});
				document.querySelector("a[href='/b']").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, `+init+`}));
			})()`, nil)
			want(t, "prevented with "+init, tab.Text("window.result"), "false")
		}
		want(t, "patches asked for", len(s.requests("patch")), 0)
	})

	t.Run("a newer click supersedes, an older answer never lands", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", ""), Gate: gate})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		tab.Until("document.documentElement.getAttribute('aria-busy') === 'true'")
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		close(gate)
		time.Sleep(100 * time.Millisecond)
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/c")
		want(t, "address", address(tab), "/c")
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
	})

	t.Run("an older answer never lands even when the browser cannot give up its request", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", ""), Gate: gate})
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", ""), Head: `<script src="/test/noabort.js"></script>`})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		tab.Until("document.documentElement.getAttribute('aria-busy') === 'true'")
		click(tab, "a[href='/c']")
		tab.Until("document.querySelector('h1').textContent === '/c'")
		close(gate)
		time.Sleep(150 * time.Millisecond)
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/c")
		want(t, "address", address(tab), "/c")
	})

	t.Run("an older answer that is an error says nothing", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/b", reply{Status: 500, Message: "Too late.", Gate: gate})
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", ""), Head: `<script src="/test/noabort.js"></script>`})
		tab := s.open(chromium, t, "/a")
		tab.Allow("500")
		click(tab, "a[href='/b']")
		tab.Until("document.documentElement.getAttribute('aria-busy') === 'true'")
		click(tab, "a[href='/c']")
		tab.Until("document.querySelector('h1').textContent === '/c'")
		close(gate)
		tab.Until("!document.documentElement.hasAttribute('aria-busy')")
		want(t, "said", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "")
	})

	t.Run("a view transition that starts late does not undo a newer visit", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", `<a id="t" data-gf-transition href="/b">b</a>`)})
		tab := s.open(chromium, t, "/a")
		tab.Eval(`Document.prototype.startViewTransition = update => { window.late = update; return {ready: Promise.resolve(), finished: Promise.resolve(), updateCallbackDone: Promise.resolve()} }`, nil)
		click(tab, "#t")
		tab.Until("window.late")
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		tab.Eval("late()", nil)
		want(t, "page", tab.Text("document.querySelector('h1').textContent + location.pathname"), "/c/c")
	})

	t.Run("ten clicks at once end right", func(t *testing.T) {
		s := serve(t)
		for i, to := range []string{"/a?tab=1", "/b", "/c", "/d", "/e"} {
			s.page(to, reply{Title: to, Version: "v" + to, Body: bodyOf(to, ""), Delay: time.Duration(100-20*i) * time.Millisecond})
		}
		tab := s.open(chromium, t, "/a")
		length := tab.Text("history.length")
		tab.Eval(`(() => { for (const to of ["/b", "/c", "/d", "/e", "/b", "/d", "/a?tab=1", "/e", "/c", "/b"]) document.querySelector("a[href='" + to + "']").click() })()`, nil)
		shows(tab, "/b")
		time.Sleep(250 * time.Millisecond)
		shows(tab, "/b")
		want(t, "address", address(tab), "/b")
		want(t, "one entry for ten clicks", tab.Text("history.length - "+length), "1")
		want(t, "version of its stream", s.listening("/b").version, "v/b")
	})

	t.Run("a second click on the same link while it is under way asks once", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", ""), Delay: 300 * time.Millisecond})
		tab := s.open(chromium, t, "/a")
		for range 3 {
			click(tab, "a[href='/b']")
			time.Sleep(20 * time.Millisecond)
		}
		shows(tab, "/b")
		want(t, "requests", len(s.requests("patch GET /b")), 1)
	})

	t.Run("a slow server shows that something is under way", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", ""), Gate: gate})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		tab.Until("document.querySelector(\"a[href='/b']\").getAttribute('aria-busy') === 'true'")
		want(t, "bar at once", tab.Text("!!document.querySelector('.goldfish-progress')"), "false")
		tab.Until("document.querySelector('.goldfish-progress')")
		close(gate)
		shows(tab, "/b")
		want(t, "bar afterwards", tab.Text("!!document.querySelector('.goldfish-progress')"), "false")
		want(t, "busy elements", tab.Text("document.querySelectorAll('[aria-busy]').length"), "0")
	})

	t.Run("a server that is down is said, and the next click tries again in place", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Status: -1})
		tab := s.open(chromium, t, "/a")
		tab.Allow("ERR_EMPTY_RESPONSE|Failed to load")
		live(tab)
		click(tab, "a[href='/b']")
		tab.Until("document.documentElement.hasAttribute('data-gf-offline')")
		tab.Until("!document.documentElement.hasAttribute('aria-busy')")
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/a")
		want(t, "address", address(tab), "/a")
		want(t, "what is said", tab.Text("document.querySelector('[data-gf-flash]:not([hidden])').textContent.length > 5"), "true")
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", "")})
		tab.Eval("window.same = 1", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "document", tab.Text("window.same"), "1")
		want(t, "documents asked for", len(s.requests("document GET /b")), 0)
	})

	t.Run("a 5xx is said in the server's words, and the next click tries again in place", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Status: 503, Message: "We are busy."})
		tab := s.open(chromium, t, "/a")
		tab.Allow("503")
		tab.Eval("addEventListener('goldfish:error', e => window.heard = e.detail)", nil)
		click(tab, "a[href='/b']")
		tab.Until("window.heard")
		want(t, "said", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "We are busy.")
		want(t, "event", tab.Text("heard.status + heard.message"), "503We are busy.")
		want(t, "address", address(tab), "/a")
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", "")})
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "documents", len(s.requests("document GET /b")), 0)
	})

	t.Run("a 4xx with a body is shown as a page that is not live", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Status: 404, Title: "Not found", Body: `<h1>Not found</h1>`})
		tab := s.open(chromium, t, "/a")
		tab.Allow("404")
		click(tab, "a[href='/b']")
		shows(tab, "Not found")
		want(t, "address", address(tab), "/b")
		want(t, "version", tab.Text("document.getElementById('page').hasAttribute('data-gf-version')"), "false")
		want(t, "stream", tab.Text("document.documentElement.dataset.gfStream"), "off")
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
	})

	for _, status := range []int{401, 403} {
		t.Run(fmt.Sprintf("a %d loads the document", status), func(t *testing.T) {
			s := serve(t)
			s.on("patch GET /b", func(w http.ResponseWriter, r *http.Request) {
				s.write(w, r, "patch", reply{Status: status, Title: "no", Body: "<h1>no</h1>"})
			})
			s.on("document GET /b", func(w http.ResponseWriter, r *http.Request) {
				s.write(w, r, "document", reply{URL: "/login", Title: "in", Body: "<h1>sign in</h1>"})
			})
			tab := s.open(chromium, t, "/a")
			tab.Allow(fmt.Sprint(status))
			click(tab, "a[href='/b']")
			shows(tab, "sign in")
		})
	}

	t.Run("another media type and a redirect are the browser's own navigation", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Raw: "<!doctype html><link rel=icon href=data:,><h1>plain</h1>"})
		s.on("GET /c", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/d", http.StatusSeeOther) })
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		shows(tab, "plain")
		tab.Open(s.URL + "/a")
		tab.Until("window.goldfish")
		click(tab, "a[href='/c']")
		shows(tab, "/d")
		want(t, "address", address(tab), "/d")
		want(t, "document", len(s.requests("document GET /d")), 1)
	})

	t.Run("another client comes with the next path, once its build has lasted; a location loads the document", func(t *testing.T) {
		s := serve(t)
		s.on("patch GET /c", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{Made: made(""), To: "/d#mid"})
		})
		s.page("/a", reply{Title: "a", Version: "va", Head: `<script src="/test/clock.js"></script>`, Body: bodyOf("/a", "")})
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		tab.Eval("window.same = 1", nil)
		s.mu.Lock()
		s.made = otherClient
		s.mu.Unlock()
		click(tab, "a[href='/b']") // its answer is the first of that build, which may be its last
		shows(tab, "/b")
		want(t, "document", tab.Text("window.same"), "1")
		tab.Eval("clock.pass(200)", nil)
		live(tab)
		tab.Eval("clock.pass(5000)", nil)
		click(tab, "a[href='/a?tab=1']")
		shows(tab, "/a?tab=1")
		want(t, "documents", len(s.requests("document GET /a?tab=1")), 1)
		click(tab, "a[href='/c']")
		shows(tab, "/d")
		want(t, "address", address(tab), "/d#mid")
	})

	t.Run("a GET form drops empty inputs, keeps focus and caret, and newer typing", func(t *testing.T) {
		s := serve(t)
		form := func(q string) string {
			return bodyOf("q="+q, `<form data-gf-on="input delay:40ms" data-gf-history="replace"><input name="q" value="`+q+`"><input name="empty"><input type="checkbox" name="c" value="1" checked><button name="go" value="y">go</button></form>`)
		}
		s.page("/s", reply{Title: "s", Body: form("")})
		s.page("/s?q=a&c=1", reply{Title: "a", Body: form("a"), Delay: 200 * time.Millisecond})
		s.page("/s?q=ab&c=1", reply{Title: "ab", Body: form("ab"), Delay: 100 * time.Millisecond})
		s.page("/s?q=abc&c=1", reply{Title: "abc", Body: form("abc")})
		s.page("/s?q=abcd&c=1", reply{Title: "abcd", Body: form("abcd")})
		tab := s.open(chromium, t, "/s")
		length := tab.Text("history.length")
		tab.Run(chromedp.Focus("[name=q]"), input.InsertText("a"), chromedp.Sleep(60*time.Millisecond), input.InsertText("b"), chromedp.Sleep(60*time.Millisecond), input.InsertText("c"))
		shows(tab, "q=abc")
		tab.Run(input.InsertText("d"))
		shows(tab, "q=abcd")
		want(t, "text and caret", tab.Text("(e => e.value + e.selectionStart + (document.activeElement === e))(document.querySelector('[name=q]'))"), "abcd4true")
		want(t, "address", address(tab), "/s?q=abcd&c=1")
		want(t, "history", tab.Text("history.length"), length)
		s.page("/s?q=abcd&c=1&go=y", reply{Title: "go", Body: form("abcd")})
		click(tab, "button")
		tab.Until("location.search === '?q=abcd&c=1&go=y'")
	})

	t.Run("typing goes on in a search form that leads to another page", func(t *testing.T) {
		s := serve(t)
		form := func(q string) string {
			return `<form id="search" action="/search" data-gf-on="input delay:10ms"><input name="q" value="` + q + `"></form>`
		}
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", form(""))})
		s.page("/search?q=x", reply{Title: "found", Body: bodyOf("found", form("x"))})
		tab := s.open(chromium, t, "/a")
		tab.Run(chromedp.Focus("[name=q]"), input.InsertText("x"))
		shows(tab, "found")
		want(t, "text, caret and focus", tab.Text("(e => e.value + e.selectionStart + (document.activeElement === e))(document.querySelector('[name=q]'))"), "x1true")
	})

	t.Run("an older answer never overwrites newer typing", func(t *testing.T) {
		s := serve(t)
		form := func(q string) string {
			return `<h1>q=` + q + `</h1><form data-gf-on="input delay:10ms"><input name="q" value="` + q + `"></form>`
		}
		s.page("/s", reply{Title: "s", Body: form("")})
		s.page("/s?q=a", reply{Title: "a", Body: form("a"), Delay: 150 * time.Millisecond})
		tab := s.open(chromium, t, "/s")
		tab.Run(chromedp.Focus("[name=q]"), input.InsertText("a"))
		tab.Until("document.documentElement.hasAttribute('aria-busy')")
		s.page("/s?q=ab", reply{Title: "ab", Body: form("ab"), Delay: 400 * time.Millisecond})
		tab.Eval("document.querySelector('form').removeAttribute('data-gf-on')", nil)
		tab.Run(input.InsertText("b"))
		shows(tab, "q=a")
		want(t, "text and caret", tab.Text("(e => e.value + e.selectionStart)(document.querySelector('[name=q]'))"), "ab2")
	})

	t.Run("focus, title and announcement after another page", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Title: "b", Body: bodyOf("/b", "")})
		s.page("/c", reply{Title: "c", Body: bodyOf("/c", `<input id="first" autofocus><input id="second">`)})
		s.page("/d", reply{Title: "d", Body: bodyOf("/d", `<a id="to" href="/c" data-gf-focus="#second">c</a>`)})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "focus", tab.Text("document.activeElement.localName"), "h1")
		want(t, "announced", tab.Text("document.querySelector('[aria-live=polite]').textContent"), "b")
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		want(t, "focus on autofocus", tab.Text("document.activeElement.id"), "first")
		click(tab, "a[href='/d']")
		shows(tab, "/d")
		click(tab, "#to")
		shows(tab, "/c")
		want(t, "focus on data-gf-focus", tab.Text("document.activeElement.id"), "second")
		want(t, "no tabindex stays", tab.Text("document.querySelectorAll('[tabindex]').length"), "0")
		tab.Eval("document.querySelector(\"a[href='/a?tab=1']\").focus()", nil)
		click(tab, "a[href='/a']")
		shows(tab, "/a")
		tab.Eval("document.querySelector(\"a[href='/a?tab=1']\").focus()", nil)
		click(tab, "a[href='/a?tab=1']")
		shows(tab, "/a?tab=1")
		want(t, "focus on the same page stays", tab.Text("document.activeElement.getAttribute('href')"), "/a?tab=1")
	})

	t.Run("focus where the heading is hidden", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Title: "b", Version: "b", Body: `<h1 hidden>b</h1><a href="/b?gone">gone</a>`})
		s.page("/b?gone", reply{Title: "b", Version: "gone", Body: `<h1 hidden>b</h1><p>It is gone.</p>`})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		tab.Until("document.title === 'b'")
		want(t, "another page", tab.Text("document.activeElement.localName"), "main")
		tab.Eval("document.querySelector('#page a').focus()", nil)
		click(tab, "a[href='/b?gone']")
		tab.Until("document.querySelector('#page p')")
		want(t, "what had the focus is gone", tab.Text("document.activeElement.localName"), "main")
		want(t, "tabindex", tab.Text("document.querySelector('h1').hasAttribute('tabindex')"), "false")
	})

	t.Run("flash and notice are shown and cleared", func(t *testing.T) {
		s := serve(t)
		s.page("/b", reply{Title: "b", Flash: "Saved.", Notice: "page: “x” is not a number.", Body: bodyOf("/b", "")})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "shown", tab.Text("[...document.querySelectorAll('[data-gf-flash],[data-gf-notice]')].map(e => e.hidden + e.textContent)"), "falseSaved.,falsepage: “x” is not a number.")
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		want(t, "cleared", tab.Text("[...document.querySelectorAll('[data-gf-flash],[data-gf-notice]')].map(e => e.hidden + e.textContent)"), "true,true")
	})

	t.Run("app scripts hear and can prevent", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval(`(() => { window.heard = []; for (const n of ["before-visit", "before-patch", "patch", "visit"]) addEventListener("goldfish:" + n, e => heard.push(n + " " + e.target.nodeName + " " + location.pathname)) })()`, nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "events", tab.Text("heard.filter((h, i) => h !== heard[i + 1])"), "before-visit A /a,before-patch DIV /a,patch DIV /b,visit DIV /b")
		tab.Eval(`addEventListener("goldfish:before-visit", e => { window.stopped = e.detail.url; e.preventDefault() }, {once: true})`, nil)
		click(tab, "a[href='/c']")
		tab.Until("window.stopped")
		time.Sleep(50 * time.Millisecond)
		want(t, "patches of /c", len(s.requests("patch GET /c")), 0)
		want(t, "nothing is busy", tab.Text("document.documentElement.hasAttribute('aria-busy')"), "false")
		tab.Eval(`addEventListener("goldfish:before-visit", e => { window.stopped = e.detail.history + " " + e.detail.direction; e.preventDefault() }, {once: true})`, nil)
		tab.Eval("history.back()", nil)
		tab.Until("window.stopped === 'pop back'")
		tab.Until("location.pathname === '/b'")
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/b")
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		tab.Eval(`addEventListener("goldfish:before-patch", e => e.preventDefault(), {once: true})`, nil)
		click(tab, "a[href='/d']")
		tab.Until("!document.documentElement.hasAttribute('aria-busy')")
		time.Sleep(50 * time.Millisecond)
		want(t, "a patch refused changes nothing", tab.Text("document.querySelector('h1').textContent + location.pathname"), "/a/a")
	})

	t.Run("a question is asked first", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", `<a id="q" href="/b" data-gf-confirm="Really?">b</a>`)})
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.confirm = q => (window.asked = q, false)", nil)
		click(tab, "#q")
		want(t, "asked", tab.Text("window.asked"), "Really?")
		time.Sleep(30 * time.Millisecond)
		want(t, "patches", len(s.requests("patch")), 0)
		tab.Eval("window.confirm = () => true", nil)
		click(tab, "#q")
		shows(tab, "/b")
	})

	t.Run("prefetch on intent is used once and only while it is fresh", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", `<a id="off" data-gf-prefetch="off" href="/e">e</a><form method="post" action="/a"><button>post</button></form>`)})
		tab := s.open(chromium, t, "/a")
		hover := func(selector string) {
			tab.Eval(fmt.Sprintf("document.querySelector(%q).dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", selector), nil)
		}
		tab.Eval(`["mouseover", "mouseout"].forEach(type => document.querySelector("a[href='/b']").dispatchEvent(new MouseEvent(type, {bubbles: true})))`, nil)
		time.Sleep(120 * time.Millisecond)
		want(t, "a short touch of the pointer asks for nothing", len(s.requests("patch")), 0)
		hover("a[href='/b']")
		s.waits("patch GET /b", 1) // asked after a rest
		time.Sleep(50 * time.Millisecond)
		want(t, "nothing is shown", tab.Text("document.querySelector('h1').textContent"), "/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "the click used it", len(s.requests("patch GET /b")), 1)
		click(tab, "a[href='/a']")
		shows(tab, "/a")
		hover("#off")
		time.Sleep(150 * time.Millisecond)
		want(t, "opted out", len(s.requests("patch GET /e")), 0)
		hover("a[href='/c']")
		s.waits("patch GET /c", 1)
		tab.Eval("performance.now = (now => () => now() + 3000)(performance.now.bind(performance))", nil)
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		want(t, "an old one is not used", len(s.requests("patch GET /c")), 2)
		tab.Eval("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})", nil)
		hover("a[href='/d']")
		time.Sleep(150 * time.Millisecond)
		want(t, "nothing on Save-Data", len(s.requests("patch GET /d")), 0)
	})

	t.Run("a touch asks at once, and links of the shell are links too", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval("document.querySelector('#shell').dispatchEvent(new TouchEvent('touchstart', {bubbles: true}))", nil)
		s.waits("patch GET /shell", 1)
		click(tab, "#shell")
		shows(tab, "/shell")
		want(t, "requests", len(s.requests("patch GET /shell")), 1)
	})

	t.Run("app scripts are asked before a prefetch, and told the direction", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval(`(() => { window.asked = []; addEventListener("goldfish:before-visit", e => {
			asked.push([e.detail.reason, e.detail.direction, new URL(e.detail.url).pathname].join(" "));
			if (e.detail.reason === "prefetch") e.preventDefault();
		}) })()`, nil)
		tab.Eval("document.querySelector(\"a[href='/b']\").dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", nil)
		tab.Until("asked.length === 1")
		tab.Eval("new Promise(r => setTimeout(r, 50))", nil)
		want(t, "requests that a script has refused", len(s.requests("patch GET /b")), 0)
		tab.Eval("document.querySelector(\"a[href='/b']\").click()", nil)
		shows(tab, "/b")
		tab.Eval("document.querySelector(\"a[href='/c']\").dataset.gfHistory = 'replace'", nil)
		tab.Eval("document.querySelector(\"a[href='/c']\").click()", nil)
		shows(tab, "/c")
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		tab.Eval("history.forward()", nil)
		shows(tab, "/c")
		want(t, "asked", tab.Text("asked.join()"), "prefetch forward /b,visit forward /b,visit replace /c,visit back /a,visit forward /c")
	})

	t.Run("a submit drops what was prefetched", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v1", Body: bodyOf("/a", `<form method="post" action="/a?_action=x"><button>post</button></form>`)})
		s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Title: "a", Version: "v1", Made: made("")})
		})
		tab := s.open(chromium, t, "/a")
		tab.Eval("document.querySelector(\"a[href='/b']\").dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", nil)
		s.waits("patch GET /b", 1)
		click(tab, "button")
		tab.Until("!document.documentElement.hasAttribute('aria-busy')")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "asked again", len(s.requests("patch GET /b")), 2)
	})

	t.Run("history calls keep within the browser's limit", func(t *testing.T) {
		s := serve(t)
		for i := range 90 {
			s.page(fmt.Sprintf("/a?n=%d", i), reply{History: "replace", Title: "n", Body: fmt.Sprintf("<h1>%d</h1>", i)})
		}
		tab := s.open(chromium, t, "/a")
		tab.Eval(`(() => { window.calls = 0; for (const m of ["pushState", "replaceState"]) { const real = history[m]; history[m] = function (...a) { calls++; return real.apply(this, a) } } })()`, nil)
		tab.Eval(`(async () => { for (let i = 0; i < 90; i++) await goldfish.visit("/a?n=" + i) })()`, nil)
		shows(tab, "89")
		calls := tab.Text("window.calls < 60")
		want(t, "fewer calls than visits", calls, "true")
		tab.Until("location.search === '?n=89'")
	})

	t.Run("a view transition where it is asked for", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", `<a id="t" data-gf-transition="slide" href="/b">b</a>`)})
		tab := s.open(chromium, t, "/a")
		tab.Eval("(real => Document.prototype.startViewTransition = function (o) { window.started = o.types?.[0] ?? 'plain'; return real.call(document, o) })(document.startViewTransition)", nil)
		click(tab, "a[href='/c']")
		shows(tab, "/c")
		want(t, "none without asking", tab.Text("window.started"), "undefined")
		click(tab, "a[href='/a']")
		shows(tab, "/a")
		click(tab, "#t")
		shows(tab, "/b")
		want(t, "started", tab.Text("window.started"), "slide")
		want(t, "address", address(tab), "/b")
	})
}

// TestUpdateFile: every page loads update.js at once. A link does not need to wait for it.
func TestUpdateFile(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	t.Run("a link that is clicked before it is there sends its request at once", func(t *testing.T) {
		s := serve(t)
		s.late, s.lateFile = make(chan struct{}), "/update-"
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.same = 1", nil)
		click(tab, "a[href='/b']")
		s.waits("patch GET /b", 1)
		close(s.late)
		shows(tab, "/b")
		want(t, "same document", tab.Text("window.same"), "1")
	})

	level.Long(t)
	t.Run("links and forms load documents, if it cannot be had", func(t *testing.T) {
		s := serve(t)
		s.missing = "/update-"
		s.page("/b", reply{Title: "b", Body: `<h1>/b</h1><form method="post" action="/b?_action=x"><input name="n" value="1"><button>go</button></form>`})
		tab := s.open(chromium, t, "/a")
		tab.Allow("404|Failed to")
		// At least once: it is asked for again.
		for until := time.Now().Add(wait.Limit()); len(s.requests("script /update-")) == 0 && time.Now().Before(until); {
			time.Sleep(5 * time.Millisecond)
		}
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "documents of /b", len(s.requests("document GET /b")), 1)
		click(tab, "button")
		s.waits("document POST /b?_action=x", 1)
		want(t, "form", s.lastForm(), "n=1")
	})
}

func TestHistoryPopstateAndScroll(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	t.Run("scrollers without an id have their positions again", func(t *testing.T) {
		s := serve(t)
		scroller := `<textarea rows="2">` + strings.Repeat("line\n", 40) + `</textarea>`
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<section>`+scroller+scroller+`</section>`)})
		tab := s.open(chromium, t, "/a")
		positions := "[...document.querySelectorAll('section > textarea')].map(e => e.scrollTop).join()"
		tab.Eval("(document.querySelectorAll('section > textarea')[1].scrollTop = 70, new Promise(r => document.addEventListener('scroll', r, true)))", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		// The event comes with the next frame, and the page may be left before.
		tab.Eval("addEventListener('scroll', (event) => event.stopImmediatePropagation(), true)", nil)
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		want(t, "back", tab.Text(positions), "0,70")
		tab.Run(chromedp.Reload())
		tab.Until("window.goldfish")
		tab.Until(positions + " === '0,70'")
	})

	t.Run("scroll positions of the window and of inner scrollers come back", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval("(scrollTo(0, 500), document.getElementById('side').scrollTop = 70, new Promise(r => setTimeout(r, 60)))", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "a new page is at the top", tab.Text("[scrollY, document.getElementById('side').scrollTop]"), "0,0")
		tab.Eval("(scrollTo(0, 300), new Promise(r => setTimeout(r, 60)))", nil)
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		want(t, "back", tab.Text("[scrollY, document.getElementById('side').scrollTop]"), "500,70")
		tab.Eval("history.forward()", nil)
		shows(tab, "/b")
		want(t, "forward", tab.Text("scrollY"), "300")
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ""), Delay: 150 * time.Millisecond})
		tab.Eval("history.back()", nil)
		tab.Until("location.pathname === '/a'")
		tab.Eval("history.forward()", nil) // before the answer came
		tab.Until("location.pathname === '/b'")
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		tab.Run(chromedp.Reload())
		tab.Until("window.goldfish")
		tab.Until("scrollY === 500 && document.getElementById('side').scrollTop === 70")
		click(tab, "a[href='/a?tab=1']")
		shows(tab, "/a?tab=1")
		want(t, "the same path keeps its place", tab.Text("scrollY"), "500")
		tab.Eval("document.querySelector(\"a[href='/a?tab=2']\").dataset.gfScroll = 'top'", nil)
		click(tab, "a[href='/a?tab=2']")
		shows(tab, "/a?tab=2")
		want(t, "unless the link says top", tab.Text("scrollY"), "0")
		tab.Eval("goldfish.visit('/b#mid')", nil)
		shows(tab, "/b")
		want(t, "to a fragment of another page", tab.Text("location.hash + (Math.abs(document.getElementById('mid').getBoundingClientRect().top) < 2)"), "#midtrue")
	})

	level.Long(t)
	t.Run("scroll positions come back over fragment links and full loads", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval("(scrollTo(0, 400), new Promise(r => setTimeout(r, 60)))", nil)
		click(tab, "a[href='#mid']")
		tab.Until("location.hash === '#mid' && scrollY > 1000")
		tab.Eval("history.back()", nil)
		tab.Until("location.hash === '' && scrollY === 400")
		tab.Eval("history.forward()", nil)
		tab.Until("location.hash === '#mid' && scrollY > 1000")
		tab.Open(s.URL + "/c")
		tab.Until("window.goldfish")
		tab.Eval("history.back()", nil)
		tab.Until("window.goldfish && location.hash === '#mid' && scrollY > 1000")
		want(t, "patches", len(s.requests("patch")), 0)
	})

	t.Run("Back that fails stays where it is, and the next one tries again in place", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Allow("503|500")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		s.page("/a", reply{Status: 503, Message: "Later."})
		tab.Eval("history.back()", nil)
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Later.'")
		tab.Until("location.pathname === '/b'")
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/b")
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", "")})
		tab.Eval("window.same = 1", nil)
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		want(t, "document", tab.Text("window.same"), "1")
	})

	t.Run("quick steps end on the right page", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		for _, to := range []string{"/b", "/c", "/d"} {
			click(tab, "a[href='"+to+"']")
			shows(tab, to)
			s.page(to, reply{Title: to, Version: "v" + to, Body: bodyOf(to, ""), Delay: 50 * time.Millisecond})
		}
		tab.Eval("history.back()", nil)
		time.Sleep(10 * time.Millisecond)
		tab.Eval("history.back()", nil)
		time.Sleep(10 * time.Millisecond)
		tab.Eval("history.back()", nil)
		tab.Until("location.pathname === '/a'")
		shows(tab, "/a")
		time.Sleep(120 * time.Millisecond)
		shows(tab, "/a")
		tab.Eval("history.go(3)", nil)
		shows(tab, "/d")
		tab.Eval("history.back()", nil)
		tab.Until("location.pathname === '/c'")
		tab.Eval("history.forward()", nil)
		tab.Until("location.pathname === '/d'")
		time.Sleep(120 * time.Millisecond)
		shows(tab, "/d")
	})

	// A model of what a browser does: a list of entries and a place in it.
	t.Run("twenty mixed steps", func(t *testing.T) {
		for seed := range uint64(4) {
			s := serve(t)
			random := rand.New(rand.NewPCG(seed, 7))
			tab := s.open(chromium, t, "/a")
			entries, at := []string{"/a"}, 0
			var steps []string
			push := func(url string) {
				if url != entries[at] {
					entries, at = append(entries[:at+1], url), at+1
				}
			}
			for range 20 {
				page := strings.Split(entries[at], "#")[0]
				step := random.IntN(7)
				switch step {
				case 0, 1:
					to := []string{"/b", "/c", "/a?tab=1", "/a?tab=2"}[random.IntN(4)]
					steps = append(steps, "click "+to)
					click(tab, "a[href='"+to+"']")
					push(to)
				case 2:
					to := []string{"/d", "/e"}[random.IntN(2)]
					steps = append(steps, "load "+to)
					tab.Open(s.URL + to)
					push(to)
				case 3:
					steps = append(steps, "fragment")
					click(tab, "a[href='#mid']")
					push(page + "#mid")
				case 4, 5:
					by := []int{-1, -1, -2, 1}[random.IntN(4)]
					if at+by < 0 || at+by >= len(entries) {
						continue
					}
					steps = append(steps, fmt.Sprint("go ", by))
					tab.Eval(fmt.Sprintf("setTimeout(() => history.go(%d))", by), nil)
					at += by
				case 6:
					steps = append(steps, "reload")
					tab.Run(chromedp.Reload())
				}
				url, heading := entries[at], strings.Split(entries[at], "#")[0]
				tab.Until(fmt.Sprintf("window.goldfish && location.pathname + location.search + location.hash === %q", url))
				tab.Until(fmt.Sprintf("document.querySelector('h1')?.textContent === %q && document.getElementById('page').dataset.gfPage === %q", heading, heading))
				tab.Until("!document.documentElement.hasAttribute('aria-busy')")
				if t.Failed() {
					t.Fatalf("seed %d after %s", seed, strings.Join(steps, ", "))
				}
			}
		}
	})
}
