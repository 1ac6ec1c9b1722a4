package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A server that does not speak this client's version of the protocol answers 406: the page stays,
// the message is shown, and the next navigation loads a document.
func TestUnknownProtocol(t *testing.T) {
	level.Long(t)
	chromium := browser.New(t)
	const sentence = "Load it again."
	refuse := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", wire.PatchType)
		w.WriteHeader(http.StatusNotAcceptable)
		_, _ = w.Write(wire.Encode(wire.Patch{Message: sentence}))
	}
	page := reply{Title: "a", Version: "va", Body: `<h1>/a</h1><a href="/b">/b</a><form method="post" action="/a?_action=x"><input name="n"><button>send</button></form>`}
	flash := "document.querySelector('[data-gf-flash]').textContent"

	t.Run("the client names its version", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		s.listening("/a")
		click(tab, `a[href="/b"]`)
		shows(tab, "/b")
		want(t, "patch", s.lastHeader("patch GET /b").Get("Accept"), wire.AcceptPatch)
		want(t, "stream", s.lastHeader("stream GET /a").Get("Accept"), wire.AcceptStream)
	})

	for _, typed := range []string{"", "typed"} {
		t.Run("stream, with "+typed+" input", func(t *testing.T) {
			s := serve(t)
			s.page("/a", page)
			tab := s.open(chromium, t, "/a")
			tab.Allow("406")
			l := s.listening("/a")
			if typed != "" {
				tab.Run(chromedp.SendKeys("[name=n]", typed))
			}
			for _, kind := range []string{"stream", "patch"} {
				s.on(kind+" GET /a", refuse)
				s.on(kind+" GET /b", refuse)
			}
			tab.Eval("window.same = 1", nil)
			l.send <- "close"
			tab.Until(flash + " === '" + sentence + "'")
			tab.Until("document.documentElement.hasAttribute('data-gf-stale')")
			want(t, "same document", tab.Text("window.same"), "1")
			want(t, "input", tab.Text("document.querySelector('[name=n]').value"), typed)
			want(t, "documents", len(s.requests("document")), 1)
			click(tab, `a[href="/b"]`)
			tab.Until("location.pathname === '/b' && !window.same && window.goldfish")
			want(t, "documents after the click", s.requests("document"), []string{"document GET /a", "document GET /b"})
		})
	}

	t.Run("post", func(t *testing.T) {
		s := serve(t)
		s.page("/a", page)
		tab := s.open(chromium, t, "/a")
		tab.Allow("406")
		s.on("patch POST /a?_action=x", refuse)
		tab.Run(chromedp.SendKeys("[name=n]", "typed"))
		click(tab, "button")
		tab.Until(flash + " === '" + sentence + "'")
		want(t, "input", tab.Text("document.querySelector('[name=n]').value"), "typed")
		want(t, "documents", len(s.requests("document")), 1)
		want(t, "posts", len(s.requests("patch POST")), 1)
	})

	t.Run("the message goes when a server speaks the protocol", func(t *testing.T) {
		s := serve(t)
		s.page("/a", page)
		tab := s.open(chromium, t, "/a")
		tab.Allow("406")
		l := s.listening("/a")
		s.on("stream GET /a", refuse)
		s.on("patch GET /a", refuse)
		l.send <- "close"
		tab.Until(flash + " === '" + sentence + "'")
		s.on("stream GET /a", nil)
		s.on("patch GET /a", nil)
		tab.Eval("dispatchEvent(new Event('online'))", nil)
		tab.Until("document.documentElement.dataset.gfStream === 'live' && " + flash + " === ''")
	})
}
