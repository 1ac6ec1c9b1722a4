package client_test

import (
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

const (
	streamState = "document.documentElement.dataset.gfStream"
	formBody    = `<form method="post" action="/a?_action=x" data-gf-live="hidden"><input name="n"></form>`
	fieldText   = "document.querySelector('[name=n]').value"
)

// withForm makes the page /a one with a field.
func (s *site) withForm(version, heading, head string) {
	s.page("/a", reply{Title: "a", Version: version, Head: head, Body: bodyOf(heading, formBody)})
}

// unharmed fails unless the tab has the text that was typed, the focus and its document.
func (s *site) unharmed(t *testing.T, tab *browser.Tab) {
	t.Helper()
	want(t, "typed", tab.Text(fieldText), "typed")
	want(t, "focus", tab.Text("document.activeElement.name"), "n")
	want(t, "documents", len(s.requests("document")), 1)
}

// lifecycle freezes a tab as the browser does with one that nobody looks at, or goes on with it.
func lifecycle(tab *browser.Tab, state page.SetWebLifecycleStateState) {
	tab.Run(page.SetWebLifecycleState(state))
}

// A machine may sleep, and its clock may be set: forwards, or backwards when the network's time
// comes in. No timer of the client may wait for the time that was taken back.
func TestSleepAndClock(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.withForm("va", "/a", `<script src="/test/clock.js"></script><script src="/test/warned.js"></script>`)
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		return s, tab
	}
	const hour = "3600000"

	t.Run("a machine that slept with the tab in sight: the stream is opened anew when the window has the focus", func(t *testing.T) {
		s, tab := start(t)
		live(tab)
		tab.Run(chromedp.SendKeys("[name=n]", "typed"))
		old := s.listening("/a")
		tab.Eval("dispatchEvent(new Event('focus')), clock.pass(0)", nil)
		want(t, "the stream of a machine that did not sleep", s.listening("/a") == old, true)
		tab.Eval("clock.sleep("+hour+"), dispatchEvent(new Event('focus')), clock.pass(0)", nil)
		old.left(t)
		live(tab)
		s.listening("/a").push("v2", "a", bodyOf("news", formBody))
		shows(tab, "news")
		s.unharmed(t, tab)
	})

	for name, by := range map[string]string{"forwards": hour, "backwards": "-" + hour} {
		t.Run("a clock that is set "+name+": the live stream is kept, its watchdog goes on", func(t *testing.T) {
			s, tab := start(t)
			live(tab)
			l := s.listening("/a")
			tab.Eval("clock.jump("+by+"), clock.pass(40000)", nil)
			want(t, "state", tab.Text(streamState), "live")
			l.push("v2", "a", bodyOf("news", formBody))
			shows(tab, "news")
			want(t, "the watchdog", tab.Text("clock.pending().includes(50000)"), "true")
			tab.Eval("clock.pass(50001)", nil)
			tab.Until(streamState + " === 'waiting'")
			tab.Eval("clock.pass(1000)", nil)
			live(tab)
			want(t, "streams", len(s.requests("stream")), 2)
		})
	}

	t.Run("a tab that polls tries its stream after five minutes, also if the clock is set back", func(t *testing.T) {
		s, tab := start(t)
		live(tab)
		var refuse atomic.Bool
		refuse.Store(true)
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			if refuse.Load() {
				http.Error(w, "A proxy holds back what is sent.", http.StatusNotImplemented)
				return
			}
			s.stream(w, r, "/a")
		})
		tab.Allow("501")
		s.listening("/a").send <- "close"
		tab.Until(streamState + " === 'waiting'")
		tab.Eval("clock.pass(1000)", nil)
		tab.Until(streamState + " === 'polling' && clock.pending().join() === '20000'")
		tab.Eval("clock.jump(-"+hour+")", nil)
		refuse.Store(false)
		for i := 1; i <= 14; i++ { // 280 s
			tab.Eval("clock.pass(20000)", nil)
			s.waits("patch GET /a", i)
			tab.Until(streamState + " === 'polling' && clock.pending().join() === '20000'")
		}
		tab.Eval("clock.pass(20000)", nil)
		live(tab)
	})

	t.Run("a trigger with a throttle, also if the clock is set back", func(t *testing.T) {
		s := serve(t)
		a := reply{Title: "a", Version: "va", URL: "/a", Head: `<script src="/test/clock.js"></script>`,
			Body: bodyOf("/a", `<form method="post" action="/a?_action=save" data-gf-on="input throttle:1s"><input name="n"></form>`)}
		s.page("/a", a)
		s.page("/a?_action=save", a)
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		edit := func() {
			tab.Eval("document.querySelector('[name=n]').dispatchEvent(new InputEvent('input', {bubbles: true}))", nil)
		}
		edit()
		// A trigger fires after its event, when its file is here.
		for len(s.requests("patch POST /a?_action=save")) == 0 {
			tab.Eval("(clock.pass(0), fetch('/a'))", nil)
		}
		tab.Until("!document.querySelector('form[aria-busy]')")
		tab.Eval("clock.jump(-"+hour+"), clock.pass(500)", nil)
		edit()
		tab.Eval("clock.pass(500)", nil)
		s.waits("patch POST /a?_action=save", 2)
	})

	t.Run("what waits to be sent again, also if the clock is set back", func(t *testing.T) {
		s := serve(t)
		s.shell = shell{root: `lang="en" data-gf-once`}
		s.withForm("va", "/a", `<script src="/test/clock.js"></script>`)
		tab := s.open(chromium, t, "/a")
		tab.Eval("clock.pass(0)", nil)
		live(tab)
		tab.Allow("503|Failed to load")
		s.page("/a?_action=x", reply{Status: 503, Raw: "<h1>Unavailable</h1>"})
		tab.Eval("document.querySelector('form').requestSubmit()", nil)
		tab.Until("document.querySelector('.goldfish-resend') && !document.querySelector('form[aria-busy]')")
		s.page("/a?_action=x", reply{Title: "a", Version: "v2", URL: "/a", Body: bodyOf("saved", formBody)})
		tab.Eval("clock.jump(-"+hour+"), clock.pass(31000)", nil)
		shows(tab, "saved")
		s.waits("patch POST /a?_action=x", 2)
	})
}

