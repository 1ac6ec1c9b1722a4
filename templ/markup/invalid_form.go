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
	Files  map[string][]File // that were sent, by field name

	// A person without scripts has pressed a button of a list of rows.
	Added string // prefix of the names of the row that is new: "item._k3."
	Focus string // the row, or the value of the button, that has the focus now

	Question *Question // what the person must say yes to; nil: nothing
	Conflict *Conflict // what others have changed meanwhile; nil: nothing

	// OnRendered, if set, is called when the form is rendered, with the names of fields whose error
	// no element of the form shows.
	OnRendered func(unplaced []string)

	saved bool // it is no submission: the values are those of a draft
}

// A File is one that was sent with a refused form, and that the server has.
type File struct {
	ID   string // the value of the field
	Name string
	Size int64 // bytes
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
	placed      []PlacedError   // in the order of the calls
	wantsPlaced bool            // the form has a summary
	knownPlaced []PlacedError   // those of the render before
	choices     map[string]bool // by Theirs
}

// place notes that a field shows its error. What is known of the field may come with a later call.
func (f *invalidFormRender) place(e PlacedError) {
	i := slices.IndexFunc(f.placed, func(p PlacedError) bool { return p.Name == e.Name })
	switch {
	case i < 0:
		f.placed = append(f.placed, e)
	case f.placed[i].ID == "":
		f.placed[i] = e
	}
}

func currentInvalidForm(ctx context.Context) *invalidFormRender {
	f, _ := ctx.Value(formKey{}).(*invalidFormRender)
	return f
}

// render renders the children, so that every error is shown.
func (r *InvalidForm) render(ctx context.Context, children templ.Component) (string, error) {
	body, f, parts, err := r.renderOnce(ctx, children, r.Errors, nil)
	if err != nil {
		return "", err
	}
	names := f.unplaced()
	if r.OnRendered != nil {
		r.OnRendered(names)
	}
	text := r.joinErrors(names)
	if f.wantsPlaced || f.shownFields[""] && len(names) > 0 {
		errors := map[string]string{}
		maps.Copy(errors, r.Errors)
		errors[""] = text
		if body, _, parts, err = r.renderOnce(ctx, children, errors, f.placed); err != nil {
			return "", err
		}
	}
	if !f.shownFields[""] && text != "" {
		body = `<p class="gf-error gf-form-error" role="alert" ` + Error + `="">` + templ.EscapeString(text) + `</p>` + body
	}
	if body, err = r.withChoices(ctx, body, f); err != nil {
		return "", err
	}
	if body, err = r.withQuestion(ctx, body); err != nil {
		return "", err
	}
	if collected, ok := ctx.Value(partsKey{}).(*[]Part); ok {
		*collected = append(*collected, parts...)
	}
	return body, nil
}

// renderOnce renders the children once. A summary shows the errors that were placed before.
func (r *InvalidForm) renderOnce(ctx context.Context, children templ.Component, errors map[string]string, placed []PlacedError) (string, *invalidFormRender, []Part, error) {
	f := &invalidFormRender{InvalidForm: r, errors: errors, valueCalls: map[string]int{}, shownFields: map[string]bool{}, knownPlaced: placed, choices: map[string]bool{}}
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
