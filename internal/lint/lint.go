// Package lint answers: which mistakes in this HTML will cause problems later? It is for
// development: it takes a few times as long as a render.
package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A Finding is one mistake.
type Finding struct {
	Kind    Kind
	At      int    // offset of the element in the HTML
	Related int    // offset of a related element, or -1
	Message string // what is wrong, what it causes, what to do
}

// A Kind is the kind of a mistake.
type Kind string

// The kinds.
const (
	ID     Kind = "id"     // a duplicate id
	List   Kind = "list"   // rows without ids
	Repair Kind = "repair" // a browser repairs it
	Name   Kind = "name"   // a field without a name is never submitted
	Script Kind = "script" // a script does not run when it comes with a patch
	Keep   Kind = "keep"   // a kept element without an id
)

// Check checks the body of a page. same reports whether one place of a template wrote the elements
// at two offsets, as a loop does: only such elements count as rows of a list. If same is nil, all
// siblings with one tag name count. Then lists that hold no data may be reported too, but none is
// missed.
func Check(html string, same func(a, b int) bool) []Finding {
	root := parse(html)
	c := checker{html: html, same: same, ids: map[string][]int{}}
	c.element(root, scope{})
	c.duplicateIDs()
	if f, ok := findRepair(html, root); ok {
		c.findings = append(c.findings, f)
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int { return a.At - b.At })
	return c.findings
}

type checker struct {
	html     string
	same     func(a, b int) bool
	ids      map[string][]int
	findings []Finding
}

func (c *checker) report(kind Kind, e *element, format string, args ...any) {
	c.findings = append(c.findings, Finding{kind, e.at, -1, fmt.Sprintf(format, args...)})
}

// A scope describes the ancestors of an element.
type scope struct {
	form     bool // one is a form
	excluded bool // one is kept for scripts, or is transient
}

func (c *checker) element(e *element, in scope) {
	if id := e.attrs["id"]; id != "" {
		c.ids[id] = append(c.ids[id], e.at)
	}
	_, keeps := e.attrs[wire.KeepAttr]
	_, part := e.attrs[wire.PartURLAttr]
	switch {
	case (keeps || part) && e.attrs["id"] == "":
		c.report(Keep, e, "%s has no id, so it cannot be found again when the page changes around it. Give it one.", e.startTag(wire.KeepAttr, wire.PartURLAttr))
	case e.name == "script" && isExecutable(e.attrs["type"]):
		c.report(Script, e, "A <script> in a body runs where the document is loaded, but never where it comes with a patch. Put it into the shell, or use %s.", wire.HookAttr)
	case (in.form || e.attrs["form"] != "") && !in.excluded && isSubmittable(e) && e.attrs["name"] == "":
		c.report(Name, e, "This <%s> has no name, so its form never sends it.", e.name)
	}
	in.form = in.form || e.name == "form"
	in.excluded = in.excluded || keeps || isTransient(e)
	if !in.excluded {
		c.findRows(e)
	}
	if e.name == "template" {
		return // its content is not in the page
	}
	for _, child := range e.children {
		c.element(child, in)
	}
}

func (c *checker) duplicateIDs() {
	for id, at := range c.ids {
		if len(at) > 1 {
			c.findings = append(c.findings, Finding{ID, at[1], at[0], fmt.Sprintf("The id %q stands %d times on this page. A browser finds only the first, and no patch can name any of them. "+
				"Give each element an id of its own.", id, len(at))})
		}
	}
}

// isExecutable reports whether a script of this type is code.
func isExecutable(kind string) bool {
	kind, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(kind)), ";")
	return kind == "" || kind == "module" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
}

// isSubmittable reports whether a form submits this element, if it has a name.
func isSubmittable(e *element) bool {
	switch e.name {
	case "select", "textarea":
		return true
	case "input":
		kind := strings.ToLower(e.attrs["type"])
		return kind != "button" && kind != "submit" && kind != "reset" && kind != "image"
	}
	return false
}

// isTransient reports whether an element holds no data: navigation, or what opens over the page and
// closes again.
func isTransient(e *element) bool {
	if _, ok := e.attrs["popover"]; ok {
		return true
	}
	switch e.attrs["role"] {
	case "navigation", "menu", "menubar", "tablist", "toolbar":
		return true
	}
	return e.name == "nav" || e.name == "menu" || e.name == "thead"
}

// rowNames are the elements that can be rows of data. Cells, options, paragraphs and inline
// elements are not.
var rowNames = map[string]bool{"li": true, "tr": true, "tbody": true, "div": true, "article": true, "section": true, "details": true, "figure": true, "form": true, "fieldset": true}

// minRows is the least number of different rows of a list.
const minRows = 3

// A list holds siblings that may be rows of data.
type list struct {
	first     *element
	rows      int
	named     bool            // one of them has an id
	different map[string]bool // the HTML of rows with text
}

func (l *list) add(e *element, html string) {
	if l.first == nil {
		l.first, l.different = e, map[string]bool{}
	}
	l.rows++
	l.named = l.named || e.attrs["id"] != ""
	if e.hasText {
		l.different[html[e.at:e.end]] = true
	}
}

// findRows reports children that a loop has written, that differ, and that have no ids.
func (c *checker) findRows(e *element) {
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
			c.report(List, l.first, "The %d <%s> of this list have no ids, so where one comes, goes or moves, nothing tells which: the list is sent and compared as a whole. "+
				"Give each an id made of its key.", l.rows, l.first.name)
		}
	}
}
