package client_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func TestStreamReconnectAndHeartbeat(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	state := func(tab *browser.Tab) string { return tab.Text("document.documentElement.dataset.gfStream") }

	// withClock opens a page whose timers, time and chance are the test's: see test/clock.js.
	withClock := func(t *testing.T, s *site) *browser.Tab {
		t.Helper()
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ""), Head: `<script src="/test/clock.js"></script>`})
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		return tab
	}

	t.Run("a push is shown, with the version held afterwards", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		want(t, "version sent", l.version, "v/a")
		live(tab)
		l.push("v2", "new title", bodyOf("pushed", ""))
		shows(tab, "pushed")
		want(t, "title and version", tab.Text("document.title + document.getElementById('page').dataset.gfVersion"), "new titlev2")
		want(t, "address", address(tab), "/a")
		l.send <- "close"
		s.reconnects(2)
		live(tab)
		want(t, "version held when it came back", s.listening("/a").version, "v2")
	})

	t.Run("an event with the version held is ignored", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		l.push("v/a", "x", bodyOf("never", ""))
		l.push("v2", "x", bodyOf("next", ""))
		shows(tab, "next")
		want(t, "patches", tab.Text("performance.now() > 0"), "true")
		tab.Eval("(window.patches = 0, addEventListener('goldfish:patch', () => patches++))", nil)
		l.push("v2", "x", bodyOf("never", ""))
		l.push("v3", "x", bodyOf("last", ""))
		shows(tab, "last")
		want(t, "patches", tab.Text("patches"), "1")
	})

	t.Run("data in pieces of any kind", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		text := "id: v2\r\ndata: {\"title\":\"é😀\",\r\ndata: \"body\":\"<h1>é😀</h1>\"}\r\n\r\n"
		for i := range len(text) {
			l.send <- text[i : i+1]
		}
		shows(tab, "é😀")
	})

	t.Run("stale and fresh", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		tab.Eval("addEventListener('goldfish:stream', e => window.heard = e.detail.message ?? e.detail.state)", nil)
		l.send <- "event: stale\ndata: {\"message\":\"Old news.\"}\n\n"
		tab.Until("document.documentElement.hasAttribute('data-gf-stale')")
		want(t, "said", tab.Text("heard"), "Old news.")
		l.send <- "event: fresh\ndata: {}\n\n"
		tab.Until("!document.documentElement.hasAttribute('data-gf-stale')")
		l.send <- "event: stale\ndata: {\"message\":\"\"}\n\n"
		tab.Until("document.documentElement.hasAttribute('data-gf-stale')")
		l.push("v2", "t", bodyOf("news", ""))
		shows(tab, "news")
		want(t, "stale after a push", tab.Text("document.documentElement.hasAttribute('data-gf-stale')"), "false")
	})

	t.Run("a navigation opens the new page's stream, and the old one's events never land", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		old := s.listening("/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		old.push("v9", "x", bodyOf("never", ""))
		l := s.listening("/b")
		want(t, "version sent", l.version, "v/b")
		old.left(t)
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/b")
	})

	t.Run("events for an older page never land even when its request cannot be given up", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ""), Head: `<script src="/test/noabort.js"></script>`})
		tab := s.open(chromium, t, "/a")
		old := s.listening("/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		tab.Eval("(window.seen = [], addEventListener('goldfish:patch', () => seen.push(document.querySelector('h1').textContent)))", nil)
		old.push("v9", "x", bodyOf("never", ""))
		time.Sleep(100 * time.Millisecond)
		s.listening("/b").push("v10", "x", bodyOf("right", ""))
		shows(tab, "right")
		want(t, "what was shown", tab.Text("seen"), "right")
	})

	level.Long(t)
	t.Run("quick navigations open one stream", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		s.listening("/a")
		for _, to := range []string{"/b", "/c", "/d"} {
			tab.Eval("goldfish.visit('"+to+"')", nil)
			shows(tab, to)
			tab.Eval("clock.pass(100)", nil)
		}
		tab.Eval("clock.pass(50)", nil)
		s.listening("/d")
		want(t, "streams asked for", s.requests("stream"), "[stream GET /a stream GET /d]")
	})

	t.Run("random clicks and pushes never show the wrong page", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval(`(() => { window.wrong = []; addEventListener("goldfish:patch", () => { const h = document.querySelector("h1").textContent, p = document.getElementById("page").dataset.gfPage; if (h.split("+")[0] !== p || location.pathname + location.search !== p) wrong.push(h + " on " + p + " at " + location.pathname) }) })()`, nil)
		stop := make(chan struct{})
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				case <-time.After(3 * time.Millisecond):
				}
				for _, url := range []string{"/a", "/b", "/c"} {
					for _, l := range s.listeners(url) {
						select {
						case <-l.gone:
						default:
							if len(l.send) < 50 {
								l.push("p"+strconv.Itoa(i), "t", bodyOf(url+"+"+strconv.Itoa(i), ""))
							}
						}
					}
				}
			}
		}()
		for i := range 40 {
			to := []string{"/a", "/b", "/c"}[i%3]
			tab.Eval(fmt.Sprintf("document.querySelector(\"a[href='%s']\").click()", to), nil)
			time.Sleep(time.Duration(20+i*7%60*4) * time.Millisecond)
		}
		close(stop)
		<-done
		want(t, "wrong pages", tab.Text("wrong"), "")
	})

	t.Run("back-off is at random within spans that grow, and starts again after a good stream", func(t *testing.T) {
		s := serve(t)
		var fail atomic.Bool
		fail.Store(true)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			if fail.Load() {
				w.WriteHeader(503) // a server that stops; a proxy that refuses streams is polled
				return
			}
			s.stream(w, r, "/a")
		})
		tab := withClock(t, s)
		tab.Allow("503")
		for i, span := range []int{1000, 2000, 5000, 10000, 20000, 30000, 30000, 30000} {
			tab.Until("document.documentElement.dataset.gfStream === 'waiting' && clock.pending().length === 1")
			want(t, "wait "+strconv.Itoa(i), tab.Text("clock.pending()"), strconv.Itoa(span/2))
			want(t, "streams asked for", len(s.requests("stream")), i+1)
			tab.Eval("clock.pass("+strconv.Itoa(span/2)+")", nil)
		}
		tab.Until("document.documentElement.dataset.gfStream === 'waiting' && clock.pending().length === 1")
		fail.Store(false)
		tab.Eval("clock.pass(15000)", nil)
		live(tab)
		// A stream that ends at once is no good one.
		s.listening("/a").send <- "close"
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "wait after a short stream", tab.Text("clock.pending()"), "15000")
		tab.Eval("clock.pass(15000)", nil)
		live(tab)
		l := s.listening("/a")
		tab.Eval("clock.pass(11000)", nil)
		l.send <- "close"
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "wait after a long stream", tab.Text("clock.pending()"), "500")
	})

	t.Run("Retry-After is honoured", func(t *testing.T) {
		s := serve(t)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(503)
		})
		tab := withClock(t, s)
		tab.Allow("503")
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "wait", tab.Text("clock.pending()"), "7500")
	})

	t.Run("a silent stream is dropped after two and a half heartbeats, comments are signs of life", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		live(tab)
		l := s.listening("/a")
		tab.Until("clock.pending().length === 1")
		want(t, "the watchdog", tab.Text("clock.pending()"), "50000")
		tab.Eval("clock.pass(40000)", nil)
		l.send <- ":\n\n"
		tab.Until("clock.pending()[0] === 50000")
		tab.Eval("clock.pass(40000)", nil)
		want(t, "state", state(tab), "live")
		tab.Eval("clock.pass(10001)", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		tab.Eval("clock.pass(1000)", nil)
		live(tab)
		want(t, "streams asked for", len(s.requests("stream")), 2)
	})

	t.Run("online and becoming visible open it at once", func(t *testing.T) {
		s := serve(t)
		var down atomic.Bool
		down.Store(true)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			if down.Load() {
				panic(http.ErrAbortHandler)
			}
			s.stream(w, r, "/a")
		})
		tab := withClock(t, s)
		tab.Allow("ERR_EMPTY_RESPONSE|Failed to load")
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "offline", tab.Text("document.documentElement.hasAttribute('data-gf-offline')"), "true")
		tab.Eval("clock.pass(500)", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "the second wait", tab.Text("clock.pending()"), "1000")
		tab.Eval("dispatchEvent(new Event('online'))", nil)
		tab.Eval("clock.pass(0)", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "the wait after the network came and went", tab.Text("clock.pending()"), "500")
		down.Store(false)
		tab.Eval("dispatchEvent(new Event('online'))", nil)
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		want(t, "offline", tab.Text("document.documentElement.hasAttribute('data-gf-offline')"), "false")
	})

	t.Run("a hidden tab lets go after a while and comes back with its version", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		live(tab)
		l := s.listening("/a")
		tab.Eval("clock.hide(true)", nil)
		tab.Eval("clock.pass(4000)", nil)
		want(t, "after a moment", state(tab), "live")
		l.push("v2", "t", bodyOf("seen late", ""))
		tab.Until("document.querySelector('h1').textContent === 'seen late'")
		tab.Eval("clock.pass(1001)", nil)
		want(t, "after a while", state(tab), "hidden")
		l.left(t)
		tab.Eval("clock.pass(100000)", nil)
		want(t, "streams while hidden", len(s.listeners("/a")), 0)
		tab.Eval("clock.hide(false)", nil)
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		want(t, "version held", s.listening("/a").version, "v2")
		// A short look away changes nothing.
		l = s.listening("/a")
		tab.Eval("(clock.hide(true), clock.pass(3000), clock.hide(false), clock.pass(10000))", nil)
		want(t, "the same stream", s.listening("/a") == l, true)
	})

	t.Run("a page that is live while hidden has a stream, which says that it is hidden", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		live(tab)
		tab.Eval("document.querySelector('h1').dataset.gfLive = 'hidden'", nil)
		tab.Eval("(clock.hide(true), clock.pass(6000))", nil)
		s.waits("stream GET /a", 2)
		live(tab)
	})

	t.Run("a tab that slept opens its stream anew when it is seen again", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		live(tab)
		l := s.listening("/a")
		tab.Eval("(document.querySelector('h1').dataset.gfLive = 'hidden', clock.hide(true), clock.sleep(3600000), clock.hide(false), clock.pass(0))", nil)
		l.left(t)
		live(tab)
	})

	t.Run("the back-forward cache: closed on leaving, open again on return", func(t *testing.T) {
		s := serve(t)
		tab := withClock(t, s)
		live(tab)
		l := s.listening("/a")
		tab.Eval("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))", nil)
		l.left(t)
		want(t, "state", state(tab), "off")
		tab.Eval("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))", nil)
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		want(t, "version", s.listening("/a").version, "va")
	})

	for _, status := range []int{401, 403, 404} {
		t.Run(fmt.Sprintf("a %d asks for the page, and the document where that is refused, but not in a loop", status), func(t *testing.T) {
			s := serve(t)
			var there atomic.Bool
			refuse := func(w http.ResponseWriter, r *http.Request) {
				if there.Load() {
					s.write(w, r, "patch", s.answer("/a"))
					return
				}
				w.Header().Set("Content-Type", wire.PatchType)
				w.WriteHeader(401)
				_, _ = w.Write([]byte(`{"message": "Sign in."}`))
			}
			s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
			s.on("patch GET /a", refuse)
			tab := s.open(chromium, t, "/a")
			tab.Allow(strconv.Itoa(status) + "|401")
			s.waits("document", 2)
			tab.Until("window.goldfish && document.documentElement.dataset.gfStream === 'waiting' && document.documentElement.hasAttribute('data-gf-stale')")
			time.Sleep(300 * time.Millisecond)
			want(t, "documents", len(s.requests("document GET /a")), 2)
			want(t, "said", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "Sign in.")
			// Where the page can be had, the stream's refusal is nothing to leave it for.
			there.Store(true)
			tab.Eval("dispatchEvent(new Event('online'))", nil)
			tab.Until("!document.documentElement.hasAttribute('data-gf-stale')")
			want(t, "what was said has gone", tab.Text("document.querySelector('[data-gf-flash]').hidden"), "true")
		})
	}

	t.Run("a session that ends while somebody types leaves the page alone", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n"></form>`})
		tab := s.open(chromium, t, "/a")
		tab.Allow("401")
		l := s.listening("/a")
		tab.Run(chromedp.SendKeys("[name=n]", "typed"))
		s.on("patch GET /a", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{Status: 401, Message: "Sign in."})
		})
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(401) })
		l.send <- "event: recheck\ndata: {}\n\n"
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Sign in.'")
		want(t, "text", tab.Text("document.querySelector('[name=n]').value"), "typed")
		want(t, "documents", len(s.requests("document")), 1)
	})

	t.Run("a page that has gone is replaced by the error, unless somebody types in it", func(t *testing.T) {
		for _, typed := range []bool{false, true} {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "va", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="n"></form>`})
			tab := s.open(chromium, t, "/a")
			tab.Allow("404")
			l := s.listening("/a")
			if typed {
				tab.Run(chromedp.SendKeys("[name=n]", "typed"))
			}
			s.page("/a", reply{Status: 404, Title: "Gone", Body: "<h1>Gone</h1>", Message: "It has gone."})
			s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404) })
			l.send <- "event: recheck\ndata: {}\n\n"
			if typed {
				tab.Until("document.querySelector('[data-gf-flash]').textContent === 'It has gone.'")
				want(t, "text", tab.Text("document.querySelector('[name=n]').value"), "typed")
			} else {
				shows(tab, "Gone")
				want(t, "stream", state(tab), "off")
			}
			want(t, "documents", len(s.requests("document")), 1)
		}
	})

	t.Run("recheck asks for the page, and opens the stream again, but not in a loop", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.same = 1", nil)
		s.listening("/a").send <- "event: recheck\ndata: {}\n\n"
		s.waits("patch GET /a", 1)
		s.waits("stream", 2)
		live(tab)
		s.listening("/a").send <- "event: recheck\ndata: {}\n\n"
		s.waits("patch GET /a", 2)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		time.Sleep(100 * time.Millisecond)
		want(t, "streams after a second one at once", len(s.requests("stream")), 2)
		want(t, "documents", len(s.requests("document")), 1)
		want(t, "document", tab.Text("window.same"), "1")
	})

	t.Run("another client is no reason to load a document", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		s.mu.Lock()
		s.made = otherClient
		s.mu.Unlock()
		tab.Eval("window.same = 1", nil)
		l.send <- "close"
		s.waits("stream", 2)
		live(tab)
		s.listening("/a").push("v2", "a", bodyOf("pushed", ""))
		shows(tab, "pushed")
		want(t, "document", tab.Text("window.same"), "1")
	})

	t.Run("a page without a version has no stream", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Body: bodyOf("/a", "")})
		tab := s.open(chromium, t, "/a")
		time.Sleep(200 * time.Millisecond)
		want(t, "state", state(tab), "off")
		want(t, "streams", len(s.requests("stream")), 0)
	})

	t.Run("a chain that cannot stream: the page is asked for from time to time", func(t *testing.T) {
		s := serve(t)
		var refuse atomic.Bool
		refuse.Store(true)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			if refuse.Load() {
				http.Error(w, "A proxy holds back what is sent.", http.StatusNotImplemented)
				return
			}
			s.stream(w, r, "/a")
		})
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ""), Head: `<script src="/test/clock.js"></script><script src="/test/warned.js"></script>`})
		tab := s.open(chromium, t, "/a")
		tab.Allow("501|503")
		tab.Eval("(window.patches = 0, addEventListener('goldfish:patch', () => patches++), clock.pass(0))", nil)
		polling := func() {
			t.Helper()
			tab.Until("document.documentElement.dataset.gfStream === 'polling' && clock.pending().join() === '20000'")
		}
		polling()
		want(t, "said", tab.Text("warned.length + warned[0]"), "1goldfish: no stream gets through, so this page looks for news every 20 seconds. A proxy holds back what is sent.\n")
		s.page("/a", reply{Version: "va"})
		tab.Eval("clock.pass(20000)", nil)
		s.waits("patch GET /a", 1)
		polling()
		h := s.lastHeader("patch GET /a")
		want(t, "version and from", h.Get(wire.VersionHeader)+h.Get(wire.FromHeader), "va")
		want(t, "nobody has done anything", h.Get(wire.BackgroundHeader), "1")
		want(t, "patches when nothing changed", tab.Text("patches"), "0")
		s.page("/a", reply{Title: "b", Version: "vb", Body: bodyOf("news", "")})
		tab.Eval("clock.pass(20000)", nil)
		shows(tab, "news")
		polling()
		s.page("/a", reply{Status: 503})
		tab.Eval("clock.pass(20000)", nil)
		s.waits("patch GET /a", 3)
		polling()
		// A navigation has just brought what is newest.
		tab.Eval("goldfish.visit('/a?tab=1')", nil)
		shows(tab, "/a?tab=1")
		want(t, "state", state(tab), "polling")
		want(t, "wait", tab.Text("clock.pending()"), "20000")
		s.page("/a", reply{Title: "b", Version: "vb", Body: bodyOf("news", "")})
		tab.Eval("goldfish.visit('/a')", nil)
		shows(tab, "news")
		// Nobody looks: nobody asks.
		asked := len(s.requests("patch"))
		tab.Eval("(clock.hide(true), clock.pass(100000))", nil)
		want(t, "state", state(tab), "hidden")
		want(t, "requests while hidden", len(s.requests("patch")), asked)
		tab.Eval("(clock.hide(false), clock.pass(0))", nil)
		s.waits("patch", asked+1)
		polling()
		want(t, "streams asked for until then", len(s.requests("stream")), 1)
		tab.Eval("clock.sleep(300000)", nil)
		tab.Eval("clock.pass(20000)", nil)
		s.waits("stream", 2)
		polling()
		want(t, "said", tab.Text("warned.length"), "1")
		refuse.Store(false)
		tab.Eval("clock.sleep(300000)", nil)
		tab.Eval("clock.pass(20000)", nil)
		live(tab)
		want(t, "version", s.listening("/a").version, "vb")
	})

	t.Run("two streams that say nothing: the page is asked for too", func(t *testing.T) {
		s := serve(t)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", wire.StreamType)
			if len(s.requests("stream")) == 2 {
				w.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		})
		tab := withClock(t, s)
		tab.Until("clock.pending().length === 1")
		want(t, "patience", tab.Text("clock.pending()"), "10000")
		tab.Eval("clock.pass(10000)", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'waiting'")
		want(t, "offline", tab.Text("document.documentElement.hasAttribute('data-gf-offline')"), "false")
		tab.Eval("clock.pass(500)", nil)
		s.waits("stream", 2)
		tab.Until("clock.pending().length === 1")
		tab.Eval("clock.pass(10000)", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'polling'")
		s.page("/a", reply{Title: "b", Version: "vb", Body: bodyOf("news", "")})
		tab.Eval("clock.pass(20000)", nil)
		shows(tab, "news")
		want(t, "streams", len(s.requests("stream")), 2)
	})

	t.Run("typing goes on through pushes", func(t *testing.T) {
		s := serve(t)
		body := func(n int) string {
			return fmt.Sprintf(`<h1>%d</h1><p>%s</p><form><input name="q"></form>`, n, strings.Repeat("x", n))
		}
		s.page("/a", reply{Title: "a", Version: "v", Body: body(0)})
		tab := s.open(chromium, t, "/a")
		l := s.listening("/a")
		tab.Eval("(e => { e.focus(); document.execCommand('insertText', false, 'hello'); e.setSelectionRange(2, 3) })(document.querySelector('input'))", nil)
		for n := 1; n <= 20; n++ {
			l.push("v"+strconv.Itoa(n), "a", body(n))
		}
		shows(tab, "20")
		want(t, "text, caret, focus", tab.Text("(e => [e.value, e.selectionStart, e.selectionEnd, e === document.activeElement])(document.querySelector('input'))"), "hello,2,3,true")
	})
}

// TestBackForwardCache goes through the browser's own cache of pages: nothing of the client may
// keep a page out of it.
func TestBackForwardCache(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.Whole(t)
	s := serve(t)
	s.on("document GET /plain", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><link rel=icon href=data:,><h1>plain</h1>"))
	})
	tab := s.open(chromium, t, "/a")
	l := s.listening("/a")
	tab.Eval("(window.same = 1, addEventListener('pageshow', e => window.persisted = e.persisted))", nil)
	// /c has a stream, and tells the other tabs of it.
	for _, other := range []string{"/plain", "/c"} {
		tab.Open(s.URL + other)
		l.left(t)
		if other == "/c" {
			s.listening("/c")
		}
		tab.Eval("setTimeout(() => history.back())", nil)
		tab.Until("window.goldfish && document.documentElement.dataset.gfStream === 'live'")
		want(t, "from the cache after "+other, tab.Text("window.persisted"), "true")
		l = s.listening("/a")
		want(t, "version held", l.version, "v/a")
	}
	click(tab, "a[href='/b']")
	shows(tab, "/b")
}
