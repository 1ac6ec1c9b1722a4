package frameworktest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An edit is what the person made of a field.
type edit struct {
	value   string   // of a field for text
	checked bool     // of a checkbox or a radio button
	values  []string // of a select
	files   []file
}

func (e edit) equal(other edit) bool {
	return e.value == other.value && e.checked == other.checked && slices.Equal(e.values, other.values) &&
		slices.EqualFunc(e.files, other.files, func(a, b file) bool { return a.name == b.name && a.content == b.content })
}

type file struct{ name, content string }

func isField(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Textarea, atom.Select:
		return true
	case atom.Input:
		return !isButton(n) && inputType(n) != "hidden"
	}
	return false
}

// inputType returns the state of an input's type attribute, as far as it matters here.
func inputType(n *html.Node) string {
	switch t := strings.ToLower(attr(n, "type")); t {
	case "":
		return "text"
	default:
		return t
	}
}

func isCheck(n *html.Node) bool {
	return n.DataAtom == atom.Input && (inputType(n) == "checkbox" || inputType(n) == "radio")
}

func isRadio(n *html.Node) bool { return n.DataAtom == atom.Input && inputType(n) == "radio" }

// sent returns what the server sent for a field.
func (b *tab) sent(n *html.Node) edit {
	switch {
	case isRadio(n):
		return edit{checked: b.lastChecked(n) == n}
	case isCheck(n):
		return edit{checked: has(n, "checked")}
	case n.DataAtom == atom.Select:
		var e edit
		for _, o := range chosen(n) {
			e.values = append(e.values, optionValue(o))
		}
		return e
	case n.DataAtom == atom.Textarea:
		return edit{value: lineFeeds(raw(n))}
	default:
		return edit{value: sanitize(n, attr(n, "value"))}
	}
}

// lastChecked returns the radio button of n's group that is checked in the markup.
func (b *tab) lastChecked(n *html.Node) *html.Node {
	if attr(n, "name") == "" {
		if has(n, "checked") {
			return n
		}
		return nil
	}
	var last *html.Node
	for _, other := range b.group(n) {
		if has(other, "checked") {
			last = other
		}
	}
	return last
}

// group returns the radio buttons of n's group.
func (b *tab) group(n *html.Node) []*html.Node {
	form, name := b.formOf(n), attr(n, "name")
	var all []*html.Node
	for other := range elements(b.shell) {
		if other == n || isRadio(other) && name != "" && attr(other, "name") == name && b.formOf(other) == form {
			all = append(all, other)
		}
	}
	return all
}

// now returns what a field holds.
func (b *tab) now(n *html.Node) edit {
	if e, ok := b.edits[b.key(n)]; ok {
		return e
	}
	return b.sent(n)
}

// put makes the person's edit of a field. What equals what the server sent is none.
func (b *tab) put(n *html.Node, e edit) {
	if key := b.key(n); e.equal(b.sent(n)) {
		delete(b.edits, key)
	} else {
		b.edit(key, e)
	}
	if form := b.formKey(b.formOf(n)); b.errors[form] != nil {
		delete(b.errors[form], attr(n, "name")) // who mends a field sees its error go
		b.clearError(b.formOf(n), attr(n, "name"))
	}
}

// key names a field so that it is found again in the next body: by its form, name, value and place among its like.
func (b *tab) key(n *html.Node) string {
	form := b.formOf(n)
	like := func(m *html.Node) string {
		key := m.Data + " " + attr(m, "name")
		if isCheck(m) {
			key += " " + inputType(m) + " " + attr(m, "value")
		}
		if attr(m, "name") == "" {
			key += "#" + attr(m, "id")
		}
		return key
	}
	mine, place := like(n), 0
	for m := range elements(b.shell) {
		if m == n {
			break
		}
		if isField(m) && like(m) == mine && b.formOf(m) == form {
			place++
		}
	}
	return fmt.Sprintf("%s|%s|%d", b.formKey(form), mine, place)
}

// prune forgets edits whose field has gone, and those that the server has caught up with.
func (b *tab) prune() {
	if len(b.edits) == 0 {
		return
	}
	kept := map[string]edit{}
	for n := range elements(b.shell) {
		if !isField(n) {
			continue
		}
		key := b.key(n)
		if e, ok := b.edits[key]; ok && !e.equal(b.sent(n)) {
			kept[key] = e
		}
	}
	b.edits = kept
}

// chosen returns the options of a select that are chosen in the markup.
func chosen(n *html.Node) []*html.Node {
	var all, first []*html.Node
	for o := range elements(n) {
		if o.DataAtom != atom.Option {
			continue
		}
		if has(o, "selected") {
			all = append(all, o)
		}
		if len(first) == 0 && !disabled(o) {
			first = []*html.Node{o}
		}
	}
	switch {
	case has(n, "multiple"):
		return all
	case len(all) > 0:
		return all[len(all)-1:]
	case attr(n, "size") == "" || attr(n, "size") == "1":
		return first
	}
	return nil
}

func optionText(o *html.Node) string {
	if label := attr(o, "label"); label != "" {
		return fold(label)
	}
	return fold(raw(o))
}

func optionValue(o *html.Node) string {
	if v, ok := lookAttr(o, "value"); ok {
		return v
	}
	return fold(raw(o))
}

// lineFeeds makes every line break one LF.
func lineFeeds(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// sanitize does what the HTML standard does with a value that is set.
func sanitize(n *html.Node, v string) string {
	switch {
	case n.DataAtom == atom.Textarea:
		return lineFeeds(v)
	case n.DataAtom != atom.Input:
		return v
	}
	switch inputType(n) {
	case "hidden", "file", "checkbox", "radio":
		return v
	case "email", "url":
		return strings.TrimSpace(oneLine(v))
	}
	return oneLine(v)
}

func oneLine(v string) string { return strings.NewReplacer("\r", "", "\n", "").Replace(v) }
