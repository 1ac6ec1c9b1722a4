package values

import (
	"fmt"
	"reflect"
	"sync"
)

// A Codec decodes and encodes structs of one type. It is built once for each type and is safe for
// concurrent use.
type Codec struct {
	typ        reflect.Type
	fields     []Field
	byKey      map[string]keyRef // by key; aliases too
	longestKey int               // length of the longest key, in bytes
	defaults   reflect.Value     // invalid Value: every default is zero
	lists      []rowList         // of a form
	row        []int             // index of the embedded address.Row; nil if there is none
}

// A keyRef is the field that a key refers to.
type keyRef struct {
	field int  // index in Codec.fields
	alias bool // the key is an alias of the field's key
}

var codecs sync.Map // reflect.Type → *Codec

// For returns the codec of T. See [Of].
func For[T any]() (*Codec, error) { return Of(reflect.TypeFor[T]()) }

// Of returns the codec of a struct type. The error is for the author of the type: it names the
// field and says how to correct it.
func Of(t reflect.Type) (*Codec, error) {
	if c, ok := codecs.Load(t); ok {
		return c.(*Codec), nil
	}
	c, err := newCodec(t)
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	kept, _ := codecs.LoadOrStore(t, c)
	return kept.(*Codec), nil
}

func newCodec(t reflect.Type) (*Codec, error) { return newCodecOf(fieldWalker{root: t}) }

func newCodecOf(w fieldWalker) (*Codec, error) {
	t := w.root
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct: the fields of a struct are the keys", t)
	}
	if err := w.fields(t, parent{keys: []string{""}}); err != nil {
		return nil, err
	}
	c := &Codec{typ: t, fields: w.found, lists: w.lists, row: w.row, byKey: make(map[string]keyRef, len(w.found))}
	for i, f := range c.fields {
		if f.Path != "" {
			continue
		}
		if err := c.registerKey(f.Key, keyRef{i, false}); err != nil {
			return nil, err
		}
		for _, old := range f.Aliases {
			if err := c.registerKey(old, keyRef{i, true}); err != nil {
				return nil, err
			}
		}
	}
	return c, c.checkLists()
}

func (c *Codec) registerKey(key string, s keyRef) error {
	if taken, ok := c.byKey[key]; ok {
		return fmt.Errorf("%v: fields %s and %s both have the key %q: give one of them another by a tag `url:\"…\"`",
			c.typ, c.fields[taken.field].Name, c.fields[s.field].Name, key)
	}
	c.byKey[key], c.longestKey = s, max(c.longestKey, len(key))
	return nil
}

// Fields returns the fields in the order of their declaration, which is also their order in the
// canonical query. The slice is shared: do not change it.
func (c *Codec) Fields() []Field { return c.fields }
