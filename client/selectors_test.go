package client_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// warnings is what the page has written to the console as warnings.
const warnings = "window.warned.join('\\n')"

// warned keeps the warnings of a tab: call it before the tab opens a page.
const keepWarnings = `window.warned = []; { const warn = console.warn; console.warn = (...args) => { warned.push(args.join(" ")); warn.apply(console, args); }; }`

// A selector that is none stops no link, no form and no stream. The console says so once.
func TestSelectorsThatAreNone(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	none := []string{"#6", "a[", "..x", "(", "a >", "@x", "#a:nope()", "]"}
	if testing.Short() {
		none = none[:1]
	}
	for _, attribute := range []string{"data-gf-indicator", "data-gf-focus"} {
		t.Run(attribute, func(t *testing.T) {
			s := serve(t)
			tab := chromium.Tab(t)
			early(tab, keepWarnings)
			for i, selector := range none {
				bad := fmt.Sprintf(` %s="%s"`, attribute, html.EscapeString(selector))
				page := func(heading string) string {
					return fmt.Sprintf(`<h1>%s</h1><a id="l%[1]s" href="/b%d"%s>b</a><form id="f" action="/c%d"%s><button>go</button></form>
<form id="p" method="post" action="/a%d?_action=x"><input name="n"><button%s>send</button></form>
<form id="t" method="post" action="/a%d?_action=t" data-gf-on="input"%s><input name="m"></form><div%s><p><a class="in" href="/d%d">in</a></p></div>`, heading, i, bad, i, bad, i, bad, i, bad, bad, i)
				}
				for _, at := range []string{"/a", "/b", "/c", "/d"} {
					url := fmt.Sprint(at, i)
					s.page(url, reply{Title: url, Version: "v" + url, Body: page(url)})
				}
				a := fmt.Sprint("/a", i)
				for _, action := range []string{"x", "t"} {
					s.on("patch POST "+a+"?_action="+action, func(w http.ResponseWriter, r *http.Request) {
						s.write(w, r, "patch", reply{URL: a, Title: "done", Version: "v" + action + fmt.Sprint(i), Body: page("done " + action)})
					})
				}
				for _, c := range []struct{ do, heading string }{
					{"document.querySelector('#page a').click()", fmt.Sprint("/b", i)},
					{"document.querySelector('#f button').click()", fmt.Sprint("/c", i)},
					{"document.querySelector('#p button').click()", "done x"},
					{"document.querySelector('[name=m]').dispatchEvent(new InputEvent('input', {bubbles: true}))", "done t"},
					{"document.querySelector('.in').click()", fmt.Sprint("/d", i)},
				} {
					tab.Open(s.URL + a)
					live(tab)
					tab.Eval(c.do, nil)
					tab.Until(fmt.Sprintf("document.querySelector('h1').textContent === %q && !document.documentElement.hasAttribute('aria-busy')", c.heading))
					live(tab)
					wants := 1
					if attribute == "data-gf-indicator" && c.heading == fmt.Sprint("/d", i) {
						wants = 0 // it is not for what is inside
					}
					if got := tab.Text(warnings); strings.Count(got, attribute+`="`+selector+`" is no CSS selector`) != wants {
						t.Errorf("%q, %s: the console says %q, want %d warnings that name the attribute", selector, c.do, got, wants)
					}
				}
			}
		})
	}
	t.Run("a good one selects", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><a href="/b" data-gf-focus="#shell">b</a>`})
		tab := s.open(chromium, t, "/a")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "focus", tab.Text("document.activeElement.id"), "shell")
	})
}

// In development mode the overlay shows the warning.
func TestSelectorWarningInTheOverlay(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	s := serve(t)
	s.shell = shell{root: `lang="en" data-gf-dev`}
	s.on("GET /dev", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"warnings":[]}`)) })
	s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><a href="/b" data-gf-focus="#6">b</a>`})
	tab := s.open(chromium, t, "/a")
	tab.Until("document.querySelector('[data-goldfish-dev]')")
	click(tab, "a[href='/b']")
	shows(tab, "/b")
	tab.Until(`document.querySelector('[data-goldfish-dev]').shadowRoot.textContent.includes('data-gf-focus="#6" is no CSS selector')`)
}
