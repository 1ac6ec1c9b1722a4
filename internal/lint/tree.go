package lint

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/htmltags"
)

// An element is one as it is written, whatever a browser would make of it.
type element struct {
	name     string // in lower case
	at, end  int    // offsets of its start tag, and after its end tag
	attrs    map[string]string
	parent   *element
	children []*element
	nodes    []node // children and text, in order
	speaks   bool   // there is text in it
	unclosed bool
	strays   []stray // of the root: end tags of nothing
}

// A node is an element, or text that is more than white space.
type node struct {
	element *element
	text    string
	at      int
}

type stray struct {
	name string
	at   int
}

// said names the element by the first of these attributes that it has.
func (e *element) said(attributes ...string) string {
	for _, name := range attributes {
		if _, ok := e.attrs[name]; ok {
			return "<" + e.name + " " + name + ">"
		}
	}
	return "<" + e.name + ">"
}

// read returns what is written, under a root without a name.
func read(source string) *element {
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
				for up := e; up != nil && !up.speaks; up = up.parent {
					up.speaks = true
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
				root.strays = append(root.strays, stray{name, from})
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
