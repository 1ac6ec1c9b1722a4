package markup

import (
	"context"
	"io"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A URL is the target of a link or a form. Package router builds it.
type URL = address.URL

// An Input is a hidden input of a form.
type Input = address.Input

// FormKey is the reserved name of a hidden input. It distinguishes several forms of one action on a
// page.
const FormKey = "_form"

// A Form renders a <form method="post"> around its children. Inside it, [Value], [Values],
// [Checked] and [FieldError] refer to this form.
type Form struct {
	Action URL              // target: router.Action.URL
	ID     string           // of the element; needed if a page has several forms of one action
	Base   string           // what the form is drawn with: router.Action.Base, for framework.Merge
	Files  bool             // the form has files: it is sent as multipart/form-data
	Attrs  templ.Attributes // more attributes, such as data-gf-busy
	Hidden []Input          // hidden inputs at the start

	// Values are what the fields show while the form is not refused, as the person has entered
	// them: those of a server-side draft. A field that is not among them shows its own value; a
	// checkbox that is not among them is not checked. Nil: all fields show their own values.
	Values url.Values

	// Errors are what is wrong with Values: sentences by the names of fields, "" is the form.
	Errors map[string]string
}

// Render implements [templ.Component].
func (f Form) Render(ctx context.Context, w io.Writer) error {
	children := templ.GetChildren(ctx)
	ctx = withFormType(templ.ClearChildren(ctx), f.Action)
	if r, _ := ctx.Value(invalidFormKey{}).(*InvalidForm); r != nil && r.Action == string(f.Action) && r.Form == f.ID {
		body, err := r.render(ctx, children)
		if err != nil {
			return err
		}
		if r.Conflict != nil {
			f.Base = r.Conflict.Base
		}
		if r.Focus != "" {
			f.Hidden = r.sentHidden(f.Hidden)
		}
		children = templ.Raw(body)
	} else if f.Values != nil || len(f.Errors) > 0 {
		saved := &InvalidForm{Values: f.Values, Errors: f.Errors, saved: true}
		body, err := saved.render(ctx, children)
		if err != nil {
			return err
		}
		children = templ.Raw(body)
	}
	return form(f, children).Render(ctx, w)
}

// hidden returns the inputs that tell the server which form it is, and what it was drawn with, and
// those of the author.
func (f Form) hidden() (inputs []Input) {
	if f.ID != "" {
		inputs = append(inputs, Input{Name: FormKey, Value: f.ID})
	}
	if f.Base != "" {
		inputs = append(inputs, Input{Name: wire.BaseField, Value: f.Base})
	}
	return append(inputs, f.Hidden...)
}

// sentHidden returns hidden inputs as they were sent. A button of a row submits nothing, so the
// form is still based on what it was drawn with.
func (r *InvalidForm) sentHidden(inputs []Input) []Input {
	same := slices.Clone(inputs)
	for i, input := range same {
		//mutant:false TestFormOfDraft: a form is based on what it was drawn from
		if all := r.Values[input.Name]; len(all) > 0 {
			same[i].Value = all[0]
		}
	}
	return same
}

// Refused reports whether the form that is being rendered was refused, or is shown again because a
// button of its rows was pressed.
func Refused(ctx context.Context) bool {
	f := currentInvalidForm(ctx)
	return f != nil && !f.saved
}

// Value returns what the person last sent in the named field of a refused form, or what the draft
// has: [Form.Values]. In any other form, and for a secret field, it returns the given value.
//
// Call it once for each field: if a form has several fields of one name, the n-th call returns the
// n-th value that was sent. After the last of them it returns the given value.
func Value(ctx context.Context, name, value string) string {
	f := currentInvalidForm(ctx)
	if f == nil || IsSecret(ctx, name) || f.isAdded(name) {
		return value
	}
	n := f.valueCalls[name]
	f.valueCalls[name] = n + 1
	sent := f.Values[name]
	switch {
	case n < len(sent):
		return sent[n]
	case n == 0 && !f.saved:
		return "" // the field is left out of what was sent
	}
	return value
}

// Values returns all values that the person last sent in the fields of one name in a refused form.
// In any other form it returns nil. A template can draw as many fields as were sent:
//
//	for i := range max(len(guests), len(markup.Values(ctx, "guest"))) { … }
func Values(ctx context.Context, name string) []string {
	f := currentInvalidForm(ctx)
	if f == nil || IsSecret(ctx, name) {
		return nil
	}
	return slices.Clone(f.Values[name])
}

// Files returns the files that the person has sent in the named field of a refused form. In any
// other form it returns nil. An input with the ID of each, under the same name, sends it again:
// [components.FileField] draws them.
func Files(ctx context.Context, name string) []File {
	f := currentInvalidForm(ctx)
	if f == nil {
		return nil
	}
	return slices.Clone(f.Files[name])
}

// Checked reports whether the person submitted option in the named field of a refused form. In any
// other form it returns selected. Use it for checkboxes, radio buttons and options.
func Checked(ctx context.Context, name, option string, selected bool) bool {
	f := currentInvalidForm(ctx)
	if f == nil || f.saved && f.Values == nil || IsSecret(ctx, name) || f.isAdded(name) {
		return selected
	}
	return slices.Contains(f.Values[name], option)
}

// FieldError returns the error of the named field of a refused form, or "". The name "" is the form
// itself.
//
// Errors of fields for which no element calls FieldError are shown with the error of the form, or
// at its top if nothing shows that either.
func FieldError(ctx context.Context, name string) string {
	f := currentInvalidForm(ctx)
	if f == nil {
		return ""
	}
	f.shownFields[name] = true
	if sentence := f.errors[name]; sentence != "" && name != "" {
		f.place(PlacedError{Name: name, Text: sentence})
	}
	return f.errors[name]
}

// A PlacedError is the error of a field that the form shows.
type PlacedError struct {
	Name  string // of the field
	ID    string // of the element that takes the focus; "" if the template has not given it
	Label string // of the field; "" if the template has not given it
	Text  string
}

// FieldErrorAt is [FieldError] for a field whose control has this id, and for people this label. So
// a summary of the errors can link to it: see [PlacedErrors].
func FieldErrorAt(ctx context.Context, name, id, label string) string {
	sentence := FieldError(ctx, name)
	if f := currentInvalidForm(ctx); f != nil && sentence != "" && name != "" {
		f.place(PlacedError{Name: name, ID: id, Label: label, Text: sentence})
	}
	return sentence
}

// PlacedErrors returns the errors of a refused form that have a place, in the order of the fields,
// also of those that come after the call. The form's own error, and what has no place, is
// FieldError(ctx, "").
func PlacedErrors(ctx context.Context) []PlacedError {
	f := currentInvalidForm(ctx)
	if f == nil {
		return nil
	}
	f.wantsPlaced = true
	return f.knownPlaced
}
