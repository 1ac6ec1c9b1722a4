package values

import "reflect"

// A Field is one key of the query, or one name in the path.
type Field struct {
	Name    string   // Go name with the names of the enclosing structs: Filter.From
	Key     string   // in the query: filter.from; for a path field, its name
	Aliases []string // former keys that are still accepted
	Path    string   // name in the path; empty for a query field

	Push   bool // a change pushes a history entry
	Reset  bool // falls back to its default when another field changes
	Strict bool // an invalid value is an error instead of the default
	Secret bool // is left out of logs

	Type reflect.Type      // of the struct field
	Tag  reflect.StructTag // all of it

	index        []int  // from the outermost struct
	prefix       string // key=
	scalar       *scalar
	slice        bool
	optional     bool   // a pointer
	defaultValue string // escaped text of the default; empty if that is zero
}

// in returns the field's value in the struct v.
func (f *Field) in(v reflect.Value) reflect.Value {
	for _, i := range f.index {
		v = v.Field(i)
	}
	return v
}

// Reset sets the field of v to its default.
func (c *Codec) Reset(f *Field, v reflect.Value) {
	if c.defaults.IsValid() {
		f.in(v).Set(f.in(c.defaults))
	} else {
		f.in(v).SetZero()
	}
}
