package values

import (
	"bytes"
	"reflect"
)

// Append appends the canonical query of the struct v to dst: the fields in the order of their declaration,
// without those that are zero or at their default, escaped. It does not allocate if dst has room, but for
// types whose MarshalText does.
func (c *Codec) Append(dst []byte, v reflect.Value) []byte {
	if !v.CanAddr() {
		v = addressable(v)
	}
	start := len(dst)
	for i := range c.fields {
		f := &c.fields[i]
		if f.Path != "" {
			continue
		}
		dst = f.appendPairs(dst, start, v)
	}
	return dst
}

// Append appends what one field of the query of the addressable struct v adds to it.
func (f *Field) Append(dst []byte, v reflect.Value) []byte {
	return f.appendPairs(dst, len(dst), v)
}

// AppendText appends the plain text of a field that is in the path. A value that has no text has the empty
// one.
func (f *Field) AppendText(dst []byte, v reflect.Value) []byte {
	from := len(dst)
	v = f.in(v)
	if f.leaf.isZero(v) && f.fallback != "" {
		return append(dst, f.fallback...)
	}
	dst, ok := f.leaf.append(dst, v)
	if !ok {
		return append(dst[:from], f.fallback...)
	}
	return dst
}

func (f *Field) appendPairs(dst []byte, start int, v reflect.Value) []byte {
	v = f.in(v)
	switch {
	case f.slice:
		for i := range v.Len() {
			dst, _ = f.appendPair(dst, start, v.Index(i))
		}
		return dst
	case f.optional:
		if !v.IsNil() {
			dst, _ = f.appendPair(dst, start, v.Elem())
		}
		return dst
	case f.leaf.isZero(v):
		return dst
	}
	before := len(dst)
	dst, value := f.appendPair(dst, start, v)
	if bytes.Equal(dst[value:], []byte(f.fallback)) {
		return dst[:before]
	}
	return dst
}

// appendPair appends key=value, and returns where the value begins. start is where the query begins.
func (f *Field) appendPair(dst []byte, start int, v reflect.Value) (_ []byte, value int) {
	before := len(dst)
	if before > start {
		dst = append(dst, '&')
	}
	dst = append(dst, f.prefix...)
	value = len(dst)
	dst, ok := f.leaf.append(dst, v)
	if !ok || len(dst) == value && !f.leaf.blank() {
		return dst[:before], before
	}
	return EscapeQuery(dst, value), value
}
