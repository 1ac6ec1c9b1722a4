package markup

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A URL is the target of a link or a form. Package router builds it.
type URL = address.URL

// FormKey is the reserved name of a hidden input. It distinguishes several forms of one action on a
// page.
const FormKey = "_form"

// A Form renders a <form method="post"> around its children. Inside it, [Value], [Values],
// [Checked] and [FieldError] refer to this form.
type Form struct {
	Action URL              // target: router.Action.URL
	ID     string           // of the element; needed if a page has several forms of one action
	Attrs  templ.Attributes // more attributes, such as data-gf-busy
}

// Render implements [templ.Component].
func (f Form) Render(ctx context.Context, w io.Writer) error {
	children := templ.GetChildren(ctx)
	ctx = templ.ClearChildren(ctx)
	if r, _ := ctx.Value(invalidFormKey{}).(*InvalidForm); r != nil && r.Action == string(f.Action) && r.Form == f.ID {
		body, err := r.render(ctx, children)
		if err != nil {
			return err
		}
		children = templ.Raw(body)
	}
	return form(f, children).Render(ctx, w)
}

// Refused reports whether the form that is being rendered was refused.
func Refused(ctx context.Context) bool { return currentInvalidForm(ctx) != nil }

// Value returns what the person last sent in the named field of a refused form. In any other form
// it returns the given value.
//
// Call it once for each field: if a form has several fields of one name, the n-th call returns the
// n-th value that was sent. After the last of them it returns the given value.
func Value(ctx context.Context, name, value string) string {
	f := currentInvalidForm(ctx)
	if f == nil || isPassword(name) {
		return value
	}
	n := f.valueCalls[name]
	f.valueCalls[name] = n + 1
	sent := f.Values[name]
	switch {
	case n < len(sent):
		return sent[n]
	case n == 0:
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
	if f == nil || isPassword(name) {
		return nil
	}
	return slices.Clone(f.Values[name])
}

// Checked reports whether the person submitted option in the named field of a refused form. In any
// other form it returns selected. Use it for checkboxes, radio buttons and options.
func Checked(ctx context.Context, name, option string, selected bool) bool {
	f := currentInvalidForm(ctx)
	if f == nil {
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
	return f.errors[name]
}

// isPassword reports whether a field must not be rendered with the submitted value.
func isPassword(name string) bool {
	return strings.Contains(strings.ToLower(name), "password")
}
