package markup

import (
	"context"
	"io"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A URL is where a link or a form leads; package router builds it.
type URL = address.URL

// FormKey is the reserved name of the hidden input that tells apart several forms of one action on one page.
const FormKey = "_form"

// A Refusal is what a submit that an action refused leaves behind: it exists only in the private render that answers it.
type Refusal struct {
	Action string            // path and query that the form was posted to
	Form   string            // the form's ID, if it has one
	Values url.Values        // what the person sent
	Errors map[string]string // field name to sentence; "" is the form itself
}

type (
	refusalKey struct{} // the page's refusal, from WithRefusal
	formKey    struct{} // the refusal of the form that is being drawn
)

// WithRefusal returns a context in which the refused form shows the person's input and its errors.
func WithRefusal(ctx context.Context, r Refusal) context.Context {
	return context.WithValue(ctx, refusalKey{}, &r)
}

// A Form draws a <form method="post"> around its children. Inside it, [Value] and [ErrorOf] speak of this form alone.
type Form struct {
	Action URL              // where it posts: router.Action.URL
	ID     string           // the element's id; needed where a page holds several forms of one action
	Attrs  templ.Attributes // more attributes, such as data-busy
}

// Render implements [templ.Component].
func (f Form) Render(ctx context.Context, w io.Writer) error {
	children := templ.GetChildren(ctx)
	ctx = templ.ClearChildren(ctx)
	if r, _ := ctx.Value(refusalKey{}).(*Refusal); r != nil && r.Action == string(f.Action) && r.Form == f.ID {
		ctx = context.WithValue(ctx, formKey{}, r)
	}
	return form(f, children).Render(ctx, w)
}

func refusal(ctx context.Context) *Refusal {
	r, _ := ctx.Value(formKey{}).(*Refusal)
	return r
}

// Refused reports whether the form that is being drawn was just refused.
func Refused(ctx context.Context) bool { return refusal(ctx) != nil }

// Value returns what the person last sent in the named field of a refused form, else the given value.
func Value(ctx context.Context, name, value string) string {
	if r := refusal(ctx); r != nil && !isPassword(name) {
		return r.Values.Get(name)
	}
	return value
}

// Chosen reports whether option is what the person sent for the named field of a refused form; in any other
// form it returns selected. It serves checkboxes, radio buttons and options.
func Chosen(ctx context.Context, name, option string, selected bool) bool {
	r := refusal(ctx)
	if r == nil {
		return selected
	}
	for _, v := range r.Values[name] {
		if v == option {
			return true
		}
	}
	return false
}

// ErrorOf returns the sentence about the named field of a refused form, or "". The name "" is the form itself.
func ErrorOf(ctx context.Context, name string) string {
	if r := refusal(ctx); r != nil {
		return r.Errors[name]
	}
	return ""
}

// isPassword keeps passwords from being echoed into HTML.
func isPassword(name string) bool {
	return strings.Contains(strings.ToLower(name), "password")
}