// A tab that the browser freezes, and that meanwhile loses its stream and misses news, has both
// again when the browser goes on with it, and all input.
func TestFrozenTab(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	for _, ends := range []bool{true, false} {
		t.Logf("the stream ends meanwhile: %t", ends)
		s := serve(t)
		s.withForm("va", "/a", "")
		tab := chromium.Window(t)
		tab.Open(s.URL + "/a")
		live(tab)
		tab.Run(chromedp.SendKeys("[name=n]", "typed"))
		l := s.listening("/a")
		tab.Eval("document.addEventListener('freeze', () => window.frozen = true)", nil)
		lifecycle(tab, page.SetWebLifecycleStateStateFrozen)
		tab.Until("window.frozen")
		s.withForm("vb", "news", "")
		if ends {
			l.send <- "close"
			<-l.gone
		} else {
			l.push("vb", "a", bodyOf("news", formBody))
		}
		s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
			s.streamOf(w, r, "/a", "vb", bodyOf("news", formBody))
		})
		lifecycle(tab, page.SetWebLifecycleStateStateActive)
		shows(tab, "news")
		live(tab)
		s.unharmed(t, tab)
	}
}

// A tab that the browser discards for its memory is loaded anew when the person comes back to it,
// at the same entry of the history: what was typed and not sent is there. No event comes before a
// discard, so the draft is all that there is.
func TestDiscardedTab(t *testing.T) {
	t.Parallel()
	level.Long(t)
	s := serve(t)
	s.withForm("va", "/a", "")
	tab := s.open(browser.New(t), t, "/a")
	live(tab)
	tab.Run(chromedp.SendKeys("[name=n]", "typed"))
	tab.Until("JSON.stringify(sessionStorage).includes('typed')")
	tab.Eval("['pagehide', 'visibilitychange'].forEach(e => addEventListener(e, e => e.stopImmediatePropagation(), true))", nil)
	tab.Eval("sessionStorage.setItem = () => {}", nil)
	lifecycle(tab, page.SetWebLifecycleStateStateFrozen)
	s.withForm("vb", "news", "")
	tab.Run(page.Reload())
	shows(tab, "news")
	tab.Until(fieldText + " === 'typed'")
	live(tab)
	want(t, "focus", tab.Text("document.activeElement.name"), "n")
	want(t, "documents", len(s.requests("document")), 2)
}

