package frameworktest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An edit is the value that a person gave a field.
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

// serverValue returns the value of a field in the markup.
func (b *tab) serverValue(n *html.Node) edit {
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
	for other := range elements(b.doc) {
		if other == n || isRadio(other) && name != "" && attr(other, "name") == name && b.formOf(other) == form {
			all = append(all, other)
		}
	}
	return all
}

// currentValue returns the value of a field: the edit, or that of the markup.
func (b *tab) currentValue(n *html.Node) edit {
	if e, ok := b.edits[b.key(n)]; ok {
		return e
	}
	return b.serverValue(n)
}

// setValue edits a field. An edit that equals the value of the markup is dropped.
func (b *tab) setValue(n *html.Node, e edit) {
	if key := b.key(n); e.equal(b.serverValue(n)) {
		delete(b.edits, key)
	} else {
		b.edit(key, e)
	}
	if form := b.formKey(b.formOf(n)); b.errors[form] != nil {
		delete(b.errors[form], attr(n, "name")) // an edit clears the field's error
		b.clearError(b.formOf(n), attr(n, "name"))
	}
}

// key identifies a field across renders: by its form, name, value, and position among fields of the
// same name.
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
	for m := range elements(b.doc) {
		if m == n {
			break
		}
		if isField(m) && like(m) == mine && b.formOf(m) == form {
			place++
		}
	}
	return fmt.Sprintf("%s|%s|%d", b.formKey(form), mine, place)
}

// dropStaleEdits drops edits whose field is gone, or whose value is now in the markup.
func (b *tab) dropStaleEdits() {
	if len(b.edits) == 0 {
		return
	}
	kept := map[string]edit{}
	for n := range elements(b.doc) {
		if !isField(n) {
			continue
		}
		key := b.key(n)
		if e, ok := b.edits[key]; ok && !e.equal(b.serverValue(n)) {
			kept[key] = e
		}
	}
	b.edits = kept
}

// chosen returns the options of a select that are selected in the markup.
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

// lineFeeds replaces all line breaks by LF.
func lineFeeds(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// sanitize applies the value sanitization of the HTML standard (4.10.5.1).
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
