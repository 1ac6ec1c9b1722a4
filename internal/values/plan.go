package values

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
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
		return w.wrong(name, "%w", err)
	}
	if tag.skip {
		return nil
	}
	if !sf.IsExported() && !(sf.Anonymous && sf.Type.Kind() == reflect.Struct) {
		if tag.given {
			return w.wrong(name, "it has a tag but is not exported: export it, or remove the tag")
		}
		return nil
	}
	index := append(slices.Clip(o.index), sf.Index...)
	group, err := isGroup(sf.Type)
	if err != nil {
		return w.wrong(name, "%w", err)
	}
	if group && tag.path != "" {
		return w.wrong(name, "a struct cannot be in the path: tag the field in it that is")
	}
	if group && sf.Anonymous && tag.key == "" {
		return w.fields(sf.Type, outer{o.name, o.keys, index, o.roles.and(tag.roles)})
	}
	keys := tag.keys(sf.Name)
	if group {
		within := outer{name + ".", nil, index, o.roles.and(tag.roles)}
		for _, key := range join(o.keys, keys) {
			within.keys = append(within.keys, key+".")
		}
		return w.fields(sf.Type, within)
	}
	f := Field{Name: name, Path: tag.path, index: index}
	if f.Path != "" {
		f.Key = f.Path
	} else {
		all := join(o.keys, keys)
		f.Key, f.Was = all[0], all[1:]
		f.take(o.roles.and(tag.roles))
	}
	if !isKey(f.Key) {
		return w.wrong(name, "the key %q would need escaping: name it by a tag `url:\"…\"`, in letters a to z, digits, '-', '_' and '.'", f.Key)
	}
	f.Secret = o.roles.secret || tag.roles.secret
	f.prefix = f.Key + "="
	if err := f.hold(sf.Type); err != nil {
		return w.wrong(name, "%w", err)
	}
	w.found = append(w.found, f)
	return nil
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
				return fmt.Errorf("bytes are no text: use a string, or a type with MarshalText and UnmarshalText")
			}
		}
	}
	if f.leaf, err = leafOf(elem); err != nil {
		return err
	}
	if f.Path != "" && (f.slice || f.optional || !f.leaf.inPath()) {
		return fmt.Errorf("%v cannot be in the path: a path value is a string, a whole number, an enum or a type with MarshalText and UnmarshalText", t)
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

func (w *walk) wrong(name, format string, args ...any) error {
	return fmt.Errorf("%v: field %s: %w", w.root, strings.TrimSuffix(name, "."), fmt.Errorf(format, args...))
}
