package frameworktest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fail fails the test, and shows the page.
func (b *tab) fail(format string, args ...any) {
	b.t.Helper()
	b.mu.Lock()
	b.failHeld(format, args...)
}

// failHeld is fail where the lock is held: it gives it back.
func (b *tab) failHeld(format string, args ...any) {
	b.t.Helper()
	var msg strings.Builder
	fmt.Fprintf(&msg, format, args...)
	if b.broken != "" {
		fmt.Fprintf(&msg, "\nthe stream is broken: %s", b.broken)
	}
	if b.shell != nil {
		b.draw()
		fmt.Fprintf(&msg, "\nthe tab is at %s (%d, after %s):\n%s", b.site.short(b.address), b.status, b.asked, b.outline())
	}
	b.mu.Unlock()
	b.t.Fatalf("%s", msg.String())
}

const outlineLines = 60

// outline draws the page in a few lines: what has text of its own, links, fields and buttons.
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
			if never(n) && n.DataAtom != atom.Textarea || away(n, b.opened) {
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
	visit(b.shell, 0)
	return lines
}

// line draws one element.
func line(n *html.Node, b *tab) string {
	name := n.Data
	if id := attr(n, "id"); id != "" {
		name += "#" + id
	}
	switch {
	case isLink(n):
		return fmt.Sprintf("%s %s → %s", name, strings.Join(labels(n, b.shell), " | "), attr(n, "href"))
	case isButton(n):
		return fmt.Sprintf("button %s", strings.Join(labels(n, b.shell), " | "))
	case isField(n):
		e := b.now(n)
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

// ownText is the text of n that does not belong to an element that has a line of its own.
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

// lines returns the texts of the page, piece by piece.
func (t *Tab) lines() []string {
	var all []string
	t.each(func(n *html.Node) {
		if hidden(n, t.opened) {
			return
		}
		if s := text(n, t.opened); s != "" && len(s) < 300 {
			all = append(all, s)
		}
	})
	return all
}

// nearest names what is most like the text that was looked for.
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

// alike is Dice's coefficient over pairs of letters.
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
