package client_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// faults makes methods of elements throw: window.faults[method] is how often. It runs before the
// client, which takes the methods from their prototypes.
const faults = `window.faults = {};
for (const [of, name] of [[Node, "isEqualNode"], [Element, "setAttributeNode"], [Node, "insertBefore"], [Node, "removeChild"], [Element, "querySelectorAll"]]) {
	const method = of.prototype[name];
	of.prototype[name] = function (...args) {
		if (window.faults[name]-- > 0) throw new Error("no " + name + " for 'secret' " + name);
		return method.apply(this, args);
	};
}
` + keepWarnings

// A patch that fails is healed around its element, or the client asks for the whole body. The
// console says so, and the server hears of it, once.
func TestPatchThatFails(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	body := func(n int) string {
		return fmt.Sprintf(`<h1>%d</h1><form><input id="i" name="q"></form><section id="s"><p class="c%[1]d">text %[1]d</p><ul><li id="x%[1]d">%[1]d</li><li>b</li></ul></section><footer><b>%[1]d</b></footer>`, n)
	}
	wants := func(n int) string {
		return fmt.Sprintf("%d text %[1]d%[1]db%[1]d", n)
	}
	const shown = `document.getElementById('page').textContent.replace(/^(\d+)/, '$1 ')`
	for _, c := range []struct {
		name   string
		faults string
		whole  bool // it can only be shown when the faults are gone
	}{
		{"one comparison", "isEqualNode:1", false},
		{"several comparisons", "isEqualNode:7", false},
		{"an attribute", "setAttributeNode:1", false},
		{"every attribute for a while", "setAttributeNode:5", false},
		{"an insertion", "insertBefore:1", false},
		{"a removal", "removeChild:1", false},
		{"what looks for fields", "querySelectorAll:1", false},
		{"each comparison", "isEqualNode:1e9", true},
		{"everything", "isEqualNode:1e9,insertBefore:1e9,removeChild:1e9,setAttributeNode:1e9", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "v1", Body: body(1)})
			tab := chromium.Tab(t)
			tab.Allow("no (isEqualNode|setAttributeNode|insertBefore|removeChild|querySelectorAll) for")
			early(tab, faults)
			tab.Open(s.URL + "/a")
			live(tab)
			l := s.listening("/a")
			tab.Run(chromedp.SendKeys("#i", "typed"))
			// Who opens the stream without a version gets the whole body.
			s.on("stream GET /a", func(w http.ResponseWriter, r *http.Request) {
				version := ""
				if r.Header.Get(wire.VersionHeader) == "" {
					version = "v2"
				}
				s.streamOf(w, r, "/a", version, body(2))
			})
			tab.Eval("window.faults = {"+c.faults+"}", nil)
			l.push("v2", "a", body(2))
			if c.whole {
				s.waitsMore("stream", 1)
				// It does not claim to be right.
				tab.Until("document.documentElement.hasAttribute('data-gf-stale')")
				want(t, "version that is asked for", s.lastHeader("stream GET /a").Get(wire.VersionHeader), "")
				tab.Eval("(window.faults = {}, dispatchEvent(new Event('online')))", nil)
			}
			tab.Until(fmt.Sprintf("%s === %q && !document.documentElement.hasAttribute('data-gf-stale')", shown, wants(2)))
			tab.Until("document.documentElement.dataset.gfStream === 'live'")
			want(t, "page", tab.Text("document.querySelector('#s').outerHTML"), regexp.MustCompile(`<section.*</section>`).FindString(body(2)))
			want(t, "input", tab.Text("document.getElementById('i').value"), "typed")
			if got := tab.Text(warnings); !strings.Contains(got, "a patch could not be shown") || strings.Contains(got, "secret") {
				t.Errorf("the console says %q", got)
			}

			// The server hears of it, with one of the next requests; and once.
			click(tab, "#shell")
			s.waits("patch GET /shell", 1)
			shows(tab, "/shell")
			values := s.headerValues(wire.ErrorHeader)
			if len(values) == 0 || !strings.HasPrefix(values[0], "Error: no ") || strings.Contains(strings.Join(values, ""), "secret") {
				t.Errorf("the server heard %q", values)
			}
			if len(values) > 2 { // a request that was given up may have told it too
				t.Errorf("the server heard it again and again: %q", values)
			}
			// What comes after is shown as ever.
			s.listening("/shell").push("v3", "a", body(3))
			tab.Until(fmt.Sprintf("%s === %q", shown, wants(3)))
		})
		if testing.Short() && c.name == "one comparison" {
			break
		}
	}
}

// A fault in a delta, in a custom element or in a hook does not stop the page either.
func TestFaultsOfOthers(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "v1", Body: `<h1>1</h1><p id="p">1</p>`})
	tab := chromium.Tab(t)
	tab.Allow("thrown by")
	early(tab, faults)
	tab.Open(s.URL + "/a")
	live(tab)
	tab.Eval(`(() => {
		customElements.define("x-throws", class extends HTMLElement {
			constructor() { super(); if (window.inConstructor) throw new Error("thrown by the constructor"); }
			connectedCallback() { throw new Error("thrown by the element"); }
			disconnectedCallback() { throw new Error("thrown by the element, going"); }
			attributeChangedCallback() { throw new Error("thrown by the attribute"); }
			static observedAttributes = ["class"];
		});
		const fail = () => { throw new Error("thrown by the hook"); };
		goldfish.hook("bad", { mounted: fail, patched: fail, removed: fail });
		for (const type of ["before-patch", "patch", "mounted", "patched", "removed", "stream"])
			addEventListener("goldfish:" + type, () => { throw new Error("thrown by the listener"); });
	})()`, nil)
	l := s.listening("/a")
	bodies := []string{
		`<h1>2</h1><x-throws class="a"></x-throws><p id="p" data-gf-hook="bad">2</p>`,
		`<h1>3</h1><x-throws class="b">3</x-throws><p id="p" data-gf-hook="bad">3</p><x-throws></x-throws>`,
		`<h1>4</h1><p id="p">4</p>`,
		`<h1>5</h1><x-throws class="a"></x-throws><p id="p" data-gf-hook="bad">5</p>`,
	}
	for i, body := range bodies {
		l.push(fmt.Sprint("v", i+2), "a", body)
		shows(tab, fmt.Sprint(i+2))
		want(t, "page", tab.Text("document.getElementById('page').innerHTML"), body)
	}
	tab.Eval("window.inConstructor = true", nil)
	l.push("v6", "a", `<h1>6</h1><x-throws></x-throws><p>6</p>`)
	tab.Until("document.querySelector('#page p').textContent === '6'")
	want(t, "streams", len(s.requests("stream")), 1)
	if got := tab.Text(warnings); got != "" {
		t.Errorf("the console says %q, though the page was right", got)
	}

	// A delta whose elements cannot be changed as it says.
	before, after := snap("6", `<ul id="u"><li id="a">a</li><li id="b">b</li></ul>`), snap("7", `<ul id="u"><li id="c">c</li><li id="b">b2</li></ul>`)
	l.push(before.Version, before.Title, before.Body)
	shows(tab, "6")
	tab.Until("document.getElementById('u')")
	tab.Allow("no insertBefore for|no isEqualNode for")
	tab.Eval("window.faults = {insertBefore: 1, isEqualNode: 1}", nil)
	l.change(after.Version, between(t, before, after))
	shows(tab, "7")
	tab.Until("document.getElementById('page').innerHTML.includes('<li id=\"c\">c</li><li id=\"b\">b2</li>')")
}
