package markup

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// A Refusal is what a submit that an action refused leaves behind: it exists only in the private
// render that answers it.
type Refusal struct {
	Action string            // path and query that the form was posted to
	Form   string            // the form's ID, if it has one
	Values url.Values        // what the person sent
	Errors map[string]string // field name to sentence; "" is the form itself

	// Drawn, if set, is called when the form is drawn, with the names of fields that have an error
	// which nothing in the form shows.
	Drawn func(unplaced []string)
}

type (
	refusalKey struct{} // the page's refusal, from WithRefusal
	formKey    struct{} // the refused form that is being drawn
)

// WithRefusal returns a context in which the refused form shows the person's input and its errors.
func WithRefusal(ctx context.Context, r Refusal) context.Context {
	return context.WithValue(ctx, refusalKey{}, &r)
}

// A refusedForm is one render of a refused form.
type refusedForm struct {
	*Refusal
	errors map[string]string
	calls  map[string]int  // of Value
	asked  map[string]bool // by ErrorOf
}

func refused(ctx context.Context) *refusedForm {
	f, _ := ctx.Value(formKey{}).(*refusedForm)
	return f
}

// render draws the children of the refused form, with every error somewhere.
func (r *Refusal) render(ctx context.Context, children templ.Component) (string, error) {
	body, f, parts, err := r.draw(ctx, children, r.Errors)
	if err != nil {
		return "", err
	}
	names := f.unplaced()
	if r.Drawn != nil {
		r.Drawn(names)
	}
	text := r.sentences(names)
	switch {
	case f.asked[""] && len(names) > 0:
		errors := maps.Clone(r.Errors)
		errors[""] = text
		if body, _, parts, err = r.draw(ctx, children, errors); err != nil {
			return "", err
		}
	case !f.asked[""] && text != "":
		body = `<p class="gf-error gf-form-error" role="alert" ` + Error + `="">` + templ.EscapeString(text) + `</p>` + body
	}
	if placed, ok := ctx.Value(partsKey{}).(*[]Part); ok {
		*placed = append(*placed, parts...)
	}
	return body, nil
}

// draw draws the children once.
func (r *Refusal) draw(ctx context.Context, children templ.Component, errors map[string]string) (string, *refusedForm, []Part, error) {
	f := &refusedForm{Refusal: r, errors: errors, calls: map[string]int{}, asked: map[string]bool{}}
	var parts []Part
	var out strings.Builder
	err := children.Render(context.WithValue(WithParts(ctx, &parts), formKey{}, f), &out)
	return out.String(), f, parts, err
}

// unplaced returns the fields that have an error which nothing shows.
func (f *refusedForm) unplaced() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(f.Errors)) {
		if name != "" && !f.asked[name] {
			names = append(names, name)
		}
	}
	return names
}

// sentences joins the sentence about the form itself and those about fields.
func (r *Refusal) sentences(names []string) string {
	var all []string
	for _, name := range append([]string{""}, names...) {
		if s := r.Errors[name]; s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}
