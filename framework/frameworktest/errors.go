package frameworktest

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// placeErrors shows the errors of refused forms in the elements that the forms reserve. The lock is
// held.
func (b *tab) placeErrors() {
	for key, errors := range b.errors {
		for n := range elements(b.doc) {
			if n.DataAtom.String() != "form" || b.formKey(n) != key {
				continue
			}
			var unplaced []string
			for _, name := range slices.Sorted(maps.Keys(errors)) {
				if message := errors[name]; !fillErrors(n, name, message) && message != "" {
					unplaced = append(unplaced, message)
				}
			}
			if len(unplaced) == 0 {
				continue
			}
			//mutant:delete TestErrorsWithoutPlace: an error that has no place is shown at the top of the form
			if own := fillErrors(n, "", ""); !own {
				n.InsertBefore(formError(), n.FirstChild)
			}
			if own := errors[""]; own != "" && unplaced[0] != own {
				unplaced = append([]string{own}, unplaced...)
			}
			fillErrors(n, "", strings.Join(slices.Compact(unplaced), " "))
		}
	}
}

// formError is the place that the client adds to a form without one.
func formError() *html.Node {
	return &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P, Attr: []html.Attribute{
		{Key: "class", Val: "gf-error gf-form-error"}, {Key: "role", Val: "alert"}, {Key: wire.ErrorAttr},
	}}
}

// fillErrors sets the text of each place of an error. It reports whether there is one.
func fillErrors(form *html.Node, name, message string) bool {
	found := false
	for n := range elements(form) {
		if v, ok := lookAttr(n, wire.ErrorAttr); ok && v == name {
			setText(n, message)
			found = true
		}
	}
	return found
}

func (b *tab) clearError(form *html.Node, name string) { fillErrors(form, name, "") }

func (b *tab) clearErrors(form string) {
	delete(b.errors, form)
	for n := range elements(b.doc) {
		if _, ok := lookAttr(n, wire.ErrorAttr); ok && b.formKey(b.formOf(n)) == form {
			setText(n, "")
		}
	}
}

// Errors returns the field errors that the page shows: messages by field name, with "" for the
// form.
func (t *Tab) Errors() map[string]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	shown := map[string]string{}
	t.each(func(n *html.Node) {
		if name, ok := lookAttr(n, wire.ErrorAttr); ok && !has(n, "hidden") {
			if message := fold(raw(n)); message != "" {
				shown[name] = message
			}
		}
	})
	return shown
}
