package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func TestVersionInRequests(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)

	// “The version that you hold is the newest” speaks of the version that was held when it was
	// asked, not of what was pushed meanwhile.
	t.Run("an answer without a body stands for what was held when it was asked for", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		tab := s.open(chromium, t, "/a")
		s.listening("/a")
		s.page("/a?again=1", reply{Gate: gate, URL: "/a", Version: "v/a"})
		tab.Run(chromedp.Evaluate("void goldfish.visit('/a?again=1')", nil))
		s.waits("patch GET /a?again=1", 1)
		s.listening("/a").push("v2", "pushed", bodyOf("pushed", ""))
		tab.Until("document.querySelector('h1').textContent === 'pushed'")
		close(gate)
		shows(tab, "/a")
		want(t, "data-gf-version", tab.Text("document.getElementById('page').dataset.gfVersion"), "v/a")
	})

	// Back is under way, and its answer is given up for a click whose own answer never comes: the
	// page has not changed, so the address must not have.
	t.Run("the address is the page's, whatever fails", func(t *testing.T) {
		for _, status := range []int{500, 422} {
			s := serve(t)
			s.page("/b", reply{Title: "b", Version: "vb", Body: bodyOf("/b", `<form method="post" action="/b?_action=x"><button>send</button></form><a id="on" href="/c">c</a>`)})
			tab := s.open(chromium, t, "/a")
			tab.Allow("Failed to load|500|422")
			click(tab, "a[href='/b']")
			shows(tab, "/b")
			gate := make(chan struct{})
			s.page("/a", reply{Gate: gate, Title: "a", Version: "va", Body: bodyOf("/a", "")})
			s.page("/c", reply{Status: 500})
			s.on("POST /b?_action=x", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", wire.PatchType)
				w.WriteHeader(422)
				_, _ = w.Write([]byte(`{"fields":{}}`))
			})
			tab.Run(chromedp.Evaluate("history.back()", nil))
			s.waits("patch GET /a", 1)
			if status == 500 {
				click(tab, "#on")
			} else {
				click(tab, "form button")
			}
			tab.Until("location.pathname === '/b' && !document.documentElement.hasAttribute('aria-busy')")
			want(t, "shown", tab.Text("document.querySelector('h1').textContent"), "/b")
			close(gate)
		}
	})

	t.Run("a menu closes when its item has been chosen, and Escape closes what lies on top", func(t *testing.T) {
		s := serve(t)
		s.page("/m", reply{Title: "m", Version: "vm", Body: bodyOf("/m", `<a id="under" href="/b" data-gf-on="key:Escape">under</a>
			<button id="opener" popovertarget="menu">menu</button><div id="menu" popover><a id="item" href="/m?tab=1">item</a></div>`)})
		s.page("/m?tab=1", reply{Title: "m1", Version: "vm1", Body: bodyOf("chosen", `<button id="opener" popovertarget="menu">menu</button><div id="menu" popover><a id="item" href="/m?tab=1">item</a></div>`)})
		tab := s.open(chromium, t, "/m")
		open := "document.querySelector('#menu:popover-open')"
		tab.Run(chromedp.Click("#opener"))
		tab.Until(open)
		tab.Run(chromedp.KeyEvent("\x1b"))
		tab.Until("!" + open)
		want(t, "what lies under an open menu does not hear", address(tab), "/m")
		tab.Run(chromedp.Click("#opener"))
		tab.Until(open)
		tab.Run(chromedp.Click("#item"))
		shows(tab, "chosen")
		tab.Until("!" + open)
	})
}
