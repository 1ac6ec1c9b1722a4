package values

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
)

// A List is a field of a form that is a list of rows.
type List struct {
	Key  string // "item"; in a row, without what the row's own name is
	Rows *Codec // of the rows
	list *rowList
}

// Lists returns the lists of a form, in the order of their declaration.
func (c *Codec) Lists() []List {
	lists := make([]List, len(c.lists))
	for i := range c.lists {
		lists[i] = List{c.lists[i].key, c.lists[i].rows, &c.lists[i]}
	}
	return lists
}

// In returns the slice of the list in a struct.
func (l List) In(v reflect.Value) reflect.Value { return l.list.in(v) }

// HasKeys reports whether the rows embed address.Row, so that a row can be found again among
// others.
func (l List) HasKeys() bool { return l.Rows.row != nil }

// Keys returns the keys of the rows of a slice. It returns an error if one has none, or that of
// another: rows without keys would all look as if they had been replaced.
func (l List) Keys(slice reflect.Value) ([]string, error) {
	keys := make([]string, slice.Len())
	known := make(map[string]bool, len(keys))
	for i := range keys {
		key := slice.Index(i).FieldByIndex(l.Rows.row).Interface().(address.Row).Key
		//mutant:false TestListKeys: rows whose keys are missing are not doubled
		if !address.IsRowKey(key) || known[key] {
			return nil, fmt.Errorf("row %d of %v has the key %q: give each its own Row.Key, 1 to 64 letters, digits, '-' and '_', such as its ID",
				i+1, slice.Type(), key)
		}
		keys[i], known[key] = key, true
	}
	return keys, nil
}

// SetRow tells a row which one it is.
func (l List) SetRow(v reflect.Value, row address.Row) {
	v.FieldByIndex(l.Rows.row).Set(reflect.ValueOf(row))
}

// Texts returns a text for each row of a struct, in order, such as "Paper, 10". Those of secret
// fields are left out.
func (l List) Texts(v reflect.Value) []string { return l.texts(v, ", ") }

// Digest returns the digest of all rows of a struct, those of secret fields left out.
func (l List) Digest(v reflect.Value) string { return Digest(l.texts(v, "\x00")) }

func (l List) texts(v reflect.Value, separator string) []string {
	slice := l.In(v)
	texts := make([]string, slice.Len())
	for i := range texts {
		texts[i] = strings.Join(l.Rows.rowTexts(slice.Index(i), separator), separator)
	}
	return texts
}

func (c *Codec) rowTexts(v reflect.Value, separator string) (texts []string) {
	for i := range c.fields {
		if f := &c.fields[i]; f.Path == "" && !f.IsSecret() {
			texts = append(texts, strings.Join(f.Texts(v), " "))
		}
	}
	for _, l := range c.Lists() {
		texts = append(texts, l.texts(v, separator)...)
	}
	return texts
}

// ListBase returns what [Codec.Digests] has of a list with keys: each after a space, which tells
// the client that it is no digest.
func ListBase(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return " " + strings.Join(keys, " ")
}

// RowDigests returns the digests of one row, by the names of its fields in the form.
func (c *Codec) RowDigests(row address.Row, v reflect.Value) (url.Values, error) {
	sums := url.Values{}
	err := c.addDigests(sums, row.Field("")+".", v)
	return sums, err
}

// HasSecret reports whether a secret field of a struct, or of a row of it, has a value.
func (c *Codec) HasSecret(v reflect.Value) bool {
	for i := range c.fields {
		if f := &c.fields[i]; f.Path == "" && f.IsSecret() && len(f.Texts(v)) > 0 {
			return true
		}
	}
	for _, l := range c.Lists() {
		slice := l.In(v)
		for i := range slice.Len() {
			if l.Rows.HasSecret(slice.Index(i)) {
				return true
			}
		}
	}
	return false
}

// addDigests adds what [Codec.Digests] has of v. The prefix stands before the names of its fields.
func (c *Codec) addDigests(sums url.Values, prefix string, v reflect.Value) error {
	for i := range c.fields {
		//mutant:true(2) TestDigestsOfSecrets: a digest tells what a PIN is
		if f := &c.fields[i]; f.Path == "" && !f.IsSecret() {
			sums.Set(prefix+f.Key, Digest(f.Texts(v)))
		}
	}
	for _, l := range c.Lists() {
		name := prefix + l.Key
		if !l.HasKeys() {
			sums.Set(name, l.Digest(v))
			continue
		}
		slice := l.In(v)
		keys, err := l.Keys(slice)
		if err != nil {
			return err
		}
		sums.Set(name, ListBase(keys))
		for i, key := range keys {
			if err := l.Rows.addDigests(sums, address.Row{List: name, Key: key}.Field("")+".", slice.Index(i)); err != nil {
				return err
			}
		}
	}
	return nil
}
