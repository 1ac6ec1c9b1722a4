package frameworktest

import (
	"html"
	"regexp"
	"strings"

	"github.com/andybalholm/cascadia"
	parser "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// keyInput is what a document has in its forms beside the body, for browsers without scripts.
var keyInput = regexp.MustCompile(`<input type="hidden" name="` + wire.KeyField + `" value="\w+">`)

// A Page is one state of the page in a tab. It is immutable.
type Page struct {
	URL     string // canonical, as the server sent it
	Title   string
	Version string
	Body    string // HTML, byte for byte as the server sent it
}

// Text returns the visible text of the body, with white space collapsed.
func (p *Page) Text() string { return text(p.parse(), nil) }

// Count returns how many visible elements of the body match a CSS selector.
func (p *Page) Count(selector string) int {
	n := 0
	for _, el := range cascadia.QueryAll(p.parse(), cascadia.MustCompile(selector)) {
		if !isHidden(el, nil) {
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

// Page returns the current page.
func (t *Tab) Page() *Page {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.page()
}

// page returns the current page. The lock is held.
func (b *tab) page() *Page {
	return &Page{URL: b.url, Title: b.title, Version: b.version, Body: b.body}
}

// read parses a document. The lock is held.
func (b *tab) read(a answer) {
	source := a.source()
	bare := keyInput.ReplaceAllString(source, "")
	if b.visitor.scripts {
		source = bare // the client removes the keys of submissions
	}
	b.doc = b.parse(source)
	fingerprints, isApp := lookAttr(rootOf(b.doc), wire.FingerprintsAttr)
	b.fingerprints, b.leftShells = readFingerprints(fingerprints, a.header), map[string]bool{}
	b.title = ""
	if title := find(b.doc, func(n *parser.Node) bool { return n.DataAtom == atom.Title }); title != nil {
		b.title = raw(title)
	}
	b.url, b.version, b.body, b.parts = b.site.short(strip(b.address)), "", "", nil
	b.rendered = true
	b.pageNode = byID(b.doc, wire.PageID)
	b.isAppPage = isApp && b.pageNode != nil
	if b.pageNode == nil {
		return
	}
	if u := attr(b.pageNode, wire.PageAttr); u != "" {
		b.url = u
	}
	b.version = attr(b.pageNode, wire.VersionAttr)
	b.parts = map[string]contentState{}
	b.body = stripParts(inner(bare, wire.PageID), b.parts)
	stripParts(bare, b.parts) // also those of the shell
}

// source returns the HTML of a document, or anything else in a pre element.
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

// render updates the page node with the body. The lock is held.
func (b *tab) render() {
	if b.rendered {
		return
	}
	b.rendered = true
	for c := b.pageNode.FirstChild; c != nil; c = b.pageNode.FirstChild {
		b.pageNode.RemoveChild(c)
	}
	fill(b.pageNode, b.body, b.visitor.scripts)
	b.renderParts(b.doc, 0)
	b.restoreDrafts()
	b.dropStaleEdits()
	b.placeErrors()
}

func fill(root *parser.Node, body string, scripts bool) {
	context := &parser.Node{Type: parser.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, _ := parser.ParseFragmentWithOptions(strings.NewReader(body), context, parser.ParseOptionEnableScripting(scripts))
	for _, n := range nodes {
		root.AppendChild(n)
	}
}

// inner returns the inner HTML of the element with this id, byte for byte.
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

// content returns the inner HTML of the element that the source begins with. It counts the tags
// with the name of the element.
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
