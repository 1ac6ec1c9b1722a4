package markup

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// An InvalidForm is a submission that an action refused. It exists only in the private render that
// answers it.
type InvalidForm struct {
	Action string            // path and query of the request
	Form   string            // the form's ID, if it has one
	Values url.Values        // submitted values
	Errors map[string]string // messages by field name; "" is the form itself

	// OnRendered, if set, is called when the form is rendered, with the names of fields whose error
	// no element of the form shows.
	OnRendered func(unplaced []string)
}

type (
	invalidFormKey struct{} // of the *InvalidForm of the page
	formKey        struct{} // of the *invalidFormRender of the form
)

// WithInvalidForm returns a context in which the form renders the submitted values and the errors.
func WithInvalidForm(ctx context.Context, r InvalidForm) context.Context {
	return context.WithValue(ctx, invalidFormKey{}, &r)
}

// An invalidFormRender is the state of one render of an InvalidForm.
type invalidFormRender struct {
	*InvalidForm
	errors      map[string]string
	valueCalls  map[string]int  // of Value
	shownFields map[string]bool // by FieldError
}

func currentInvalidForm(ctx context.Context) *invalidFormRender {
	f, _ := ctx.Value(formKey{}).(*invalidFormRender)
	return f
}

// render renders the children, so that every error is shown.
func (r *InvalidForm) render(ctx context.Context, children templ.Component) (string, error) {
	body, f, parts, err := r.renderOnce(ctx, children, r.Errors)
	if err != nil {
		return "", err
	}
	names := f.unplaced()
	if r.OnRendered != nil {
		r.OnRendered(names)
	}
	text := r.joinErrors(names)
	switch {
	case f.shownFields[""] && len(names) > 0:
		errors := maps.Clone(r.Errors)
		errors[""] = text
		if body, _, parts, err = r.renderOnce(ctx, children, errors); err != nil {
			return "", err
		}
	case !f.shownFields[""] && text != "":
		body = `<p class="gf-error gf-form-error" role="alert" ` + Error + `="">` + templ.EscapeString(text) + `</p>` + body
	}
	if collected, ok := ctx.Value(partsKey{}).(*[]Part); ok {
		*collected = append(*collected, parts...)
	}
	return body, nil
}

// renderOnce renders the children once.
func (r *InvalidForm) renderOnce(ctx context.Context, children templ.Component, errors map[string]string) (string, *invalidFormRender, []Part, error) {
	f := &invalidFormRender{InvalidForm: r, errors: errors, valueCalls: map[string]int{}, shownFields: map[string]bool{}}
	var parts []Part
	var out strings.Builder
	err := children.Render(context.WithValue(WithPartCollector(ctx, &parts), formKey{}, f), &out)
	return out.String(), f, parts, err
}

// unplaced returns the fields whose error no element shows.
func (f *invalidFormRender) unplaced() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(f.Errors)) {
		if name != "" && !f.shownFields[name] {
			names = append(names, name)
		}
	}
	return names
}

// joinErrors joins the error of the form and those of these fields.
func (r *InvalidForm) joinErrors(names []string) string {
	var all []string
	for _, name := range append([]string{""}, names...) {
		if s := r.Errors[name]; s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}
