package values

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// WithDefaults returns a copy of the codec with the default values of v: Decode starts from them,
// and Append leaves them out. The error names a default that no address could replace: in a struct,
// a zero means the default.
func (c *Codec) WithDefaults(v reflect.Value) (*Codec, error) {
	bound := *c
	bound.fields, bound.defaults = slices.Clone(c.fields), addressable(v)
	for i := range bound.fields {
		f := &bound.fields[i]
		if err := f.setDefault(bound.defaults); err != nil {
			return nil, fmt.Errorf("%v: field %s: %w", c.typ, f.Name, err)
		}
	}
	return &bound, nil
}

func (f *Field) setDefault(defaults reflect.Value) error {
	v := f.in(defaults)
	switch {
	case f.slice && v.Len() > 0:
		return errors.New("a slice that is not empty by default could never be emptied: leave it empty, and read empty as what you mean")
	case f.slice:
		return nil
	case f.optional && !v.IsNil():
		return errors.New("an optional value that is there by default could never be left out: leave it nil, and read nil as what you mean")
	case f.optional || f.scalar.isZero(v):
		return nil
	case f.scalar.kind == boolKind && f.scalar.enum == nil:
		return errors.New("a bool that is true by default could never be false: ask the opposite question, or use *bool and read nil as true")
	}
	text, ok := f.scalar.append(nil, v)
	if e := f.scalar.enum; e != nil {
		if !ok {
			return fmt.Errorf("the default %q is not among %q: list it in Values", text, e.texts)
		}
		if zero, ok := f.scalar.append(nil, reflect.New(f.scalar.typ).Elem()); ok {
			return fmt.Errorf("%q could never be chosen, since it is the zero value and zero means the default, %q: "+
				"make the default the zero value, or give the zero value no meaning", zero, text)
		}
	}
	if !ok || len(text) == 0 {
		return errors.New("the default has no text that could be read back: it must be valid UTF-8 without NUL, a finite number, a year of four digits")
	}
	if f.Path == "" {
		text = EscapeQuery(text, 0)
	}
	f.defaultValue = string(text)
	return nil
}
