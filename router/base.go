package router

import (
	"reflect"

	"github.com/goldfish-go/goldfish/internal/values"
)

// Base names the values that a form is drawn with, for markup.Form.Base: then the action can tell
// with framework.Merge what the person has changed, and what others have changed meanwhile. It
// holds a digest of each field and no value.
//
// Base panics if F cannot be read from a form, as framework.Post does.
func (a *Action[P, F]) Base(f F) string {
	codec, err := values.For[F]()
	if err != nil {
		panic("router: Base of " + a.name + ": " + err.Error())
	}
	return codec.Digests(reflect.ValueOf(f))
}
