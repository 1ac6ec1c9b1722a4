package snapshot

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A tree is a page that can be changed at random. What it writes is valid HTML, of everything that
// a body may hold.
type tree struct {
	name, id string // no name is text
	attr     string
	text     string
	children []*tree
}

var scraps = []string{
	"pending", "shipped", "a", "Wander bramble", "12,345.60", "grüße", "日本語の文", "🐟🐠", "👨‍👩‍👧", "&amp; &lt;b&gt;", "&nbsp;", "it's \"so\"",
	` id="r1"`, `&lt;tr id="r2"&gt;`, "\n  ", " ", "\u2028", "\\n\\", "é\u0301", "0",
}

var opaqueDepth = []string{
	`<!-- <p id="r1">no</p> -->`, `<svg viewBox="0 0 1 1"><path id="r3" d="M0 0"></path><title>x</title></svg>`,
	`<template><tr id="r4"><td>x</td></tr></template>`, `<textarea>x &lt;p id="r5"&gt;</textarea>`, `<script type="x">if (a < b) "<p id=\"r6\">"</script>`,
	"<pre>\n\n  x\n</pre>", `<input disabled="" value="1">`, `<br>`, `<select><option selected="">1</option></select>`, `<math><mi>x</mi></math>`,
	`<style>p > b { color: red }</style>`, `<p title=" id=" class="x">y</p>`, `<table><tbody><tr><td>1<table><tbody><tr><td>2</td></tr></tbody></table></td></tr></tbody></table>`,
}

var blocks = []string{"div", "section", "ul", "article", "my-card"}

func (t *tree) write(b *strings.Builder) {
	if t.name == "" {
		b.WriteString(t.text)
		return
	}
	b.WriteString("<" + t.name)
	if t.id != "" {
		b.WriteString(` id="` + t.id + `"`)
	}
	b.WriteString(t.attr + ">")
	for _, child := range t.children {
		child.write(b)
	}
	b.WriteString("</" + t.name + ">")
}

func (t *tree) html() string {
	var b strings.Builder
	for _, child := range t.children {
		child.write(&b)
	}
	return b.String()
}

// A randomTrees grows and changes trees.
type randomTrees struct {
	*rand.Rand
	ids  int
	wild bool // ids that are not unique, or hard to find
}

func (g *randomTrees) pick(from []string) string { return from[g.IntN(len(from))] }

func (g *randomTrees) id() string {
	g.ids++
	switch {
	case g.wild && g.IntN(8) == 0:
		return fmt.Sprint("r", g.IntN(9))
	case g.IntN(20) == 0:
		return fmt.Sprint("ключ🔑'", g.ids)
	case g.wild && g.IntN(20) == 0:
		return fmt.Sprint("a&quot;b&amp;", g.ids)
	}
	return fmt.Sprint("k", g.ids)
}

func (g *randomTrees) leaf() *tree {
	if g.IntN(6) == 0 {
		return &tree{text: g.pick(opaqueDepth)}
	}
	return &tree{text: g.pick(scraps)}
}

func (g *randomTrees) attrs() string {
	switch g.IntN(5) {
	case 0:
		return ` class="` + g.pick([]string{"a", "b", "long name", "ü"}) + `"`
	case 1:
		return ` data-x="` + g.pick([]string{"1", "", "&amp;&quot;", " id="}) + `" hidden=""`
	}
	return ""
}

// grow returns an element: a box of others, a list of rows, or a line of text.
func (g *randomTrees) grow(depth int) *tree {
	t := &tree{name: g.pick(blocks), attr: g.attrs()}
	if g.IntN(3) > 0 {
		t.id = g.id()
	}
	switch n := g.IntN(4); {
	case depth == 0 || n == 0:
		t.children = append(t.children, g.leaf())
	case n == 1: // a list, as a loop writes it
		for range g.IntN(9) {
			t.children = append(t.children, g.row())
		}
	default:
		for range g.IntN(5) {
			if g.IntN(3) == 0 {
				t.children = append(t.children, g.leaf())
			} else {
				t.children = append(t.children, g.grow(depth-1))
			}
		}
	}
	return t
}

func (g *randomTrees) row() *tree {
	t := &tree{name: "div", id: g.id(), attr: ` class="row"`}
	for range 3 {
		t.children = append(t.children, &tree{name: "span", attr: g.attrs(), children: []*tree{g.leaf()}})
	}
	return t
}

func (t *tree) elements(out []*tree) []*tree {
	out = append(out, t)
	for _, child := range t.children {
		if child.name != "" {
			out = child.elements(out)
		}
	}
	return out
}

// change makes one random change somewhere.
func (g *randomTrees) change(root *tree) {
	all := root.elements(nil)
	t := all[g.IntN(len(all))]
	n := len(t.children)
	switch k := g.IntN(12); {
	case k == 0 || n == 0: // one comes
		at := g.IntN(n + 1)
		child := g.leaf()
		if g.IntN(3) > 0 {
			child = g.row()
		}
		t.children = append(t.children[:at:at], append([]*tree{child}, t.children[at:]...)...)
	case k == 1: // one goes
		at := g.IntN(n)
		t.children = append(t.children[:at:at], t.children[at+1:]...)
	case k == 2: // two change places
		i, j := g.IntN(n), g.IntN(n)
		t.children[i], t.children[j] = t.children[j], t.children[i]
	case k == 3 && g.IntN(3) == 0:
		g.Shuffle(n, func(i, j int) { t.children[i], t.children[j] = t.children[j], t.children[i] })
	case k == 4: // one moves to another parent
		at := g.IntN(n)
		child := t.children[at]
		to := all[g.IntN(len(all))]
		for _, inside := range child.elements(nil) {
			if inside == to {
				return
			}
		}
		t.children = append(t.children[:at:at], t.children[at+1:]...)
		at = g.IntN(len(to.children) + 1)
		to.children = append(to.children[:at:at], append([]*tree{child}, to.children[at:]...)...)
	case k == 5:
		t.attr = g.attrs()
	case k == 6 && t != root && g.IntN(3) == 0:
		t.name = g.pick(blocks)
	case k == 7 && t != root && g.IntN(2) == 0:
		if t.id = ""; g.IntN(2) == 0 {
			t.id = g.id()
		}
	default:
		for _, child := range t.children {
			if child.name == "" {
				child.text = g.pick(scraps)
			}
		}
	}
}

// pairs returns a page before and after some changes.
func (g *randomTrees) pair() (old, new string) {
	root := &tree{}
	for range 1 + g.IntN(6) {
		root.children = append(root.children, g.grow(4))
	}
	old = root.html()
	for range 1 + g.IntN(6) {
		g.change(root)
	}
	return old, root.html()
}
