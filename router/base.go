package router

import (
	"reflect"

	"github.com/goldfish-go/goldfish/internal/values"
)

// Base names the values that a form is drawn with, for markup.Form.Base: then the action can tell
// with framework.Merge what the person has changed, and what others have changed meanwhile. It
// holds a digest of each field, the keys of the rows, and no value.
//
// Base panics if F cannot be read from a form, as framework.Post does, or if a row that embeds a
// framework.Row has no key in f, or one that another row of its list has.
func (a *Action[P, F]) Base(f F) string {
	codec, err := values.ForForm[F]()
	if err != nil {
		panic("router: Base of " + a.name + ": " + err.Error())
	}
	sums, err := codec.Digests(reflect.ValueOf(f))
	if err != nil {
		panic("router: Base of " + a.name + ": " + err.Error())
	}
	return sums
}
