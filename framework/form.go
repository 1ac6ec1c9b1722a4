package framework

import (
	"maps"
	"net/url"
	"reflect"
	"slices"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A Checker is a form that checks itself. The framework calls Check after it has read the form and
// before the action. If there are errors, the action does not run.
//
// Fields that cannot be read have their zero value in Check, and an error of their own, which wins
// over one of Check. So a person hears of everything at once, and an action never runs with a form
// that was read in part.
//
// The error of a field that cannot be read is the text of the error of its type's UnmarshalText, if
// it has one: "no time of day" becomes "No time of day."
//
// Checks that need the database belong to the action, which returns [FieldErrors] too.
type Checker interface {
	Check() FieldErrors
}

// formLimits bound a form body; its size in bytes is Options.MaxFormBytes.
var formLimits = values.Limits{Params: 1000, Value: 1 << 20, Said: true}

// A form reads posted values into F.
type form[F any] struct{ codec *values.Codec }

func newForm[F any]() (form[F], error) {
	codec, err := values.For[F]()
	return form[F]{codec}, err
}

// reads reports whether the form's type has the field.
func (r form[F]) reads(name string) bool {
	for _, f := range r.codec.Fields() {
		if f.Path == "" && (f.Key == name || slices.Contains(f.Was, name)) {
			return true
		}
	}
	return false
}

// read returns the form, or FieldErrors: those of fields that cannot be read, and those of its Check.
func (r form[F]) read(sent url.Values) (F, FieldErrors) {
	var f F
	report := r.codec.DecodeValues(reflect.ValueOf(&f).Elem(), sent, formLimits)
	errs := FieldErrors{}
	if c, ok := any(&f).(Checker); ok {
		maps.Copy(errs, c.Check())
	}
	for _, p := range report.Problems {
		errs[p.Key] = p.Sentence(&text.English)
	}
	return f, errs
}
