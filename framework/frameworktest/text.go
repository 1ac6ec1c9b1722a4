package frameworktest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// notRendered are elements whose content is not shown.
var notRendered = is(atom.Head, atom.Script, atom.Style, atom.Template, atom.Datalist, atom.Textarea, atom.Iframe, atom.Object,
	atom.Audio, atom.Video, atom.Canvas, atom.Title)

// inline are elements that are part of a line of text: no space is added around them.
var inline = is(atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em,
	atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong,
	atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr)

// text returns the visible text of n, with white space collapsed.
func text(n *html.Node, opened map[string]bool) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	write(&b, n, opened)
	return fold(b.String())
}

func write(b *strings.Builder, n *html.Node, opened map[string]bool) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
		return
	case html.ElementNode:
		if notRendered(n) || selfHidden(n, opened) {
			return
		}
		switch n.DataAtom {
		case atom.Input:
			if isButton(n) {
				b.WriteString(" " + buttonText(n) + " ")
			}
			return
		case atom.Select:
			b.WriteByte(' ')
			for _, o := range chosen(n) {
				b.WriteString(optionText(o) + " ")
			}
			return
		}
	}
	block := n.Type == html.ElementNode && !inline(n)
	if block {
		b.WriteByte(' ')
	}
	closed := n.DataAtom == atom.Details && !isOpen(n, opened)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !closed || c.DataAtom == atom.Summary {
			write(b, c, opened)
		}
	}
	if block {
		b.WriteByte(' ')
	}
}

// isHidden reports whether n is hidden. What the person opened is not.
func isHidden(n *html.Node, opened map[string]bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && (notRendered(n) && n.DataAtom != atom.Textarea || selfHidden(n, opened)) {
			return true
		}
	}
	return false
}

// unreachable reports whether the person cannot make n visible.
func unreachable(n *html.Node) bool {
	return closest(n, func(n *html.Node) bool {
		return notRendered(n) && n.DataAtom != atom.Textarea || has(n, "hidden") && attr(n, "hidden") != "until-found" || has(n, "inert")
	}) != nil
}

// selfHidden reports whether this element itself is hidden, or inside a closed details element.
func selfHidden(n *html.Node, opened map[string]bool) bool {
	if has(n, "hidden") || n.DataAtom == atom.Input && attr(n, "type") == "hidden" {
		return true
	}
	if n.DataAtom == atom.Dialog || has(n, "popover") {
		return !isOpen(n, opened)
	}
	return n.Parent != nil && n.Parent.DataAtom == atom.Details && !isOpen(n.Parent, opened) && n.DataAtom != atom.Summary
}

// isOpen reports whether a dialog, popover or details element is open.
func isOpen(n *html.Node, opened map[string]bool) bool {
	if open, known := opened[openKey(n)]; known {
		return open
	}
	return has(n, "open") && !has(n, "popover")
}

// openKey identifies an element that can be opened and closed.
func openKey(n *html.Node) string {
	if id := attr(n, "id"); id != "" {
		return "#" + id
	}
	return "summary:" + fold(raw(find(n, is(atom.Summary))))
}

// labels returns the names of a link or a button: its text, ARIA labels, title and alt.
func labels(n *html.Node, root *html.Node) []string {
	var own strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(&own, c, nil)
	}
	names := []string{fold(own.String())}
	if isButton(n) && n.DataAtom == atom.Input {
		names[0] = fold(buttonText(n))
	}
	for _, id := range strings.Fields(attr(n, "aria-labelledby")) {
		if by := byID(root, id); by != nil {
			names = append(names, fold(raw(by)))
		}
	}
	names = append(names, fold(attr(n, "aria-label")), fold(attr(n, "title")), fold(attr(n, "alt")))
	for img := range elements(n) {
		if img.DataAtom == atom.Img {
			names = append(names, fold(attr(img, "alt")))
		}
		if img.Data == "title" && img != n {
			names = append(names, fold(raw(img))) // of an <svg>
		}
	}
	var texts []string
	for _, name := range names {
		if name != "" {
			texts = append(texts, name)
		}
	}
	return texts
}

func byID(root *html.Node, id string) *html.Node {
	return find(root, func(n *html.Node) bool { return attr(n, "id") == id })
}

func isButton(n *html.Node) bool {
	if n.DataAtom == atom.Button {
		return true
	}
	if n.DataAtom != atom.Input {
		return false
	}
	switch inputType(n) {
	case "submit", "button", "image", "reset":
		return true
	}
	return false
}

// buttonText returns the label of an input that is a button.
func buttonText(n *html.Node) string {
	if v, ok := lookAttr(n, "value"); ok {
		return v
	}
	switch inputType(n) {
	case "submit", "image":
		return "Submit"
	case "reset":
		return "Reset"
	}
	return ""
}
