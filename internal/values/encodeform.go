package values

import (
	"reflect"
	"strconv"

	"github.com/goldfish-go/goldfish/internal/address"
)

// AppendForm adds the fields and rows of the struct v to a form, unescaped, as [Codec.DecodeValues]
// reads them. Fields that are zero are left out.
//
// A row has the key of its embedded [address.Row]. If it has none, or one that another row has
// already, the key is that of a new row: "_1" for the first one.
func (c *Codec) AppendForm(form map[string][]string, v reflect.Value) {
	if !v.CanAddr() {
		v = addressable(v)
	}
	c.appendForm(form, "", v)
}

func (c *Codec) appendForm(form map[string][]string, prefix string, v reflect.Value) {
	for i := range c.fields {
		if f := &c.fields[i]; f.Path == "" {
			if texts := f.texts(f.in(v)); texts != nil {
				form[prefix+f.Key] = texts
			}
		}
	}
	for i := range c.lists {
		l := &c.lists[i]
		slice := l.in(v)
		keys := l.rows.rowKeys(slice)
		if len(keys) > 0 {
			form[prefix+l.key] = keys
		}
		for n, key := range keys {
			row := address.Row{List: prefix + l.key, Key: key}
			l.rows.appendForm(form, row.Field("")+".", slice.Index(n))
		}
	}
}

// texts returns the values of a field, unescaped.
func (f *Field) texts(v reflect.Value) (texts []string) {
	add := func(v reflect.Value) {
		text, ok := f.scalar.append(nil, v)
		if ok && (len(text) > 0 || f.scalar.acceptsEmpty()) {
			texts = append(texts, string(text))
		}
	}
	switch {
	case f.slice:
		for i := range v.Len() {
			add(v.Index(i))
		}
	case f.optional && !v.IsNil():
		add(v.Elem())
	case !f.optional && !f.scalar.isZero(v):
		add(v)
	}
	return texts
}

// rowKeys returns the key of each row of a slice.
func (c *Codec) rowKeys(slice reflect.Value) []string {
	keys := make([]string, slice.Len())
	taken := make(map[string]bool, len(keys))
	for i := range keys {
		if c.row == nil {
			continue
		}
		key := slice.Index(i).FieldByIndex(c.row).Interface().(address.Row).Key
		if address.IsRowKey(key) && !taken[key] {
			keys[i], taken[key] = key, true
		}
	}
	next := 1
	for i := range keys {
		for ; keys[i] == ""; next++ {
			if key := address.NewRowPrefix + strconv.Itoa(next); !taken[key] {
				keys[i], taken[key] = key, true
			}
		}
	}
	return keys
}
