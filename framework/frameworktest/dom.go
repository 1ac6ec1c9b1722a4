package frameworktest

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, name string) string {
	v, _ := lookAttr(n, name)
	return v
}

func has(n *html.Node, name string) bool {
	_, ok := lookAttr(n, name)
	return ok
}

func lookAttr(n *html.Node, name string) (string, bool) {
	if n != nil {
		for _, a := range n.Attr {
			if a.Key == name && a.Namespace == "" {
				return a.Val, true
			}
		}
	}
	return "", false
}

func setAttr(n *html.Node, name, value string) {
	dropAttr(n, name)
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func dropAttr(n *html.Node, name string) {
	for i, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			n.Attr = append(n.Attr[:i:i], n.Attr[i+1:]...)
			return
		}
	}
}

// elements returns all elements in and below n, in tree order.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) { walk(n, yield) }
}

func walk(n *html.Node, yield func(*html.Node) bool) bool {
	if n == nil {
		return true
	}
	if n.Type == html.ElementNode && !yield(n) {
		return false
	}
	if n.DataAtom == atom.Template {
		return true // what is in it is not in the document
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !walk(c, yield) {
			return false
		}
	}
	return true
}

func find(root *html.Node, matches func(*html.Node) bool) *html.Node {
	for n := range elements(root) {
		if matches(n) {
			return n
		}
	}
	return nil
}

// closest returns n or the nearest element around it that matches.
func closest(n *html.Node, matches func(*html.Node) bool) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && matches(n) {
			return n
		}
	}
	return nil
}

func is(tags ...atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, tag := range tags {
			if n.DataAtom == tag {
				return true
			}
		}
		return false
	}
}

func within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// raw returns the text content of n.
func raw(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	if n != nil {
		add(n)
	}
	return b.String()
}

// fold collapses white space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
