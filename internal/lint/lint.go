// Package lint answers: what in this HTML will hurt later? It is for development: it takes a few times as long as a render.
package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Finding is one mistake.
type Finding struct {
	Kind Kind
	At   int    // offset in the HTML of the element concerned
	Also int    // offset of another one, -1 where there is none
	Say  string // a sentence: what is wrong, what comes of it, what to do
}

// A Kind is the kind of a mistake.
type Kind string

// The kinds.
const (
	ID     Kind = "id"     // an id stands twice
	List   Kind = "list"   // rows without ids
	Repair Kind = "repair" // a browser makes something else of it
	Name   Kind = "name"   // a field that is never sent
	Script Kind = "script" // never runs when it comes with a patch
	Keep   Kind = "keep"   // what is to be kept cannot be found again
)

// Check looks at the body of a page. Same reports whether the elements that start at two offsets were written by one place of a template
// again and again: rows without ids are looked for among these alone. Without it, all neighbours of one name are taken for such rows: then
// lists that are no data may be found too, but none is overlooked.
func Check(html string, same func(a, b int) bool) []Finding {
	root := read(html)
	c := checker{html: html, same: same, ids: map[string][]int{}}
	c.element(root, scope{})
	c.twins()
	if f, ok := repaired(html, root); ok {
		c.found = append(c.found, f)
	}
	slices.SortStableFunc(c.found, func(a, b Finding) int { return a.At - b.At })
	return c.found
}

type checker struct {
	html  string
	same  func(a, b int) bool
	ids   map[string][]int
	found []Finding
}

func (c *checker) say(kind Kind, e *element, format string, args ...any) {
	c.found = append(c.found, Finding{kind, e.at, -1, fmt.Sprintf(format, args...)})
}

// A scope is what an element stands in.
type scope struct {
	form bool // a form
	own  bool // what belongs to the page's own scripts, or is shown only for a moment: a menu, for one
}

func (c *checker) element(e *element, in scope) {
	if id := e.attrs["id"]; id != "" {
		c.ids[id] = append(c.ids[id], e.at)
	}
	_, keeps := e.attrs[wire.KeepAttr]
	_, part := e.attrs[wire.PartURLAttr]
	switch {
	case (keeps || part) && e.attrs["id"] == "":
		c.say(Keep, e, "%s has no id, so it cannot be found again when the page changes around it. Give it one.", e.said(wire.KeepAttr, wire.PartURLAttr))
	case e.name == "script" && runs(e.attrs["type"]):
		c.say(Script, e, "A <script> in a body runs where the document is loaded, but never where it comes with a patch. Put it into the shell, or use %s.", wire.HookAttr)
	case (in.form || e.attrs["form"] != "") && !in.own && sent(e) && e.attrs["name"] == "":
		c.say(Name, e, "This <%s> has no name, so its form never sends it.", e.name)
	}
	in.form = in.form || e.name == "form"
	in.own = in.own || keeps || passing(e)
	if !in.own {
		c.rows(e)
	}
	if e.name == "template" {
		return // what is inside is not in the page
	}
	for _, child := range e.children {
		c.element(child, in)
	}
}

func (c *checker) twins() {
	for id, at := range c.ids {
		if len(at) > 1 {
			c.found = append(c.found, Finding{ID, at[1], at[0], fmt.Sprintf("The id %q stands %d times on this page. A browser finds only the first, and no patch can name any of them. "+
				"Give each element an id of its own.", id, len(at))})
		}
	}
}

// runs reports whether a script of this type is code.
func runs(kind string) bool {
	kind, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(kind)), ";")
	return kind == "" || kind == "module" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
}

// sent reports whether a form sends this element, if it has a name.
func sent(e *element) bool {
	switch e.name {
	case "select", "textarea":
		return true
	case "input":
		kind := strings.ToLower(e.attrs["type"])
		return kind != "button" && kind != "submit" && kind != "reset" && kind != "image"
	}
	return false
}

// passing reports whether an element is no place for data: navigation, or what opens over the page and is closed again.
func passing(e *element) bool {
	if _, ok := e.attrs["popover"]; ok {
		return true
	}
	switch e.attrs["role"] {
	case "navigation", "menu", "menubar", "tablist", "toolbar":
		return true
	}
	return e.name == "nav" || e.name == "menu" || e.name == "thead"
}

// rowNames are the elements of which lists of data are made; a table's cells, options, paragraphs and what stands in a line are none.
var rowNames = map[string]bool{"li": true, "tr": true, "tbody": true, "div": true, "article": true, "section": true, "details": true, "figure": true, "form": true, "fieldset": true}

// minRows is from how many rows on a list is one.
const minRows = 3

// A list is elements that may be rows of data.
type list struct {
	first     *element
	rows      int
	named     bool            // one of them has an id
	different map[string]bool // what they hold, where that is more than looks
}

func (l *list) add(e *element, html string) {
	if l.first == nil {
		l.first, l.different = e, map[string]bool{}
	}
	l.rows++
	l.named = l.named || e.attrs["id"] != ""
	if e.speaks {
		l.different[html[e.at:e.end]] = true
	}
}

// rows looks for children that a loop has written, that differ, and that have no ids.
func (c *checker) rows(e *element) {
	var lists []*list
	if c.same == nil {
		named := map[string]*list{}
		for _, child := range e.children {
			if child.attrs["id"] != "" {
				continue
			}
			if named[child.name] == nil {
				named[child.name] = new(list)
				lists = append(lists, named[child.name])
			}
			named[child.name].add(child, c.html)
		}
	} else {
		for _, child := range e.children {
			if last := len(lists) - 1; last < 0 || !c.same(lists[last].first.at, child.at) {
				lists = append(lists, new(list))
			}
			lists[len(lists)-1].add(child, c.html)
		}
	}
	for _, l := range lists {
		if rowNames[l.first.name] && len(l.different) >= minRows && !l.named {
			c.say(List, l.first, "The %d <%s> of this list have no ids, so where one comes, goes or moves, nothing tells which: the list is sent and compared as a whole. "+
				"Give each an id made of its key.", l.rows, l.first.name)
		}
	}
}
