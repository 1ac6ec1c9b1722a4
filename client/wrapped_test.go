package client_test

import (
	"testing"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// What other scripts did to the page, and what a person opened in it, through pushes. The page of
// checks has many more cases (test/checks/replaced.ts, open.ts); these run with the whole client.
func TestOtherScripts(t *testing.T) {
	t.Parallel()
	level.Long(t)
	chromium := browser.New(t)
	const wrap = `document.querySelectorAll("[data-w]").forEach((el) => { const w = document.createElement("font"); el.replaceWith(w); w.append(el) })`
	const details = `<details><summary>More</summary><p>text</p></details>`
	const open = `document.querySelector("details").open = true`
	for _, c := range []struct{ name, old, script, new, show, want string }{
		{"a wrapped text is shown once", `<p><b id="n">five</b> open</p>`,
			`((font) => (font.append("cinq"), document.querySelector("#n").firstChild.replaceWith(font)))(document.createElement("font"))`, `<p><b id="n">six</b> open</p>`,
			"document.querySelector('#page p').textContent", "six open"},
		{"what is moved goes with its list", `<p id="p"><b>five</b></p><aside></aside>`, `document.querySelector("aside").append(document.querySelector("b"))`, `<p id="p"><i>none</i></p><aside></aside>`,
			"document.querySelector('#page p').textContent + document.querySelector('aside').textContent", "none"},
		{"details without an id go elsewhere", details + `<section></section>`, open, `<section>` + details + `</section>`,
			"document.querySelector('section details').open", "true"},
		{"details go to another element by a delta", `<div id="a"><details id="d"><summary>More</summary></details></div><div id="b"></div>`, open,
			`<div id="a"></div><div id="b"><details id="d"><summary>More</summary></details></div>`,
			"document.querySelector('#b details').open", "true"},
		{"details in a wrapper", `<details data-w><summary>More</summary>1</details>`, wrap + ", " + open, `<details data-w><summary>More</summary>2</details>`,
			"[document.querySelectorAll('details').length, document.querySelector('details').open, document.querySelector('details').lastChild.nodeValue]", "1,true,2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := snap("a", c.old), snap("b", c.new)
			s := serve(t)
			s.page("/a", whole(a))
			tab := s.open(chromium, t, "/a")
			l := s.listening("/a")
			tab.Eval("["+c.script+"]", nil)
			if delta, ok := snapshot.Diff(a, b); ok {
				l.change(b.Version, snapshot.WithChecksum(delta, b))
			} else {
				l.push(b.Version, b.Title, b.Body)
			}
			tab.Until("document.querySelector('h1').textContent === 'b'")
			want(t, "the page", tab.Text(c.show), c.want)
		})
	}
}
