package markup

import (
	"context"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A FormType is what the type of an action's form knows of its fields.
type FormType interface {
	// RowLimits returns the fewest and the most rows of a list. Zero is no limit.
	RowLimits(list string) (least, most int)
	// IsSecret reports whether nothing may keep or show the value of a field.
	IsSecret(field string) bool
	// FormerNames returns the former names of fields, each with the current one. In those of rows
	// "*" stands for the key: "item.*.text", "item.*.label". Secret fields are not among them.
	FormerNames() [][2]string
}

type (
	formTypesKey struct{} // of the FormTypes
	formTypeKey  struct{} // of the *lazyFormType of the form
)

// FormTypes find the type of a form by the URL of its action, or return nil.
type FormTypes interface {
	FormType(action URL) FormType
}

// WithFormTypes returns a context in which each [Form] finds its type. The framework calls it for
// the pages of an app.
func WithFormTypes(ctx context.Context, types FormTypes) context.Context {
	return context.WithValue(ctx, formTypesKey{}, types)
}

// RowLimits returns the fewest and the most rows that the form around may have in a list, as the
// tag of its struct's field says: rows:"1-20". Zero is no limit, and not known.
func RowLimits(ctx context.Context, list string) (least, most int) {
	if t := currentFormType(ctx); t != nil {
		return t.RowLimits(list)
	}
	return 0, 0
}

// IsSecret reports whether nothing may keep or show what is entered in a field of the form around:
// the tag of its struct's field says so (url:"pin,secret"), or its name has "password" in it. Its
// control needs type="password" or data-gf-draft="off", so that the browser does not keep it
// either. The components do that.
func IsSecret(ctx context.Context, field string) bool {
	if address.IsPassword(field) {
		return true
	}
	t := currentFormType(ctx)
	return t != nil && t.IsSecret(field)
}

// formerNames returns the value of the attribute that tells the client what the fields of the form
// around were called: so what a person has typed into a form of an older build is put into the
// field that has another name now. It is empty for a form without the tag alias.
func formerNames(ctx context.Context) string {
	t := currentFormType(ctx)
	if t == nil {
		return ""
	}
	var out strings.Builder
	for _, pair := range t.FormerNames() {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(pair[0] + "=" + pair[1])
	}
	return out.String()
}

// A lazyFormType is looked up when a field asks for it.
type lazyFormType struct {
	action URL
	found  FormType
	done   bool
}

func withFormType(ctx context.Context, action URL) context.Context {
	return context.WithValue(ctx, formTypeKey{}, &lazyFormType{action: action})
}

func currentFormType(ctx context.Context) FormType {
	t, _ := ctx.Value(formTypeKey{}).(*lazyFormType)
	if t == nil {
		return nil
	}
	if !t.done {
		t.done = true
		if types, ok := ctx.Value(formTypesKey{}).(FormTypes); ok {
			t.found = types.FormType(t.action)
		}
	}
	return t.found
}
