package frameworktest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fail fails the test and shows the page.
func (b *tab) fail(format string, args ...any) {
	b.t.Helper()
	b.mu.Lock()
	b.failLocked(format, args...)
}

// failLocked is fail for a caller that holds the lock. It releases the lock.
func (b *tab) failLocked(format string, args ...any) {
	b.t.Helper()
	var msg strings.Builder
	fmt.Fprintf(&msg, format, args...)
	if b.broken != "" {
		fmt.Fprintf(&msg, "\nthe stream is broken: %s", b.broken)
	}
	if b.doc != nil {
		b.render()
		fmt.Fprintf(&msg, "\nthe tab is at %s (%d, after %s):\n%s", b.site.short(b.address), b.status, b.lastRequest, b.outline())
	}
	b.mu.Unlock()
	b.t.Fatalf("%s", msg.String())
}

const outlineLines = 60

// outline describes the page in a few lines: elements with text of their own, links, fields,
// buttons.
func (b *tab) outline() string {
	lines := b.outlined()
	if len(lines) > outlineLines {
		lines = append(lines[:outlineLines], fmt.Sprintf("… and %d lines more", len(lines)-outlineLines))
	}
	return "\t" + strings.Join(lines, "\n\t")
}

func (b *tab) outlined() []string {
	var lines []string
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		if n.Type == html.ElementNode {
			if notRendered(n) && n.DataAtom != atom.Textarea || selfHidden(n, b.opened) {
				return
			}
			if isLink(n) || isButton(n) || isField(n) {
				lines = append(lines, strings.Repeat("  ", depth)+line(n, b))
				return
			}
			if own := ownText(n); own != "" {
				lines = append(lines, strings.Repeat("  ", depth)+line(n, b))
				depth++
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, depth)
		}
	}
	visit(b.doc, 0)
	return lines
}

// line describes one element.
func line(n *html.Node, b *tab) string {
	name := n.Data
	if id := attr(n, "id"); id != "" {
		name += "#" + id
	}
	switch {
	case isLink(n):
		return fmt.Sprintf("%s %s → %s", name, strings.Join(labels(n, b.doc), " | "), attr(n, "href"))
	case isButton(n):
		return fmt.Sprintf("button %s", strings.Join(labels(n, b.doc), " | "))
	case isField(n):
		e := b.currentValue(n)
		value := fmt.Sprintf("%q", short(e.value))
		switch {
		case isCheck(n):
			value = fmt.Sprint(e.checked)
		case n.DataAtom == atom.Select:
			value = strings.Join(e.values, ", ")
		}
		return fmt.Sprintf("%s %s = %s", name, strings.Join(b.fieldNames(n), " | "), value)
	case n.DataAtom == atom.Form:
		return fmt.Sprintf("form %s %s", attr(n, "method"), attr(n, "action"))
	}
	return name + " " + short(ownText(n))
}

// ownText returns the text of n without that of elements that have a line of their own.
func ownText(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case inline(c) && c.DataAtom != atom.A && c.DataAtom != atom.Label && !has(c, "hidden"):
				add(c)
			}
		}
	}
	add(n)
	if inline(n) && n.DataAtom != atom.Label && n.Parent != nil && ownText(n.Parent) != "" {
		return "" // its parent's line has it
	}
	return fold(b.String())
}

func short(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// lines returns the texts of the visible elements.
func (t *Tab) lines() []string {
	var all []string
	t.each(func(n *html.Node) {
		if isHidden(n, t.opened) {
			return
		}
		if s := text(n, t.opened); s != "" && len(s) < 300 {
			all = append(all, s)
		}
	})
	return all
}

// nearest names the text that is most similar to the wanted one.
func nearest(want string, all []string) string {
	best, score := "", 0.35
	for _, s := range all {
		if like := alike(strings.ToLower(want), strings.ToLower(s)); like > score {
			best, score = s, like
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; the nearest is %q", best)
}

// alike returns Sørensen–Dice's coefficient of the letter pairs.
func alike(a, b string) float64 {
	x, y := pairsOf(a), pairsOf(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	both := 0
	for _, p := range x {
		if i := slices.Index(y, p); i >= 0 {
			y[i] = ""
			both++
		}
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

func pairsOf(s string) []string {
	r := []rune(" " + s + " ")
	var all []string
	for i := 1; i < len(r); i++ {
		all = append(all, string(r[i-1:i+1]))
	}
	return all
}