// The network of a browser goes and comes back, and with it the tab.
func TestOfflineAndOnline(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	s := serve(t)
	s.withForm("va", "/a", "")
	tab := s.open(chromium, t, "/a")
	tab.Allow("ERR_INTERNET_DISCONNECTED|Failed to load")
	live(tab)
	tab.Run(chromedp.SendKeys("[name=n]", "typed"))
	offline := func(yes bool) {
		tab.Run(network.Enable(), network.EmulateNetworkConditions(yes, 0, -1, -1))
	}
	old := s.listening("/a")
	offline(true)
	tab.Until("!navigator.onLine && document.documentElement.hasAttribute('data-gf-offline')")
	s.withForm("vb", "news", "")
	s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
		s.streamOf(w, r, "/a", "vb", bodyOf("news", formBody))
	})
	old.send <- "close"
	<-old.gone
	tab.Until("/waiting|connecting/.test(" + streamState + ")")
	asked := len(s.requests(""))
	tab.Eval("new Promise(r => setTimeout(r, 1500))", nil)
	want(t, "requests while offline", len(s.requests("")), asked)
	s.unharmed(t, tab)
	offline(false)
	shows(tab, "news")
	live(tab)
	want(t, "offline", tab.Text("document.documentElement.hasAttribute('data-gf-offline')"), "false")
	s.unharmed(t, tab)
}

// Connections are refused, or reset, or nothing comes back through them (a black hole). Then the
// network is right again.
func TestConnectionsFail(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	for _, test := range []struct {
		name          string
		begin, mended func(l *servers.Link)
	}{
		{"cut", func(l *servers.Link) { l.Cut(true) }, func(l *servers.Link) { l.Cut(false) }},
		{"a black hole", func(l *servers.Link) { l.Stall(true) }, func(l *servers.Link) { l.Stall(false) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t)
			s.withForm("va", "/a", `<script src="/test/clock.js"></script>`)
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			link := servers.LinkFrom(t, listener, strings.TrimPrefix(s.URL, "http://"))
			tab := chromium.Tab(t)
			tab.Open("http://" + link.Address + "/a")
			tab.Until("window.goldfish")
			tab.Allow("ERR_|Failed to load|no stream gets through")
			tab.Eval("clock.pass(0)", nil)
			live(tab)
			tab.Run(chromedp.SendKeys("[name=n]", "typed"))
			old := s.listening("/a")
			test.begin(link)
			for range 6 {
				tab.Until("clock.pending().length > 0")
				tab.Eval("clock.pass(clock.pending()[0])", nil)
				tab.Eval("document.fonts.ready", nil)
			}
			tab.Until(streamState + " !== 'live'")
			s.unharmed(t, tab)
			s.withForm("vb", "news", "")
			s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
				s.streamOf(w, r, "/a", "vb", bodyOf("news", formBody))
			})
			test.mended(link)
			old.left(t)
			// The longest wait between two tries is 30 s. What is under way is given up after 50.
			const waits = "/waiting|polling/.test(" + streamState + ") && clock.pending()[0] <= 30000"
			for range 40 {
				tab.Until(waits + " || " + streamState + " === 'live'")
				if tab.Text(streamState) == "live" {
					break
				}
				tab.Eval("clock.pass(clock.pending()[0])", nil)
			}
			shows(tab, "news")
			live(tab)
			s.unharmed(t, tab)
		})
	}
}
