package values

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A fieldWalker lists the fields of a struct type in the order of their declaration.
type fieldWalker struct {
	root  reflect.Type
	found []Field
	form  bool           // the struct is a form, or a row of one
	outer []reflect.Type // root, and the types that it is a row in
	lists []rowList
	row   []int // index of the embedded address.Row
}

// A parent is what a field inherits from the structs around it.
type parent struct {
	name    string   // Filter.
	keys    []string // "filter." and the same for its aliases
	index   []int
	options options
}

func (w *fieldWalker) fields(t reflect.Type, o parent) error {
	for i := range t.NumField() {
		if err := w.field(t.Field(i), o); err != nil {
			return err
		}
	}
	return nil
}

func (w *fieldWalker) field(sf reflect.StructField, o parent) error {
	name := o.name + sf.Name
	tag, err := parseTag(sf)
	if err != nil {
		return w.fieldError(name, err)
	}
	if tag.skip {
		return nil
	}
	group, err := isNestedStruct(sf.Type)
	if err != nil {
		return w.fieldError(name, err)
	}
	if !sf.IsExported() && !(group && sf.Anonymous) {
		if tag.given {
			return w.fieldError(name, errors.New("it has a tag but is not exported: export it, or remove the tag"))
		}
		return nil
	}
	rows, err := isRows(sf.Type)
	if err != nil {
		return w.fieldError(name, err)
	}
	if _, given := sf.Tag.Lookup("rows"); given && !rows {
		return w.fieldError(name, errors.New("only a slice of structs, which is a list of rows, has a tag rows"))
	}
	o.index = append(slices.Clip(o.index), sf.Index...)
	if sf.Type == rowType && sf.Anonymous {
		w.row = o.index
		return nil
	}
	o.options = o.options.and(tag.options)
	switch {
	case group && tag.path != "":
		return w.fieldError(name, errors.New("a struct cannot be in the path: tag the field in it that is"))
	case group && sf.Anonymous && tag.key == "":
		return w.fields(sf.Type, o)
	case group:
		return w.fields(sf.Type, o.child(name, tag.keys(sf.Name)))
	}
	if rows {
		if err := w.rows(sf, tag, o); err != nil {
			return w.fieldError(name, err)
		}
		return nil
	}
	f, err := newField(sf, tag, o)
	if err != nil {
		return w.fieldError(name, err)
	}
	w.found = append(w.found, f)
	return nil
}

// child is what the fields of a nested struct inherit.
func (o parent) child(name string, keys []string) parent {
	o.name, o.keys = name+".", join(o.keys, keys)
	for i := range o.keys {
		o.keys[i] += "."
	}
	return o
}

// newField makes a field from its struct field, its tag and its parent.
func newField(sf reflect.StructField, tag tag, o parent) (Field, error) {
	f := Field{Name: o.name + sf.Name, Path: tag.path, Secret: o.options.secret, Type: sf.Type, Tag: sf.Tag, index: o.index}
	if f.Path != "" {
		f.Key = f.Path
	} else {
		keys := join(o.keys, tag.keys(sf.Name))
		if tag.key == ownKey {
			keys = trimDots(o.keys)
		}
		f.Key, f.Aliases = keys[0], keys[1:]
		f.Push, f.Reset, f.Strict = o.options.push, o.options.reset, o.options.strict
	}
	if !isKey(f.Key) {
		return f, fmt.Errorf("the key %q would need escaping: name it by a tag `url:\"…\"`, %s", f.Key, keyBytes)
	}
	f.prefix = f.Key + "="
	return f, f.bindType(sf.Type)
}

// bindType chooses how values of type t are parsed and formatted.
func (f *Field) bindType(t reflect.Type) (err error) {
	elem := t
	if text, _ := isText(t); !text {
		switch t.Kind() {
		case reflect.Pointer:
			f.optional, elem = true, t.Elem()
		case reflect.Slice:
			f.slice, elem = true, t.Elem()
			if elem.Kind() == reflect.Uint8 {
				return errors.New("bytes are no text: use a string, or a type with MarshalText and UnmarshalText")
			}
		}
	}
	if f.scalar, err = scalarOf(elem); err != nil {
		return err
	}
	if f.Path != "" && (f.slice || f.optional || !f.scalar.allowedInPath()) {
		return fmt.Errorf("%v cannot be in the path: "+
			"a path value is a string, a whole number, an enum or a type with MarshalText and UnmarshalText", t)
	}
	return nil
}

// ownKey is the key of a field that has the key of the struct around it.
const ownKey = "."

// trimDots returns the keys of a nested struct itself.
func trimDots(prefixes []string) []string {
	keys := make([]string, len(prefixes))
	for i, p := range prefixes {
		keys[i] = strings.TrimSuffix(p, ".")
	}
	return keys
}

// join returns every outer key with every inner one. The first combines the current keys.
func join(outer, inner []string) []string {
	all := make([]string, 0, len(outer)*len(inner))
	for _, o := range outer {
		for _, i := range inner {
			all = append(all, o+i)
		}
	}
	return all
}

func (w *fieldWalker) fieldError(name string, err error) error {
	return fmt.Errorf("%v: field %s: %w", w.root, name, err)
}
