package values

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// fieldsOf lists the fields of a struct type in the order of their declaration.
func fieldsOf(t reflect.Type) ([]Field, error) {
	w := walk{root: t}
	err := w.fields(t, outer{keys: []string{""}})
	return w.found, err
}

type walk struct {
	root  reflect.Type
	found []Field
}

// An outer is what the structs around a field hand down to it.
type outer struct {
	name  string   // Filter.
	keys  []string // filter. and what it was before
	index []int
	roles roles
}

func (w *walk) fields(t reflect.Type, o outer) error {
	for i := range t.NumField() {
		if err := w.field(t.Field(i), o); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) field(sf reflect.StructField, o outer) error {
	name := o.name + sf.Name
	tag, err := parseTag(sf)
	if err != nil {
		return w.wrong(name, err)
	}
	if tag.skip {
		return nil
	}
	group, err := isGroup(sf.Type)
	if err != nil {
		return w.wrong(name, err)
	}
	if !sf.IsExported() && !(group && sf.Anonymous) {
		if tag.given {
			return w.wrong(name, errors.New("it has a tag but is not exported: export it, or remove the tag"))
		}
		return nil
	}
	o.index = append(slices.Clip(o.index), sf.Index...)
	o.roles = o.roles.and(tag.roles)
	switch {
	case group && tag.path != "":
		return w.wrong(name, errors.New("a struct cannot be in the path: tag the field in it that is"))
	case group && sf.Anonymous && tag.key == "":
		return w.fields(sf.Type, o)
	case group:
		return w.fields(sf.Type, o.within(name, tag.keys(sf.Name)))
	}
	f, err := newField(sf, tag, o)
	if err != nil {
		return w.wrong(name, err)
	}
	w.found = append(w.found, f)
	return nil
}

// within is what a struct hands down to its own fields.
func (o outer) within(name string, keys []string) outer {
	o.name, o.keys = name+".", join(o.keys, keys)
	for i := range o.keys {
		o.keys[i] += "."
	}
	return o
}

// newField makes a field of what its struct says of it and of what is around that.
func newField(sf reflect.StructField, tag tag, o outer) (Field, error) {
	f := Field{Name: o.name + sf.Name, Path: tag.path, Secret: o.roles.secret, index: o.index}
	if f.Path != "" {
		f.Key = f.Path
	} else {
		keys := join(o.keys, tag.keys(sf.Name))
		f.Key, f.Was = keys[0], keys[1:]
		f.Push, f.Reset, f.Strict = o.roles.push, o.roles.reset, o.roles.strict
	}
	if !isKey(f.Key) {
		return f, fmt.Errorf("the key %q would need escaping: name it by a tag `url:\"…\"`, %s", f.Key, keyBytes)
	}
	f.prefix = f.Key + "="
	return f, f.hold(sf.Type)
}

// hold decides how values of type t are read and written.
func (f *Field) hold(t reflect.Type) (err error) {
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
	if f.leaf, err = leafOf(elem); err != nil {
		return err
	}
	if f.Path != "" && (f.slice || f.optional || !f.leaf.inPath()) {
		return fmt.Errorf("%v cannot be in the path: "+
			"a path value is a string, a whole number, an enum or a type with MarshalText and UnmarshalText", t)
	}
	return nil
}

// join returns every outer key with every inner one. The first is the current one of both.
func join(outer, inner []string) []string {
	all := make([]string, 0, len(outer)*len(inner))
	for _, o := range outer {
		for _, i := range inner {
			all = append(all, o+i)
		}
	}
	return all
}

func (w *walk) wrong(name string, err error) error {
	return fmt.Errorf("%v: field %s: %w", w.root, name, err)
}
