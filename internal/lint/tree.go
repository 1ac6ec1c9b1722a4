package lint

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/htmltags"
)

// An element is an element of the source, before any repair.
type element struct {
	name      string // in lower case
	at, end   int    // offsets of its start tag, and after its end tag
	attrs     map[string]string
	parent    *element
	children  []*element
	nodes     []node // children and text, in order
	hasText   bool   // it contains text
	unclosed  bool
	unmatched []unmatchedEndTag // end tags without a start tag; set in the root
}

// A node is an element, or text with more than white space.
type node struct {
	element *element
	text    string
	at      int
}

type unmatchedEndTag struct {
	name string
	at   int
}

// startTag returns the start tag with the first of these attributes that the element has.
func (e *element) startTag(attributes ...string) string {
	for _, name := range attributes {
		if _, ok := e.attrs[name]; ok {
			return "<" + e.name + " " + name + ">"
		}
	}
	return "<" + e.name + ">"
}

// parse returns the elements of the source, under a root without a name.
func parse(source string) *element {
	root := &element{at: -1}
	z := html.NewTokenizer(strings.NewReader(source))
	at, foreign := 0, 0
	for e := root; ; {
		kind := z.Next()
		from := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			for ; e != root; e = e.parent {
				e.unclosed, e.end = true, len(source)
			}
			return root
		case html.TextToken:
			if text := string(z.Text()); strings.TrimSpace(text) != "" {
				e.nodes = append(e.nodes, node{text: text, at: from})
				for up := e; up != nil && !up.hasText; up = up.parent {
					up.hasText = true
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			child := &element{at: from, end: at, parent: e, attrs: map[string]string{}}
			name, more := z.TagName()
			child.name = string(name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if _, ok := child.attrs[string(key)]; !ok {
					child.attrs[string(key)] = string(value)
				}
			}
			e.children = append(e.children, child)
			e.nodes = append(e.nodes, node{element: child, at: from})
			if child.name == "svg" || child.name == "math" {
				foreign++
			}
			if foreign > 0 {
				z.NextIsNotRawText()
			}
			switch {
			case foreign > 0 && kind == html.SelfClosingTagToken:
				if child.name == "svg" || child.name == "math" {
					foreign--
				}
			case foreign > 0 || !htmltags.IsVoid(child.name):
				e = child
			}
		case html.EndTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			open := e
			for open != root && open.name != name {
				open = open.parent
			}
			if open == root {
				root.unmatched = append(root.unmatched, unmatchedEndTag{name, from})
				continue
			}
			for ; e != open; e = e.parent {
				e.unclosed, e.end = true, from
			}
			e, open.end = open.parent, at
			if foreign > 0 && (name == "svg" || name == "math") {
				foreign--
			}
		}
	}
}
