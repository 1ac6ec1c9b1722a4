package framework

import (
	"context"
	"fmt"
	"maps"
	"math"
	"net/url"
	"reflect"

	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A Checker is a form that checks itself. The framework calls Check after it has read the form and
// before the action. If there are errors, the action does not run. The context is the one that the
// action gets: [Language] takes it.
//
// Fields that cannot be read have their zero value in Check, and an error of their own, which wins
// over one of Check. So a person sees all errors at once, and an action never runs with a form that
// was read in part.
//
// The error of a field that cannot be read is the text of the error of its type's UnmarshalText, if
// it has one: "no time of day" becomes "No time of day." An error with a method
// Translate(language string) string is asked for its text in the language of the page.
//
// A check that needs the database is a [Check] of [Post], or belongs to the action.
type Checker interface {
	Check(ctx context.Context) FieldErrors
}

// formLimits bound the values of a form; Options.MaxFormBytes and MaxFormFields bound its body.
var formLimits = values.Limits{Params: math.MaxInt32, Value: 1 << 20, UnmarshalErrors: true, RowsOfLists: true}

// A form reads posted values into F.
type form[F any] struct {
	codec *values.Codec         // nil: F is url.Values
	files map[string]files.Rule // by key
}

func newForm[F any]() (form[F], error) {
	if reflect.TypeFor[F]() == reflect.TypeFor[url.Values]() {
		return form[F]{}, nil
	}
	if raw, ok := any(new(F)).(rawForm); ok {
		codec, rules, err := raw.newCodec()
		return form[F]{codec, rules}, err
	}
	if err := checkChecker(reflect.TypeFor[*F]()); err != nil {
		return form[F]{}, err
	}
	codec, err := values.ForForm[F]()
	if err != nil {
		return form[F]{}, err
	}
	rules, err := files.Rules(reflect.TypeFor[F](), codec)
	return form[F]{codec, rules}, err
}

// checkChecker returns an error if a form has a method Check that nobody would call.
func checkChecker(form reflect.Type) error {
	if _, has := form.MethodByName("Check"); has && !form.Implements(reflect.TypeFor[Checker]()) {
		return fmt.Errorf("%v has a method Check that is not a Checker's: make it func Check(context.Context) framework.FieldErrors, or give it another name", form.Elem())
	}
	return nil
}

// reads reports whether the form has a field. One of url.Values has all.
func (r form[F]) reads(field string) bool { return r.codec == nil || r.codec.Reads(field) }

// hasList reports whether the form has a list of rows.
func (r form[F]) hasList(name string) bool { return r.codec != nil && r.codec.HasList(name) }

// RowLimits implements [markup.FormType].
func (r form[F]) RowLimits(list string) (least, most int) {
	if r.codec == nil {
		return 0, 0
	}
	return r.codec.RowLimits(list)
}

// IsSecret implements [markup.FormType].
func (r form[F]) IsSecret(field string) bool {
	if r.codec == nil {
		return address.IsPassword(field)
	}
	return r.codec.IsSecret(field)
}

// FormerNames implements [markup.FormType].
func (r form[F]) FormerNames() [][2]string {
	if r.codec == nil {
		return nil
	}
	return r.codec.FormerNames()
}

// codecOf implements [formType].
func (r form[F]) codecOf() *values.Codec { return r.codec }

// rowsProblem returns what is wrong with a list that would have so many rows, or "".
func (r form[F]) rowsProblem(list string, rows int, t *text.Texts) string {
	if p, wrong := r.codec.RowsProblem(list, rows); wrong {
		return p.Sentence(t)
	}
	return ""
}

// A formType is a [form] whose type is not known.
type formType interface {
	markup.FormType
	reads(field string) bool
	hasList(name string) bool
	rowsProblem(list string, rows int, t *text.Texts) string
	codecOf() *values.Codec // nil: the form is url.Values
}

// read returns the form, or FieldErrors: those of fields that cannot be read, and those of its
// Check.
func (r form[F]) read(ctx context.Context, sent url.Values) (F, FieldErrors) {
	var f F
	if raw, ok := any(&f).(*url.Values); ok {
		*raw = sent
		return f, FieldErrors{}
	}
	if raw, ok := any(&f).(rawForm); ok {
		errs := raw.set(ctx, sent)
		return f, errs
	}
	sentFiles := formFilesOf(ctx)
	fileErrors := sentFiles.resolve(ctx, sent)
	report := r.codec.DecodeValues(reflect.ValueOf(&f).Elem(), sent, formLimits)
	sentFiles.fill(reflect.ValueOf(&f).Elem())
	errs := FieldErrors{}
	if c, ok := any(&f).(Checker); ok {
		maps.Copy(errs, c.Check(ctx))
	}
	for _, p := range report.Problems {
		errs[p.Key] = p.Sentence(text.From(ctx))
	}
	maps.Copy(errs, fileErrors)
	return f, errs
}

// ReadForm reads values into a form as for an action: errors are those of fields that cannot be
// read, in the language of the context, and those of the form's Check. An action whose form is
// url.Values, or a [Posted], gets what was posted as it is, and reads it with ReadForm when it is
// to be complete.
//
// ReadForm panics if F cannot be read from a form, as [Post] does, or has files.
func ReadForm[F any](ctx context.Context, posted url.Values) (F, FieldErrors) {
	form, err := newForm[F]()
	if err != nil {
		panic("framework: ReadForm: " + err.Error())
	}
	if form.files != nil {
		panic(fmt.Sprintf("framework: ReadForm: %v has files, which only an action can check", reflect.TypeFor[F]()))
	}
	f, errs := form.read(ctx, posted)
	return f, errs.given()
}
