package values

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A rowList is a field that is a slice of structs. Only forms have such fields. In the form, the
// list has one value for each row, in order: the row's key. The fields of a row follow its key:
//
//	item=7&item=_k3&item.7.name=Bolt&item._k3.name=Nut&item.7.part=2&item.7.part.2.length=30
type rowList struct {
	name  string // Go name
	key   string // item
	index []int  // from the outermost struct
	rows  *Codec // of the slice's elements

	limits rowLimits
}

var (
	rowType    = reflect.TypeFor[address.Row]()
	formCodecs sync.Map // reflect.Type → *Codec
)

// ForForm is [For] for a form, which may have fields that are slices of structs.
func ForForm[T any]() (*Codec, error) { return OfForm(reflect.TypeFor[T]()) }

// OfForm is [Of] for a form.
func OfForm(t reflect.Type) (*Codec, error) {
	if c, ok := formCodecs.Load(t); ok {
		return c.(*Codec), nil
	}
	c, err := newFormCodec(t, nil)
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	kept, _ := formCodecs.LoadOrStore(t, c)
	return kept.(*Codec), nil
}

// newFormCodec makes the codec of a form, or of a row in it. The outer types are those around it.
func newFormCodec(t reflect.Type, outer []reflect.Type) (*Codec, error) {
	return newCodecOf(fieldWalker{root: t, form: true, outer: append(slices.Clip(outer), t)})
}

// isRows reports whether a type is a slice of structs whose fields have keys of their own.
func isRows(t reflect.Type) (bool, error) {
	if text, err := isText(t); text || err != nil || t.Kind() != reflect.Slice {
		return false, err
	}
	return isNestedStruct(t.Elem())
}

// rows adds a field that is a slice of structs.
func (w *fieldWalker) rows(sf reflect.StructField, tag tag, o parent) error {
	row := sf.Type.Elem()
	switch {
	case !w.form:
		return errors.New("a slice of structs is a list of rows, and only a form has those: an address names things by their keys, such as []string")
	case tag.path != "" || tag.options != (options{}):
		return errors.New("a list of rows is in no address: remove path and the words after the key")
	case tag.aliases != nil || len(o.keys) > 1:
		return errors.New("a list of rows has no former keys: remove the alias")
	case slices.Contains(w.outer, row):
		return fmt.Errorf("%v holds rows of its own type, so a form of it has no end: give the inner rows another type", row)
	}
	key := o.keys[0] + tag.keys(sf.Name)[0]
	if !isKey(key) {
		return fmt.Errorf("the key %q would need escaping: name it by a tag `url:\"…\"`, %s", key, keyBytes)
	}
	codec, err := newFormCodec(row, w.outer)
	if err != nil {
		return err
	}
	limits, err := parseRowLimits(sf)
	if err != nil {
		return err
	}
	w.lists = append(w.lists, rowList{o.name + sf.Name, key, o.index, codec, limits})
	return nil
}

// checkLists returns an error if the fields of a list's rows could be other fields of the struct.
func (c *Codec) checkLists() error {
	for i, l := range c.lists {
		for key, ref := range c.byKey {
			if key == l.key || strings.HasPrefix(key, l.key+".") {
				return fmt.Errorf("%v: the keys of fields %s and %s overlap: give one of them another by a tag `url:\"…\"`",
					c.typ, l.name, c.fields[ref.field].Name)
			}
		}
		for _, other := range c.lists[:i] {
			if other.key == l.key || strings.HasPrefix(other.key, l.key+".") || strings.HasPrefix(l.key, other.key+".") {
				return fmt.Errorf("%v: the keys of fields %s and %s overlap: give one of them another by a tag `url:\"…\"`", c.typ, l.name, other.name)
			}
		}
	}
	return nil
}

// Reads reports whether a form has the field, which may be in a row, or the list: "item.7.name".
func (c *Codec) Reads(name string) bool {
	if s, ok := c.byKey[name]; ok {
		return c.fields[s.field].Path == ""
	}
	rows, field, ok := c.inRow(name)
	return ok && (field == "" || rows.Reads(field))
}

// RowFields iterates over the fields of all rows of a form, and of the rows in them.
func (c *Codec) RowFields() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for _, l := range c.lists {
			for _, f := range l.rows.fields {
				if !yield(f) {
					return
				}
			}
			for f := range l.rows.RowFields() {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// HasList reports whether a form has a list of rows of this name, such as "item.7.part".
func (c *Codec) HasList(name string) bool { return c.list(name) != nil }

// list returns the list of this name, or nil.
func (c *Codec) list(name string) *rowList {
	for i := range c.lists {
		if c.lists[i].key == name {
			return &c.lists[i]
		}
	}
	if rows, field, ok := c.inRow(name); ok && field != "" {
		return rows.list(field)
	}
	return nil
}

// inRow splits the name of a list, a row or a field in one into the codec of the row and the name
// in it.
func (c *Codec) inRow(name string) (rows *Codec, field string, ok bool) {
	for _, l := range c.lists {
		rest, found := strings.CutPrefix(name, l.key)
		if found && rest == "" {
			return l.rows, "", true
		}
		if !found || rest[0] != '.' {
			continue
		}
		key, field, _ := strings.Cut(rest[1:], ".")
		return l.rows, field, address.IsRowKey(key)
	}
	return nil, "", false
}
