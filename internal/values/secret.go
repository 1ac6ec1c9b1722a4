package values

import (
	"reflect"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// IsSecret reports whether nothing may keep or show the value of the field: its tag or its name
// says so.
func (f *Field) IsSecret() bool { return f.Secret || address.IsPassword(f.Key) }

// IsSecret reports whether nothing may keep or show the values of this name in a form, which may be
// in a row: "item.7.pin". Former keys count, and so do the names of passwords that the form does
// not have.
func (c *Codec) IsSecret(name string) bool {
	if address.IsPassword(name) {
		return true
	}
	if s, ok := c.byKey[name]; ok {
		return c.fields[s.field].Secret
	}
	rows, field, ok := c.inRow(name)
	return ok && rows.IsSecret(field)
}

// SecretIn returns the path of a secret field that the JSON of a type would have, such as
// "Filter.PIN", or "".
func SecretIn(t reflect.Type) string { return secretIn(t, map[reflect.Type]bool{}) }

func secretIn(t reflect.Type, seen map[reflect.Type]bool) string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return secretIn(t.Elem(), seen)
	case reflect.Struct:
	default:
		return ""
	}
	if seen[t] {
		return ""
	}
	seen[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("json") == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		if _, roles, _ := strings.Cut(f.Tag.Get("url"), ","); slices.Contains(strings.Split(roles, ","), "secret") {
			return f.Name
		}
		if inner := secretIn(f.Type, seen); inner != "" {
			return f.Name + "." + inner
		}
	}
	return ""
}
