package frameworktest

import (
	"golang.org/x/net/html"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// placeErrors puts the errors of refused forms into the places that the forms reserve. The lock is held.
func (b *tab) placeErrors() {
	for key, errors := range b.errors {
		for n := range elements(b.shell) {
			if n.DataAtom.String() != "form" || b.formKey(n) != key {
				continue
			}
			homeless := ""
			for name, say := range errors {
				if !fillErrors(n, name, say) && name != "" {
					homeless += " " + say
				}
			}
			if homeless != "" && !fillErrors(n, "", fold(errors[""]+homeless)) {
				b.say(fold(errors[""] + homeless))
			}
		}
	}
}

func fillErrors(form *html.Node, name, say string) bool {
	found := false
	for n := range elements(form) {
		if v, ok := lookAttr(n, wire.ErrorAttr); ok && v == name {
			setText(n, say)
			found = true
		}
	}
	return found
}

func (b *tab) clearError(form *html.Node, name string) { fillErrors(form, name, "") }

func (b *tab) clearErrors(form string) {
	delete(b.errors, form)
	for n := range elements(b.shell) {
		if _, ok := lookAttr(n, wire.ErrorAttr); ok && b.formKey(b.formOf(n)) == form {
			setText(n, "")
		}
	}
}

// Errors returns the field errors that the page shows: field name to sentence, with "" for the form itself.
func (t *Tab) Errors() map[string]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	shown := map[string]string{}
	t.each(func(n *html.Node) {
		if name, ok := lookAttr(n, wire.ErrorAttr); ok && !has(n, "hidden") {
			if say := fold(raw(n)); say != "" {
				shown[name] = say
			}
		}
	})
	return shown
}
