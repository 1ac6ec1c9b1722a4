package frameworktest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// field returns the field with this label, aria-label, placeholder or name. The lock is held when
// it returns.
func (t *Tab) field(verb, name string, wanted func(*html.Node) bool) *html.Node {
	t.t.Helper()
	all := func() []candidate {
		var fields []candidate
		for _, c := range t.fieldsNamed() {
			if wanted(c.node) {
				fields = append(fields, c)
			}
		}
		return fields
	}
	n := t.unique(verb, name, "field", all, func(a, b *html.Node) bool { return a == b })
	if disabled(n) {
		t.failLocked("%s(%q): %s is disabled", verb, name, line(n, t.tab))
	}
	return n
}

func isText(n *html.Node) bool {
	return n.DataAtom == atom.Textarea || n.DataAtom == atom.Input && !isCheck(n) && inputType(n) != "file"
}

// Fill types a value into a field, found by its label, aria-label, placeholder or name attribute.
// With scripts, a form that submits on input (data-gf-on) is submitted at once, without its delay.
func (t *Tab) Fill(name, value string) {
	t.t.Helper()
	n := t.field("Fill", name, isText)
	if has(n, "readonly") {
		t.failLocked("Fill(%q): %s is read-only", name, line(n, t.tab))
	}
	t.setValue(n, edit{value: sanitize(n, value)})
	t.triggerSubmit(n)
}

// Enter types a value into a field and presses Enter, which submits its form.
func (t *Tab) Enter(name, value string) {
	t.t.Helper()
	t.Fill(name, value)
	n := t.field("Enter", name, isText)
	form := t.formOf(n)
	if form == nil {
		t.failLocked("Enter(%q): the field has no form", name)
	}
	var button *html.Node
	for b := range elements(t.doc) {
		if button == nil && isSubmit(b) && t.formOf(b) == form {
			button = b
		}
	}
	if button != nil && disabled(button) {
		t.failLocked("Enter(%q): %s is disabled", name, line(button, t.tab))
	}
	t.submit(form, button, false)
}

// Check checks the checkbox or the radio button with this label or name.
func (t *Tab) Check(name string) {
	t.t.Helper()
	n := t.field("Check", name, isCheck)
	t.check(n, true)
}

// Uncheck unchecks the checkbox with this label or name.
func (t *Tab) Uncheck(name string) {
	t.t.Helper()
	n := t.field("Uncheck", name, func(n *html.Node) bool { return isCheck(n) && !isRadio(n) })
	t.check(n, false)
}

// check sets a checkbox or radio button. It releases the lock.
func (t *Tab) check(n *html.Node, checked bool) {
	t.t.Helper()
	if isRadio(n) {
		for _, other := range t.group(n) {
			t.setValue(other, edit{checked: other == n})
		}
	} else {
		t.setValue(n, edit{checked: checked})
	}
	t.triggerSubmit(n)
}

// Choose selects options of a select by their text; no options select none. It also checks a radio
// button in the fieldset with this legend.
func (t *Tab) Choose(name string, options ...string) {
	t.t.Helper()
	if len(options) == 1 && t.isGroup(name) {
		t.choice(name).Check(options[0])
		return
	}
	n := t.field("Choose", name, func(n *html.Node) bool { return n.DataAtom == atom.Select })
	if len(options) != 1 && !has(n, "multiple") {
		t.failLocked("Choose(%q, %q): only one can be chosen", name, options)
	}
	var e edit
	var all []string
	for _, o := range options {
		found := false
		all = nil
		for option := range elements(n) {
			if option.DataAtom != atom.Option {
				continue
			}
			all = append(all, optionText(option))
			if optionText(option) == fold(o) && !disabled(option) && !found {
				e.values = append(e.values, optionValue(option))
				found = true
			}
		}
		if !found {
			t.failLocked("Choose(%q, %q): there is no such option, but: %s", name, o, strings.Join(all, ", "))
		}
	}
	t.setValue(n, e)
	t.triggerSubmit(n)
}

// isGroup reports whether there is a fieldset with this legend and no select of this name.
func (t *Tab) isGroup(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.fieldsNamed() {
		if c.node.DataAtom == atom.Select && len(t.rank([]candidate{c}, name)) > 0 {
			return false
		}
	}
	return t.fieldset(name) != nil
}

func (t *Tab) fieldset(name string) *html.Node {
	var found *html.Node
	t.each(func(n *html.Node) {
		if n.DataAtom == atom.Fieldset && found == nil {
			if legend := find(n, is(atom.Legend)); legend != nil && fold(raw(legend)) == fold(name) {
				found = n
			}
		}
	})
	return found
}

func (t *Tab) choice(name string) *Tab {
	only := func(n *html.Node) bool {
		if n.DataAtom != atom.Fieldset {
			return false
		}
		legend := find(n, is(atom.Legend))
		return legend != nil && fold(raw(legend)) == fold(name)
	}
	return &Tab{t.tab, append(t.scope[:len(t.scope):len(t.scope)], scope{selector: only, text: "fieldset"})}
}

// Attach adds a file to the file field with this label or name.
func (t *Tab) Attach(name, fileName, content string) {
	t.t.Helper()
	n := t.field("Attach", name, func(n *html.Node) bool { return n.DataAtom == atom.Input && inputType(n) == "file" })
	e := edit{files: []file{{fileName, content}}}
	if has(n, "multiple") {
		e.files = append(t.currentValue(n).files, e.files...)
	}
	t.setValue(n, e)
	t.triggerSubmit(n)
}

// Value returns the value of the field with this label or name: its text, "on" for a checked box,
// or the selected options with commas between them.
func (t *Tab) Value(name string) string {
	t.t.Helper()
	n := t.unique("Value", name, "field", t.fieldsNamed, func(a, b *html.Node) bool { return a == b })
	defer t.mu.Unlock()
	now := t.currentValue(n)
	switch {
	case n.DataAtom == atom.Select:
		var names []string
		for o := range elements(n) {
			if o.DataAtom == atom.Option && t.isChosen(n, o, now) {
				names = append(names, optionText(o))
			}
		}
		return strings.Join(names, ", ")
	case isCheck(n):
		if now.checked {
			return "on"
		}
		return ""
	}
	return now.value
}

// triggerSubmit submits the form if it submits on input or change. It releases the lock.
func (t *Tab) triggerSubmit(n *html.Node) {
	t.t.Helper()
	t.notify()
	form := t.formOf(n)
	if !t.scripts() || form == nil || !(hasEditTrigger(n) || hasEditTrigger(form)) || !t.complete(form) {
		t.mu.Unlock()
		return
	}
	t.submit(form, nil, true)
}

func hasEditTrigger(n *html.Node) bool {
	for trigger := range strings.SplitSeq(attr(n, wire.OnAttr), ",") {
		if words := strings.Fields(trigger); len(words) > 0 && (words[0] == "input" || words[0] == "change") {
			return true
		}
	}
	return false
}

// complete reports whether all required fields of a form have a value.
func (b *tab) complete(form *html.Node) bool {
	for n := range elements(form) {
		if isField(n) && has(n, "required") && !disabled(n) && !isCheck(n) && b.currentValue(n).value == "" && len(b.currentValue(n).values) == 0 {
			return false
		}
	}
	return true
}
