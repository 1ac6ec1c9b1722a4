package frameworktest

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A scope is a part of a page: the elements that match a selector and contain all of the texts.
type scope struct {
	selector cascadia.Selector
	text     string
	texts    []string
}

// In returns a tab whose methods search only the elements that match the CSS selector and contain
// all of the texts.
//
//	tab.In("#tickets tr", "Printer on fire").Click("Close")
func (t *Tab) In(selector string, texts ...string) *Tab {
	t.t.Helper()
	s, err := cascadia.Compile(selector)
	if err != nil {
		t.fail("In(%q): %v", selector, err)
	}
	for i, text := range texts {
		texts[i] = fold(text)
	}
	return &Tab{t.tab, append(t.scope[:len(t.scope):len(t.scope)], scope{s, selector, texts})}
}

// in describes the scope of the tab in a failure.
func (t *Tab) in() string {
	var b strings.Builder
	for _, s := range t.scope {
		fmt.Fprintf(&b, "In(%q", s.text)
		for _, text := range s.texts {
			fmt.Fprintf(&b, ", %q", text)
		}
		b.WriteString(").")
	}
	return b.String()
}

// whereText says in a failure where the tab searched. The lock is held.
func (t *Tab) whereText() string {
	switch {
	case len(t.scope) == 0:
		return "on the page"
	case len(t.roots()) == 0:
		return "there: no such part is on the page"
	}
	return "there"
}

// missingText says in a failure that the scope is not on the page. The lock is held.
func (t *Tab) missingText() string {
	if len(t.roots()) == 0 {
		return ": no such part is on the page"
	}
	return ""
}

// roots returns the elements of the scope, without those inside others of them. The lock is held.
func (t *Tab) roots() []*html.Node {
	t.render()
	roots := []*html.Node{t.doc}
	for _, s := range t.scope {
		var next []*html.Node
		for _, root := range roots {
			for _, n := range cascadia.QueryAll(root, s.selector) {
				if t.containsAll(n, s.texts) {
					next = append(next, n)
				}
			}
		}
		// If a match contains another one, the inner one counts.
		roots = nil
		for _, n := range next {
			inner := false
			for _, m := range next {
				inner = inner || m != n && within(m, n)
			}
			if len(s.texts) == 0 || !inner {
				roots = append(roots, n)
			}
		}
	}
	return roots
}

func (b *tab) containsAll(n *html.Node, texts []string) bool {
	if len(texts) == 0 {
		return true
	}
	shown := text(n, b.opened)
	for _, text := range texts {
		if !strings.Contains(shown, text) {
			return false
		}
	}
	return true
}

// each calls f with every element of the scope, in tree order.
func (t *Tab) each(f func(*html.Node)) {
	for _, root := range t.roots() {
		for n := range elements(root) {
			f(n)
		}
	}
}

// A candidate is an element with its names.
type candidate struct {
	node  *html.Node
	names []string
}

// controls returns the links, buttons and summaries that wanted accepts.
func (t *Tab) controls(wanted func(*html.Node) bool) []candidate {
	var all []candidate
	t.each(func(n *html.Node) {
		if wanted(n) && !unreachable(n) {
			all = append(all, candidate{n, labels(n, t.doc)})
		}
	})
	return all
}

func isLink(n *html.Node) bool {
	return (n.DataAtom == atom.A || n.DataAtom == atom.Area) && has(n, "href")
}

func isSubmit(n *html.Node) bool {
	if n.DataAtom == atom.Button {
		switch strings.ToLower(attr(n, "type")) {
		case "button", "reset":
			return false
		}
		return true
	}
	return n.DataAtom == atom.Input && (inputType(n) == "submit" || inputType(n) == "image")
}

func isClickable(n *html.Node) bool {
	return isLink(n) || isButton(n) || n.DataAtom == atom.Summary
}

// fieldsNamed returns the fields with their names.
func (t *Tab) fieldsNamed() []candidate {
	var all []candidate
	t.each(func(n *html.Node) {
		if isField(n) && !unreachable(n) {
			all = append(all, candidate{n, t.fieldNames(n)})
		}
	})
	return all
}

func (b *tab) fieldNames(n *html.Node) []string {
	var names []string
	id := attr(n, "id")
	for l := range elements(b.doc) {
		if l.DataAtom != atom.Label {
			continue
		}
		if of, ok := lookAttr(l, "for"); ok && of == id && id != "" || !ok && within(n, l) {
			names = append(names, labelText(l))
		}
	}
	for _, by := range strings.Fields(attr(n, "aria-labelledby")) {
		if l := byID(b.doc, by); l != nil {
			names = append(names, fold(raw(l)))
		}
	}
	for _, a := range []string{"aria-label", "placeholder", "title", "name"} {
		names = append(names, fold(attr(n, a)))
	}
	var texts []string
	for _, name := range names {
		if name != "" {
			texts = append(texts, name)
		}
	}
	return texts
}

// labelText returns the text of a label without that of the field inside it.
func labelText(l *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (isField(n) || selfHidden(n, nil)) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(l)
	return fold(b.String())
}

// rank returns the candidates with the best match: full matches before partial ones, visible ones
// before hidden ones.
func (b *tab) rank(all []candidate, name string) []candidate {
	name = fold(name)
	for _, matches := range []func(string) bool{
		func(s string) bool { return s == name },
		func(s string) bool { return strings.HasPrefix(s, name) },
		func(s string) bool { return strings.Contains(s, name) },
	} {
		var seen, folded []candidate
		for _, c := range all {
			for _, s := range c.names {
				if !matches(s) {
					continue
				}
				if isHidden(c.node, b.opened) {
					folded = append(folded, c)
				} else {
					seen = append(seen, c)
				}
				break
			}
		}
		if len(seen) > 0 {
			return seen
		}
		if len(folded) > 0 {
			return folded
		}
	}
	return nil
}

// unique returns the control with this name. It fails if there is none, or if there are several
// that do different things. In a live tab it waits for the control. The lock is held when it
// returns.
func (t *Tab) unique(verb, name, what string, all func() []candidate, same func(a, b *html.Node) bool) *html.Node {
	t.t.Helper()
	var found []candidate
	t.await(func() bool {
		found = t.rank(all(), name)
		return len(found) > 0
	})
	if len(found) == 0 {
		candidates := all()
		var names []string
		for _, c := range candidates {
			names = append(names, c.names...)
		}
		t.failLocked("%s%s(%q): there is no %s of this name%s%s", t.in(), verb, name, what, t.missingText(), nearest(name, names))
	}
	for _, other := range found[1:] {
		if !same(found[0].node, other.node) {
			var lines []string
			for _, c := range found {
				lines = append(lines, "\n\t"+line(c.node, t.tab))
			}
			t.failLocked("%s%s(%q): there are %d of this name; narrow it down with In:%s", t.in(), verb, name, len(found), strings.Join(lines, ""))
		}
	}
	return found[0].node
}
