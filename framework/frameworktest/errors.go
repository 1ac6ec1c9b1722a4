package frameworktest

import (
	"golang.org/x/net/html"

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
			unplaced := ""
			for name, message := range errors {
				if !fillErrors(n, name, message) && name != "" {
					unplaced += " " + message
				}
			}
			if unplaced != "" && !fillErrors(n, "", fold(errors[""]+unplaced)) {
				b.showFlash(fold(errors[""] + unplaced))
			}
		}
	}
}

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
