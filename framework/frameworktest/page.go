package frameworktest

import (
	"html"
	"strings"

	"github.com/andybalholm/cascadia"
	parser "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// A Page is one state of the page in a tab. It does not change.
type Page struct {
	URL     string // what the server calls it
	Title   string
	Version string
	Body    string // HTML, byte for byte as the server sent it
}

// Text returns the visible text of the body, with white space folded.
func (p *Page) Text() string { return text(p.parse(), nil) }

// Count returns how many visible elements of the body match a CSS selector.
func (p *Page) Count(selector string) int {
	n := 0
	for _, el := range cascadia.QueryAll(p.parse(), cascadia.MustCompile(selector)) {
		if !hidden(el, nil) {
			n++
		}
	}
	return n
}

func (p *Page) parse() *parser.Node {
	root := &parser.Node{Type: parser.ElementNode, Data: "div", DataAtom: atom.Div}
	fill(root, p.Body, true)
	return root
}

// Page returns the page as it is now.
func (t *Tab) Page() *Page {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.page()
}

// page is what the tab holds. The lock is held.
func (b *tab) page() *Page {
	return &Page{URL: b.url, Title: b.title, Version: b.version, Body: b.body}
}

// read takes in a document. The lock is held.
func (b *tab) read(a answer) {
	source := a.source()
	b.shell = b.parse(source)
	made, ours := lookAttr(rootOf(b.shell), markup.Fingerprints)
	b.made, b.left = readFingerprints(made, a.header), map[string]bool{}
	b.title = ""
	if title := find(b.shell, func(n *parser.Node) bool { return n.DataAtom == atom.Title }); title != nil {
		b.title = raw(title)
	}
	b.url, b.version, b.body, b.parts = b.site.short(strip(b.address)), "", "", nil
	b.drawn = true
	b.place = byID(b.shell, markup.PageID)
	b.ours = ours && b.place != nil
	if b.place == nil {
		return
	}
	if u := attr(b.place, markup.Page); u != "" {
		b.url = u
	}
	b.version = attr(b.place, markup.Version)
	b.parts = map[string]region{}
	b.body = unfill(inner(source, markup.PageID), b.parts)
	unfill(source, b.parts) // also those of the shell
}

// source returns the HTML of a document; what is none is shown as it stands.
func (a answer) source() string {
	if !a.is("text/html") {
		return "<pre>" + html.EscapeString(string(a.body)) + "</pre>"
	}
	return string(a.body)
}

func (b *tab) parse(source string) *parser.Node {
	root, _ := parser.ParseWithOptions(strings.NewReader(source), parser.ParseOptionEnableScripting(b.visitor.scripts))
	return root // a reader of a string has no error
}

// draw brings the place of the page up to date with the body. The lock is held.
func (b *tab) draw() {
	if b.drawn {
		return
	}
	b.drawn = true
	for c := b.place.FirstChild; c != nil; c = b.place.FirstChild {
		b.place.RemoveChild(c)
	}
	fill(b.place, b.body, b.visitor.scripts)
	b.drawParts(b.shell, 0)
	b.takeDrafts()
	b.prune()
	b.placeErrors()
}

func fill(root *parser.Node, body string, scripts bool) {
	context := &parser.Node{Type: parser.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, _ := parser.ParseFragmentWithOptions(strings.NewReader(body), context, parser.ParseOptionEnableScripting(scripts))
	for _, n := range nodes {
		root.AppendChild(n)
	}
}

// inner returns what stands in a document inside the element of this id, byte for byte.
func inner(source, id string) string {
	z := parser.NewTokenizer(strings.NewReader(source))
	for at := 0; ; at += len(z.Raw()) {
		switch z.Next() {
		case parser.ErrorToken:
			return ""
		case parser.StartTagToken:
			if tokenAttr(z.Token(), "id") == id {
				return content(source[at:])
			}
		}
	}
}

// content returns what stands inside the element that the source begins with. It counts the tags of that element's name.
func content(source string) string {
	z := parser.NewTokenizer(strings.NewReader(source))
	z.Next()
	start := len(z.Raw())
	tag, _ := z.TagName()
	name := string(tag)
	for at, depth := start, 1; ; {
		kind := z.Next()
		before := at
		at += len(z.Raw())
		tag, _ := z.TagName()
		switch {
		case kind == parser.ErrorToken:
			return ""
		case string(tag) != name:
		case kind == parser.StartTagToken:
			depth++
		case kind == parser.EndTagToken:
			if depth--; depth == 0 {
				return source[start:before]
			}
		}
	}
}

func tokenAttr(t parser.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
