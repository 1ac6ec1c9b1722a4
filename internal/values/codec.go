package values

import (
	"fmt"
	"reflect"
	"sync"
)

// A Codec reads and writes the structs of one type. It is made once for a type and is safe for concurrent
// use.
type Codec struct {
	typ      reflect.Type
	fields   []Field
	slots    map[string]slot // by key, old keys too
	longest  int             // of the keys, in bytes
	defaults reflect.Value   // not valid: every default is zero
}

// A slot is what a key stands for.
type slot struct {
	field int  // index in Codec.fields
	old   bool // the key is one that the field had before
}

var codecs sync.Map // reflect.Type → *Codec

// For returns the codec of T. See [Of].
func For[T any]() (*Codec, error) { return Of(reflect.TypeFor[T]()) }

// Of returns the codec of a struct type. The error is for the author of the type: it names the field and says
// what to do.
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

func newCodec(t reflect.Type) (*Codec, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct: the fields of a struct are the keys", t)
	}
	fields, err := fieldsOf(t)
	if err != nil {
		return nil, err
	}
	c := &Codec{typ: t, fields: fields, slots: make(map[string]slot, len(fields))}
	for i, f := range fields {
		if f.Path != "" {
			continue
		}
		if err := c.claim(f.Key, slot{i, false}); err != nil {
			return nil, err
		}
		for _, old := range f.Was {
			if err := c.claim(old, slot{i, true}); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

func (c *Codec) claim(key string, s slot) error {
	if taken, ok := c.slots[key]; ok {
		return fmt.Errorf("%v: fields %s and %s both have the key %q: give one of them another by a tag `url:\"…\"`",
			c.typ, c.fields[taken.field].Name, c.fields[s.field].Name, key)
	}
	c.slots[key], c.longest = s, max(c.longest, len(key))
	return nil
}

// Fields returns the fields in the order of their declaration, which is the order of the canonical text. It
// is shared: do not change it.
func (c *Codec) Fields() []Field { return c.fields }
