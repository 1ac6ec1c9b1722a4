package markup

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A URL is where a link or a form leads; package router builds it.
type URL = address.URL

// An Input is a hidden input of a form.
type Input = address.Input

// FormKey is the reserved name of the hidden input that tells apart several forms of one action on one page.
const FormKey = "_form"

// A Form draws a <form method="post"> around its children. Inside it, [Value], [Values], [Chosen] and
// [ErrorOf] speak of this form alone.
type Form struct {
	Action URL              // where it posts: router.Action.URL
	ID     string           // the element's id; needed where a page holds several forms of one action
	Attrs  templ.Attributes // more attributes, such as data-gf-busy
}

// Render implements [templ.Component].
func (f Form) Render(ctx context.Context, w io.Writer) error {
	children := templ.GetChildren(ctx)
	ctx = templ.ClearChildren(ctx)
	if r, _ := ctx.Value(refusalKey{}).(*Refusal); r != nil && r.Action == string(f.Action) && r.Form == f.ID {
		body, err := r.render(ctx, children)
		if err != nil {
			return err
		}
		children = templ.Raw(body)
	}
	return form(f, children).Render(ctx, w)
}

// Refused reports whether the form that is being drawn was just refused.
func Refused(ctx context.Context) bool { return refused(ctx) != nil }

// Value returns what the person last sent in the named field of a refused form. In any other form
// it returns the given value.
//
// Call it once for each field: if a form has several fields of one name, the n-th call returns the
// n-th value that was sent. After the last of them it returns the given value.
func Value(ctx context.Context, name, value string) string {
	f := refused(ctx)
	if f == nil || isPassword(name) {
		return value
	}
	n := f.calls[name]
	f.calls[name] = n + 1
	sent := f.Values[name]
	switch {
	case n < len(sent):
		return sent[n]
	case n == 0:
		return "" // the field is left out of what was sent
	}
	return value
}

// Values returns all values that the person last sent in the fields of one name in a refused form. In
// any other form it returns nil. A template can draw as many fields as were sent:
//
//	for i := range max(len(guests), len(markup.Values(ctx, "guest"))) { … }
func Values(ctx context.Context, name string) []string {
	f := refused(ctx)
	if f == nil || isPassword(name) {
		return nil
	}
	return slices.Clone(f.Values[name])
}

// Chosen reports whether option is what the person sent for the named field of a refused form; in any other
// form it returns selected. It serves checkboxes, radio buttons and options.
func Chosen(ctx context.Context, name, option string, selected bool) bool {
	f := refused(ctx)
	if f == nil {
		return selected
	}
	return slices.Contains(f.Values[name], option)
}

// ErrorOf returns the sentence about the named field of a refused form, or "". The name "" is the
// form itself.
//
// Sentences about fields for which nothing in the form calls ErrorOf are shown with the one of the
// form itself, or, if nothing shows that either, at the top of the form.
func ErrorOf(ctx context.Context, name string) string {
	f := refused(ctx)
	if f == nil {
		return ""
	}
	f.asked[name] = true
	return f.errors[name]
}

// isPassword keeps passwords from being echoed into HTML.
func isPassword(name string) bool {
	return strings.Contains(strings.ToLower(name), "password")
}
