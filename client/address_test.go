package client_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Fragments are what they are in a document: scrolled to, and :target. After them the page is live.
func TestFragments(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	for _, c := range []struct{ fragment, place string }{
		{"#sec", `<p id="sec">here</p>`},
		{"#sec", `<a name="sec">here</a>`},
		{"#100%", `<p id="100%">here</p>`},
		{"#%", `<p id="other">not here</p>`},
		{"#%ff", `<p id="other">not here</p>`},
		{"#a%20b", `<p id="a b">here</p>`},
		{"#%C3%BC", `<p id="ü">here</p>`},
		{"#ü", `<p id="ü">here</p>`},
		{"#a%20b", `<a name="a b">here</a>`},
		{"#:~:text=x", `<p id="other">not here</p>`},
		{"#nothing", `<p id="other">not here</p>`},
	} {
		t.Run(c.fragment+c.place, func(t *testing.T) {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><a id="go" href="/long` + c.fragment + `">go</a>`})
			long := `<h1>long</h1><input id="auto" autofocus><div class="tall"></div><div class="tall"></div>` + c.place + `<div class="tall"></div>`
			s.page("/long", reply{Title: "long", Version: "v1", Body: long})
			alone := serve(t) // a site of its own, whose streams do not count
			alone.page("/long", s.answer("/long"))
			direct := alone.open(chromium, t, "/long"+c.fragment)
			look := "[document.querySelector(':target')?.textContent, scrollY > 100, location.hash, document.activeElement.id]"
			wanted := direct.Text(look)
			if strings.Contains(c.place, ">here") && !strings.HasPrefix(wanted, "here,true") {
				wanted = "here,true," + direct.Text("location.hash") + ",auto"
			}
			if !strings.HasSuffix(wanted, "auto") {
				wanted += "auto" // a document with a fragment does not focus it; a visit does
			}
			tab := s.open(chromium, t, "/a")
			before := tab.Text("history.length")
			click(tab, "#go")
			shows(tab, "long")
			want(t, "target, scrolled, address and focus", tab.Text(look), wanted)
			want(t, "history entries", tab.Text("history.length - "+before), "1")
			s.listening("/long").push("v2", "long", strings.Replace(long, "<h1>long", "<h1>news", 1))
			shows(tab, "news")
			want(t, "streams of the page before", len(s.listeners("/a")), 0)
			tab.Go(-1)
			shows(tab, "/a")
			tab.Go(1)
			shows(tab, "long")
		})
	}
}

// An address with a name and a password, as of a staging server.
func TestCredentials(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	tab := chromium.Tab(t)
	tab.Allow("embedded credentials")
	tab.Open(strings.Replace(s.URL, "http://", "http://user:secret@", 1) + "/a")
	tab.Until("window.goldfish")
	live(tab)
	click(tab, "a[href='/b']")
	shows(tab, "/b")
	live(tab)
	want(t, "address", tab.Text("location.pathname"), "/b")
	tab.Go(-1)
	shows(tab, "/a")
	want(t, "address", tab.Text("location.pathname"), "/a")
}

// What the browser does by itself with links and buttons.
func TestBrowsersOwnWays(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)

	t.Run("a blob", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		got := tab.Text(`(() => { const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); document.body.append(a);
			let taken; addEventListener("click", e => { taken = e.defaultPrevented; e.preventDefault() }); a.click(); return taken })()`)
		want(t, "the client takes it over", got, "false")
	})

	t.Run("Ctrl, Shift and the button of a form", func(t *testing.T) {
		for _, init := range []string{"{ctrlKey: true}", "{metaKey: true}", "{shiftKey: true}", "{}"} {
			for _, form := range []string{`<form action="/b"><input name="q" value="1"><button>Go</button></form>`, `<form method="post" action="/a?_action=x"><button>Go</button></form>`} {
				s := serve(t)
				s.page("/a", reply{Title: "a", Version: "v", Body: "<h1>/a</h1>" + form})
				tab := s.open(chromium, t, "/a")
				started(tab, "forms")
				tab.Allow("Failed to load")
				got := tab.Text(`new Promise(done => { addEventListener("submit", e => { const taken = e.defaultPrevented; e.preventDefault(); done(taken) });
					document.querySelector("button").dispatchEvent(new MouseEvent("click", Object.assign({bubbles: true, cancelable: true}, ` + init + `))) })`)
				want(t, "the client takes over "+init+form, got, fmt.Sprint(init == "{}"))
			}
		}
	})

	t.Run("a hover fetches no file", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><a id="f" href="/report.csv">csv</a> <a id="d" href="/x" download>x</a> <a id="z" href="/d/all.tar.gz?x=1">z</a> <a id="p" href="/b">b</a>`})
		tab := s.open(chromium, t, "/a")
		for _, id := range []string{"f", "d", "z", "p"} {
			var at []float64
			tab.Eval("(r => [r.x + r.width / 2, r.y + r.height / 2])(document.getElementById('"+id+"').getBoundingClientRect())", &at)
			tab.Run(input.DispatchMouseEvent(input.MouseMoved, at[0], at[1]), chromedp.Sleep(150e6))
		}
		s.waits("patch GET /b", 1)
		want(t, "what was fetched", len(s.requests("patch")), 1)
	})
}
