package lint

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A browser repairs HTML that violates the standard. Then the page differs from what the server
// sent, and its first change is sent whole. Later repairs may be consequences of the first one, so
// only the first one is reported.

// findRepair compares the source with the result of a parser.
func findRepair(source string, root *element) (Finding, bool) {
	const also = "A browser %s, so the page is not what the server sent, and its first change is sent whole."
	find := func(at int, what, does string) (Finding, bool) {
		return Finding{Repair, at, -1, what + " " + fmt.Sprintf(also, does)}, true
	}
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return find(0, "This cannot be parsed: "+err.Error()+".", "does its best")
	}
	var got []token
	for _, n := range nodes {
		got = parsedTokens(got, n)
	}
	want := writtenTokens(nil, root)
	for i, w := range want {
		var g token
		if i < len(got) {
			g = got[i]
		}
		if w.name == g.name && w.end == g.end && w.text == g.text {
			continue
		}
		if len(root.unmatched) > 0 && root.unmatched[0].at < w.at {
			break
		}
		next := i+1 < len(got) && !got[i+1].end && got[i+1].name == w.name // the same token is next
		in := w.in.name
		switch {
		case w.end && w.in.unclosed:
			return find(w.at, "<"+in+"> has no end tag.", "adds it")
		case g.end && g.name == in && w.in.unclosed:
			return find(w.in.at, "<"+in+"> has no end tag.", "adds it")
		case w.end:
			return find(w.at, "What is in <"+in+"> cannot stay there.", "moves it")
		case w.text != "":
			return find(w.at, fmt.Sprintf("The text %s cannot stand here.", excerpt(w.original)), "moves it")
		case g.text != "" && next:
			for _, moved := range want[i:] {
				if moved.text != "" && strings.HasPrefix(g.text, moved.text) {
					return find(moved.at, fmt.Sprintf("The text %s cannot stand in <%s>.", excerpt(moved.original), moved.in.name), "moves it")
				}
			}
		case g.end && g.name == in:
			return find(w.at, fmt.Sprintf("<%s> cannot stand in <%s>.", w.name, in), "ends the <"+in+"> before it")
		case g.name != "" && next:
			return find(w.at, fmt.Sprintf("<%s> cannot stand in <%s>.", w.name, in), "puts a <"+g.name+"> around it")
		}
		return find(w.at, fmt.Sprintf("<%s> cannot stand here.", w.name), "drops or moves it")
	}
	if e := unclosed(root); e != nil {
		return find(e.at, "<"+e.name+"> has no end tag.", "adds it")
	}
	if len(root.unmatched) > 0 {
		s := root.unmatched[0]
		return find(s.at, "</"+s.name+"> ends nothing.", "leaves it out")
	}
	return Finding{}, false
}

func unclosed(e *element) *element {
	if e.unclosed {
		return e
	}
	for _, child := range e.children {
		if open := unclosed(child); open != nil {
			return open
		}
	}
	return nil
}

// A token is a start tag, an end tag or text.
type token struct {
	name     string
	text     string // without white space: only the position of text counts
	original string // with its white space
	end      bool
	in       *element // its parent; of an end tag, its element
	at       int      // offset in the source
}

// text appends text, and merges it with text before it: comments are ignored.
func text(out []token, original string, in *element, at int) []token {
	squeezed := strings.Join(strings.Fields(original), "")
	if last := len(out) - 1; last >= 0 && out[last].text != "" {
		out[last].text += squeezed
		return out
	}
	if squeezed == "" {
		return out
	}
	return append(out, token{text: squeezed, original: strings.TrimSpace(original), in: in, at: at})
}

func writtenTokens(out []token, e *element) []token {
	for _, n := range e.nodes {
		if n.element == nil {
			out = text(out, n.text, e, n.at)
			continue
		}
		out = append(out, token{name: n.element.name, in: e, at: n.at})
		out = writtenTokens(out, n.element)
		out = append(out, token{name: n.element.name, end: true, in: n.element, at: n.at})
	}
	return out
}

func parsedTokens(out []token, n *html.Node) []token {
	switch n.Type {
	case html.TextNode:
		out = text(out, n.Data, nil, 0)
	case html.ElementNode:
		name := strings.ToLower(n.Data)
		out = append(out, token{name: name})
		for child := range n.ChildNodes() {
			out = parsedTokens(out, child)
		}
		out = append(out, token{name: name, end: true})
	}
	return out
}

func excerpt(text string) string {
	if len(text) > 40 {
		text = strings.ToValidUTF8(text[:40], "") + "…"
	}
	return "“" + text + "”"
}
