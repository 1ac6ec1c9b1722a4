package desk

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
)

// A desk in a real browser: what a person sees, with and without scripts.

// opened is a running desk and a browser to see it with.
type opened struct {
	desk    *Desk
	server  *httptest.Server
	browser *chromium.Browser
}

func open(t *testing.T) *opened {
	t.Helper()
	b := chromium.New(t)
	d := New(newStore(t))
	server := httptest.NewServer(d.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(d.app.Close)
	return &opened{d, server, b}
}

// tab opens a page as the person whom this browser is signed in as.
func (o *opened) tab(t *testing.T, path string) *chromium.Tab {
	t.Helper()
	tab := o.browser.Tab(t)
	tab.Open(o.server.URL + path)
	return tab
}

// signIn makes everybody in this browser that person.
func (o *opened) signIn(t *testing.T, person string) {
	t.Helper()
	tab := o.tab(t, "/sign-in")
	tab.Until("document.readyState === 'complete'")
	tab.Run(chromedp.Click(fmt.Sprintf("button[value=%q]", person)))
	tab.Until("location.pathname === '/tickets' && document.querySelector('#tickets')")
	tab.Close() // its stream would meet what the test does to the network
}

// live waits until the tab's stream is open.
func live(tab *chromium.Tab) { tab.Until("document.documentElement.dataset.gfStream === 'live'") }

// press clicks a link or button by its words, as a person would find it.
func press(tab *chromium.Tab, label string) {
	click(tab, "#page", label)
}

func click(tab *chromium.Tab, in, label string) {
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].find(e => e.checkVisibility() && e.textContent.trim().startsWith(%q))`, in+" :is(a, button, summary)", label)
	tab.Until(find)
	// The click is the browser's own, so that it works without scripts too.
	tab.Run(chromedp.Evaluate(find+".setAttribute('data-pressed', '')", nil),
		chromedp.Click("[data-pressed]", chromedp.ByQuery))
	// The document may be on its way out.
	_ = chromedp.Run(tab.Context, chromedp.Evaluate("document.querySelector('[data-pressed]')?.removeAttribute('data-pressed')", nil))
}

// blank makes a tab without scripts; tests may still look into it.
func blank(tab *chromium.Tab) { tab.Run(emulation.SetScriptExecutionDisabled(true)) }

// dom is the page as it stands, without what only this tab's person or client did, and with
// attributes in one order. What a lazy part shows depends on how far one has scrolled.
const dom = `(() => {
	const own = (e, a) => ["aria-busy", "data-pressed"].includes(a) || a === "tabindex" && e.matches("h1");
	const write = n => {
		if (n.nodeType === 3) return n.data;
		if (n.nodeType !== 1) return "";
		const attributes = [...n.attributes].filter(a => !own(n, a.name)).map(a => " " + a.name + "=" + JSON.stringify(a.value)).sort();
		const children = n.hasAttribute("data-gf-lazy") ? [] : [...n.childNodes];
		return "<" + n.localName + attributes.join("") + ">" + children.map(write).join("") + "</" + n.localName + ">";
	};
	return write(document.getElementById("page"));
})()`

// parting shows where two texts part.
func parting(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string {
		return s[max(0, min(i-80, len(s))):min(i+120, len(s))]
	}
	return fmt.Sprintf("at %d:\n%s\n---\n%s", i, around(a), around(b))
}

// same reports whether a tab shows what a fresh load of its address shows.
func (o *opened) same(t *testing.T, tab *chromium.Tab) bool {
	t.Helper()
	path := strings.TrimPrefix(tab.Text("location.href"), o.server.URL)
	fresh := o.tab(t, path)
	// Over HTTP/1.1 a browser has six connections to a site: what was opened to compare must not
	// keep one.
	defer fresh.Close()
	live(fresh)
	got, want := tab.Text(dom), fresh.Text(dom)
	if got != want {
		t.Errorf("%s: the tab and a fresh load differ %s", path, parting(got, want))
	}
	const canonical = "document.querySelector('link[rel=canonical]').href"
	if got, want := tab.Text(canonical), fresh.Text(canonical); got != want {
		t.Errorf("%s: its canonical address is %s, a fresh load says %s", path, got, want)
	}
	if got, want := tab.Text("document.title"), fresh.Text("document.title"); got != want {
		t.Errorf("%s: the title is %q, a fresh load says %q", path, got, want)
	}
	return got == want
}
