package values

import "reflect"

// A Field is one key of a struct, or one name in its path.
type Field struct {
	Name string   // as the Go struct has it, with the structs around it: Filter.From
	Key  string   // as the text has it: filter.from; for a path field its name
	Was  []string // keys that it had before
	Path string   // the name in the path; empty for a field of the query

	Push   bool // a change makes a history entry
	Reset  bool // falls back to its default when another field changes
	Strict bool // better no page than one without this value
	Secret bool // not for logs

	index    []int  // from the outermost struct
	prefix   string // key=
	leaf     *leaf
	slice    bool
	optional bool   // a pointer
	fallback string // the escaped text of the default; empty if that is zero
}

// in returns the field's value in the struct v.
func (f *Field) in(v reflect.Value) reflect.Value {
	for _, i := range f.index {
		v = v.Field(i)
	}
	return v
}

// Reset gives the field of v its default.
func (c *Codec) Reset(f *Field, v reflect.Value) {
	if c.defaults.IsValid() {
		f.in(v).Set(f.in(c.defaults))
	} else {
		f.in(v).SetZero()
	}
}
