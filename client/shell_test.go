package client_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// deploy makes the site another build: with another shell, of another fingerprint, for a viewer.
func (s *site) deploy(fingerprint, viewer string, around shell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shell = around
	s.made = client.Fingerprint + ".s1." + fingerprint + "." + viewer
}

// cut ends the stream of a URL, so that the tab comes back to the build that serves now.
func (s *site) cut(url string) { s.listening(url).send <- "close" }

// complete waits for the file that renews a shell.
func complete(tab *browser.Tab) {
	tab.Until("performance.getEntriesByType('resource').some(r => r.name.includes('/update-'))")
}

// sheet serves a stylesheet that says its name.
func (s *site) sheet(name, color string) {
	s.on("GET /"+name, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		_, _ = fmt.Fprintf(w, "body{--sheet:%s;color:%s}", name, color)
	})
}

// Another shell is morphed around the page, and no document is loaded.
func TestShellMorph(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	before := shell{
		root: `lang="en" class="old"`, body: ` class="old"`,
		head:   `<link rel="stylesheet" href="/old.css"><link rel="stylesheet" href="/same.css"><meta name="theme-color" content="red"><meta name="gone" content="1">`,
		chrome: `<nav id="nav"><a href="/a">A</a><details id="more"><summary>more</summary>x</details><input id="find" value="old"></nav>`,
	}
	after := shell{
		root: `lang="de" dir="ltr" class="new"`, body: ` class="new"`,
		head:   `<link rel="stylesheet" href="/new.css"><link rel="stylesheet" href="/same.css"><meta name="theme-color" content="blue"><link rel="preload" as="image" href="data:,">`,
		chrome: `<nav id="nav"><b>news</b><a href="/a">A</a><a href="/b">B</a><details id="more"><summary>more</summary>y</details><input id="find" value="new"></nav>`,
	}
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		for _, name := range []string{"old.css", "new.css", "same.css"} {
			s.sheet(name, "red")
		}
		s.deploy("h1", "", before)
		s.page("/a", reply{Title: "a", Version: "va", Flash: "Saved.", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><textarea name="n"></textarea></form><a href="/b">b</a>`})
		tab := s.open(chromium, t, "/a")
		live(tab)
		complete(tab)
		tab.Eval("window.same = 1", nil)
		return s, tab
	}
	shownIs := func(tab *browser.Tab, class string) {
		tab.Until("document.body.className === '" + class + "'")
	}

	t.Run("lang, meta, links, chrome; what a person did stays", func(t *testing.T) {
		s, tab := start(t)
		tab.Run(chromedp.SendKeys("#find", " typed"), chromedp.Click("#more summary"))
		tab.Run(chromedp.Click("textarea"), chromedp.SendKeys("textarea", "typed"))
		tab.Eval("document.querySelector('textarea').setSelectionRange(1, 3)", nil)
		tab.Eval("document.documentElement.classList.add('by-script'), document.getElementById('nav').append(Object.assign(document.createElement('i'), {id: 'extension'}))", nil)
		s.deploy("h2", "", after)
		s.cut("/a")
		shownIs(tab, "new")
		for what, want := range map[string]string{
			"document.documentElement.lang + document.documentElement.dir":                                                   "deltr",
			"document.documentElement.className":                                                                             "new by-script",
			"document.querySelector('meta[name=theme-color]').content":                                                       "blue",
			"document.querySelector('meta[name=gone]')":                                                                      "null",
			"document.querySelectorAll('link[rel=preload]').length":                                                          "1",
			"[...document.querySelectorAll('link[rel=stylesheet]')].map(l => l.getAttribute('href')).join()":                 "/test.css,/new.css,/same.css",
			"getComputedStyle(document.body).getPropertyValue('--sheet')":                                                    "same.css",
			"document.querySelector('#nav b').textContent + document.querySelectorAll('#nav a').length":                      "news2",
			"document.getElementById('more').open + document.getElementById('more').textContent":                             "truemorey",
			"document.getElementById('find').value":                                                                          " typedold",
			"!!document.getElementById('extension')":                                                                         "true",
			"document.querySelector('textarea').value":                                                                       "typed",
			"document.activeElement.localName + document.activeElement.selectionStart + document.activeElement.selectionEnd": "textarea13",
			"document.querySelector('[data-gf-flash]').textContent + document.querySelector('[data-gf-flash]').hidden":       "Saved.false",
			"document.title": "a",
			"window.same":    "1",
			"document.documentElement.dataset.gfFingerprints": client.Fingerprint + ".s1.h2.",
		} {
			if got := tab.Text(what); got != want {
				t.Errorf("%s: got %q, want %q", what, got, want)
			}
		}
		want(t, "the document takes no flash", s.lastHeader("document GET /a").Get(wire.FromHeader), "/a")
		want(t, "documents", len(s.requests("document GET /a")), 2) // the second is fetched
	})

	level.Long(t)
	t.Run("once for each shell, and never back while two builds answer in turns", func(t *testing.T) {
		s, tab := start(t)
		for round := range 6 {
			if round%2 == 0 {
				s.deploy("h2", "", after)
			} else {
				s.deploy("h1", "", before)
			}
			l := s.listening("/a")
			l.send <- "close"
			l.left(t)
			tab.Eval("dispatchEvent(new Event('online'))", nil)
			s.waits("stream", round+2)
			live(tab)
			if round == 0 {
				shownIs(tab, "new")
			}
		}
		time.Sleep(100 * time.Millisecond)
		shownIs(tab, "new")
		want(t, "documents", len(s.requests("document GET /a")), 2)
		// What the shell shows has changed, says the server: then it is fetched, whatever it was.
		s.listening("/a").send <- "event: shell\ndata: {}\n\n"
		shownIs(tab, "old")
	})

	t.Run("news of the shell while it is being fetched: it is fetched again", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("503")
		gate := make(chan struct{})
		var fetched atomic.Int32
		s.on("document GET /a", func(w http.ResponseWriter, r *http.Request) {
			if fetched.Add(1) == 1 {
				<-gate
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			s.write(w, r, "document", s.answer("/a"))
		})
		l := s.listening("/a")
		l.send <- "event: shell\ndata: {}\n\n"
		s.waits("document GET /a", 2)
		s.deploy("h1", "", after)
		l.send <- "event: shell\ndata: {}\n\n"
		time.Sleep(200 * time.Millisecond)
		close(gate)
		shownIs(tab, "new")
	})

	t.Run("a stylesheet that cannot be loaded leaves the old one", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("404|MIME|Failed to load")
		s.on("GET /new.css", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
		s.deploy("h2", "", after)
		s.cut("/a")
		shownIs(tab, "new")
		want(t, "stylesheets", tab.Text("[...document.querySelectorAll('link[rel=stylesheet]')].map(l => l.getAttribute('href')).join()"), "/test.css,/old.css,/same.css")
	})

	t.Run("no moment without a stylesheet", func(t *testing.T) {
		s, tab := start(t)
		s.on("GET /new.css", func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(200 * time.Millisecond)
			w.Header().Set("Content-Type", "text/css")
			_, _ = w.Write([]byte("body{--new:1}"))
		})
		s.sheet("old.css", "red; --old:1")
		tab.Open(s.URL + "/a")
		live(tab)
		tab.Eval(`(() => {
			window.bare = 0;
			const look = () => {
				const style = getComputedStyle(document.body);
				if (!style.getPropertyValue("--old") && !style.getPropertyValue("--new")) bare++;
				requestAnimationFrame(look);
			};
			look();
		})()`, nil)
		s.deploy("h2", "", after)
		s.cut("/a")
		shownIs(tab, "new")
		want(t, "frames without", tab.Text("bare"), "0")
		want(t, "new", tab.Text("getComputedStyle(document.body).getPropertyValue('--new')"), "1")
	})

	t.Run("another viewer: the shell is there before the page that the person asked for", func(t *testing.T) {
		s, tab := start(t)
		s.deploy("h3", "v3", after)
		tab.Eval("addEventListener('goldfish:visit', () => window.atVisit = document.body.className)", nil)
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "shell at that moment", tab.Text("window.atVisit"), "new")
		want(t, "document", tab.Text("window.same"), "1")
		// And back, since that is another viewer again.
		s.deploy("h1", "", before)
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		shownIs(tab, "old")
	})

	t.Run("scripts of another shell wait for another document", func(t *testing.T) {
		s, tab := start(t)
		s.on("GET /new.js", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte("window.ran = 1"))
		})
		with := after
		with.chrome += `<script src="/new.js"></script>`
		with.head += `<script src="/new.js"></script>`
		s.deploy("h2", "", with)
		s.cut("/a")
		shownIs(tab, "new")
		time.Sleep(50 * time.Millisecond)
		want(t, "ran", tab.Text("window.ran"), "undefined")
	})
}

// An action that has changed the viewer names the next page alone: the tab asks for it with its new
// cookies.
func TestNextPage(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: `<h1>/a</h1><form method="post" action="/a?_action=in"><button>in</button></form>`})
	s.on("POST /a?_action=in", func(w http.ResponseWriter, r *http.Request) {
		s.deploy("h2", "v2", shell{body: ` class="in"`})
		http.SetCookie(w, &http.Cookie{Name: "who", Value: "ana", Path: "/"})
		s.write(w, r, "patch", reply{Made: made(""), Next: "/b", Flash: "Welcome."})
	})
	tab := s.open(chromium, t, "/a")
	complete(tab)
	tab.Eval("window.same = 1", nil)
	click(tab, "button")
	shows(tab, "/b")
	want(t, "address", address(tab), "/b")
	want(t, "flash", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "Welcome.")
	want(t, "cookie", s.lastHeader("patch GET /b").Get("Cookie"), "who=ana")
	want(t, "shell", tab.Text("document.body.className"), "in")
	want(t, "document", tab.Text("window.same"), "1")
	want(t, "posts", len(s.requests("patch POST")), 1)
}

// noteFlashes notes each flash of the document from now on.
func noteFlashes(tab *browser.Tab) {
	tab.Run(chromedp.Evaluate(`Object.assign(window, {flashes: [], same: 1}); new MutationObserver(() => {
		flashes.push(document.querySelector('[data-gf-flash]').textContent);
	}).observe(document.querySelector('[data-gf-flash]'), {childList: true, characterData: true, subtree: true})`, nil))
}

// The action is done when its answer names the next page. If that cannot be had, the tab requests
// it again, and does not say that the action has failed.
func TestNextPageIsLost(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	// start opens a page whose action names /b, which is answered by hand.
	start := func(t *testing.T, answer http.HandlerFunc) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: `<h1>/a</h1><form method="post" action="/a?_action=in"><button>in</button></form><a href="/c">c</a>`})
		s.on("POST /a?_action=in", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{Made: made(""), Next: "/b", Flash: "Welcome."})
		})
		s.on("patch GET /b", answer)
		tab := s.open(chromium, t, "/a")
		tab.Allow("Failed to load|status of|ERR_")
		live(tab)
		noteFlashes(tab)
		return s, tab
	}
	for name, fault := range map[string]http.HandlerFunc{
		"no answer":      aborted,
		"502 of a proxy": foreign(502, "", "text/html", "<h1>Bad Gateway</h1>"),
		"503 of a proxy": foreign(503, "1", "text/html", "<h1>Unavailable</h1>"),
		"503 for a year": foreign(503, "31536000", "text/html", "<h1>Unavailable</h1>"),
	} {
		t.Run(name, func(t *testing.T) {
			var tries atomic.Int64
			s, tab := start(t, fault)
			s.on("patch GET /b", func(w http.ResponseWriter, r *http.Request) {
				if tries.Add(1) <= 3 {
					fault(w, r)
					return
				}
				s.write(w, r, "patch", s.answer("/b"))
			})
			tab.Eval("Math.random = () => 0", nil)
			// A minute is the longest that the client waits, and here it is over at once.
			tab.Eval(`(() => {
				const real = setTimeout;
				window.delays = [];
				window.setTimeout = (f, ms, ...a) => (delays.push(ms), real(f, ms >= 60_000 ? 0 : ms, ...a));
			})()`, nil)
			// The second press comes while the form is under way, however fast the answers are.
			tab.Eval("[1, 2].forEach(() => document.querySelector('button').click())", nil)
			shows(tab, "/b")
			want(t, "address", address(tab), "/b")
			shown := "The server cannot be reached just now.,Welcome."
			if name == "no answer" { // Chromium itself may request it again
				shown = tab.Text("[flashes.some(text => text.startsWith('The server')) && 'The server cannot be reached just now.', 'Welcome.'].filter(Boolean)")
			}
			want(t, "flashes", tab.Text("[...new Set(flashes)].filter(Boolean)"), shown)
			want(t, "longer than a minute", tab.Text("delays.filter(ms => ms > 62_000)"), "")
			want(t, "posts", len(s.requests("patch POST")), 1)
			want(t, "document", tab.Text("window.same"), "1")
		})
	}
	t.Run("the person has gone on", func(t *testing.T) {
		s, tab := start(t, foreign(503, "", "text/html", "<h1>Unavailable</h1>"))
		tab.Eval("Math.random = () => 0.01", nil)
		click(tab, "button")
		s.waitsMore("patch GET /b", 1)
		click(tab, "#page a")
		shows(tab, "/c")
		tab.Until("flashes.includes('Welcome.')")
		tries := len(s.requests("patch GET /b"))
		tab.Eval("new Promise(done => setTimeout(done, 500))", nil)
		want(t, "tries", len(s.requests("patch GET /b")), tries)
		want(t, "address", address(tab), "/c")
		want(t, "posts", len(s.requests("patch POST")), 1)
	})
	for name, answer := range map[string]http.HandlerFunc{
		"not a page of the app": foreign(200, "", "text/html", "<h1>Other</h1>"),
		"an error of the app":   foreign(500, "", "text/html", "<h1>bug</h1>"),
	} {
		t.Run(name+": the browser goes there, as without scripts", func(t *testing.T) {
			s, tab := start(t, answer)
			click(tab, "button")
			tab.Until("location.pathname === '/b' && window.goldfish")
			want(t, "posts", len(s.requests("patch POST")), 1)
			want(t, "documents", len(s.requests("document GET /b")), 1)
		})
	}
}

// Files that the client loads by need are never another build's.
func TestFilesOfAnotherBuild(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.foreign = "/anchor-"
	body := `<h1>/a</h1><ul data-gf-scroll="anchor"><li id="i">i</li></ul><a href="/b">b</a><a href="/a?x=1">x</a>`
	s.page("/a", reply{Title: "a", Version: "va", Body: body})
	s.page("/a?x=1", reply{Title: "a", Version: "vx", Body: body})
	tab := s.open(chromium, t, "/a")
	tab.Until("window.foreign")
	live(tab)
	want(t, "style sheets of that file", tab.Text("document.adoptedStyleSheets.length"), "0")
	tab.Eval("window.same = 1", nil)
	click(tab, "a[href='/a?x=1']")
	tab.Until("location.search === '?x=1'")
	want(t, "the same path in another state", tab.Text("window.same"), "1")
	live(tab)
	tab.Eval("new Promise(done => setTimeout(done, 3200))", nil) // the build lasts
	click(tab, "a[href='/b']")
	shows(tab, "/b")
	tab.Until("!window.same")
	want(t, "documents of /b", len(s.requests("document GET /b")), 1)
}

// A document that is due is loaded with the next path, or when nobody can lose anything.
func TestDeferredDocumentLoad(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab, func()) {
		s := serve(t)
		var newer atomic.Bool
		s.page("/a", reply{Title: "a", Version: "va", Head: `<script src="/test/clock.js"></script>`,
			Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n"><input type="password" name="p"></form><dialog id="d">x</dialog><div data-gf-keep><input id="kept"></div>`})
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		complete(tab)
		tab.Eval("window.same = 1", nil)
		return s, tab, func() {
			newer.Store(true)
			s.mu.Lock()
			s.made = otherClient
			s.mu.Unlock()
			s.cut("/a")
			tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
			tab.Eval("clock.pass(1000)", nil)
			live(tab)
		}
	}
	live := func(tab *browser.Tab) {
		tab.Eval("clock.pass(0)", nil)
		live(tab)
	}
	hide := func(s *site, tab *browser.Tab) int {
		before := len(s.requests("patch GET /a"))
		tab.Eval("clock.hide(true), clock.pass(30000)", nil)
		return before
	}

	t.Run("hidden, and nothing is changed: the app is asked twice, then the document is loaded, once", func(t *testing.T) {
		s, tab, deploy := start(t)
		deploy()
		before := hide(s, tab)
		s.waits("patch GET /a", before+1)
		tab.Until("clock.pending().includes(3000)")
		tab.Eval("clock.pass(3000)", nil)
		tab.Until("!window.same && window.goldfish")
		want(t, "documents", len(s.requests("document GET /a")), 2)
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		hide(s, tab)
		time.Sleep(50 * time.Millisecond)
		want(t, "documents after that", len(s.requests("document GET /a")), 2)
	})
	for what, do := range map[string]string{
		"a changed field":             "document.querySelector('[name=n]').value = 'x'",
		"a password":                  "document.querySelector('[name=p]').value = 'x'",
		"an open dialog":              "document.getElementById('d').showModal()",
		"focus in a kept region":      "document.getElementById('kept').focus()",
		"storage that is forbidden":   "Storage.prototype.setItem = () => { throw new Error('no') }",
		"an app that does not answer": "document.querySelector('#page').dataset.x = 1",
	} {
		t.Run("not with "+what, func(t *testing.T) {
			s, tab, deploy := start(t)
			tab.Allow("503")
			tab.Eval(do, nil)
			deploy()
			if what == "an app that does not answer" {
				s.on("patch GET /a", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) })
			}
			hide(s, tab)
			time.Sleep(50 * time.Millisecond)
			tab.Eval("clock.pass(10000)", nil)
			time.Sleep(50 * time.Millisecond)
			want(t, "document", tab.Text("window.same"), "1")
			want(t, "documents", len(s.requests("document GET /a")), 1)
		})
	}
	t.Run("no document while a person types, and one with the next path", func(t *testing.T) {
		s, tab, deploy := start(t)
		tab.Run(chromedp.Focus("[name=n]"), chromedp.SendKeys("[name=n]", "half "))
		deploy()
		tab.Run(chromedp.SendKeys("[name=n]", kb.End+"done"))
		want(t, "text", tab.Text("document.querySelector('[name=n]').value"), "half done")
		want(t, "document", tab.Text("window.same"), "1")
		tab.Eval("clock.pass(5000)", nil)
		tab.Eval("goldfish.visit('/b')", nil)
		shows(tab, "/b")
		want(t, "documents of /b", len(s.requests("document GET /b")), 1)
		tab.Eval("history.back()", nil)
		tab.Until("document.querySelector('[name=n]')?.value === 'half done'")
	})
}
