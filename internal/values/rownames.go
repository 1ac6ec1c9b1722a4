package values

import (
	"iter"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// AnyRow stands for the key of a row in [Codec.Names].
const AnyRow = "*"

// Names returns the names of all fields and lists of a form. In those of rows "*" stands for the
// key: a list is "item" and "item.*", and a field in it "item.*.name".
func (c *Codec) Names() (names []string) {
	for _, f := range c.fields {
		if f.Path == "" {
			names = append(names, f.Key)
		}
	}
	for _, l := range c.lists {
		row := address.Row{List: l.key, Key: AnyRow}
		names = append(names, l.key, row.Field(""))
		for _, name := range l.rows.Names() {
			names = append(names, row.Field(name))
		}
	}
	return names
}

// Listed reports whether all rows that a name is in are listed: for "item.7.name", whether 7 is
// among the values of "item". It is true for a name outside of rows.
func (c *Codec) Listed(name string, form map[string][]string) bool { return c.listed("", name, form) }

func (c *Codec) listed(prefix, name string, form map[string][]string) bool {
	for _, l := range c.lists {
		rest, found := strings.CutPrefix(name, l.key+".")
		if !found {
			continue
		}
		key, field, _ := strings.Cut(rest, ".")
		row := address.Row{List: prefix + l.key, Key: key}
		return slices.Contains(form[row.List], key) && l.rows.listed(row.Field("")+".", field, form)
	}
	return true
}

// FieldsOf iterates over the fields that a form of these values has: those outside of rows, and
// those of each row that is listed. The first value is what stands before the key of the field in
// its name: "" or "item.7.".
func (c *Codec) FieldsOf(form map[string][]string) iter.Seq2[string, Field] {
	return func(yield func(string, Field) bool) { c.fieldsOf("", form, yield) }
}

func (c *Codec) fieldsOf(prefix string, form map[string][]string, yield func(string, Field) bool) bool {
	for _, f := range c.fields {
		if f.Path == "" && !yield(prefix, f) {
			return false
		}
	}
	for _, l := range c.lists {
		for _, key := range form[prefix+l.key] {
			row := address.Row{List: prefix + l.key, Key: key}
			if address.IsRowKey(key) && !l.rows.fieldsOf(row.Field("")+".", form, yield) {
				return false
			}
		}
	}
	return true
}
