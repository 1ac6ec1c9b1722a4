package values

import (
	"bytes"
	"reflect"
)

// Append appends the canonical, escaped query of the struct v to dst. Fields are in the order of
// their declaration. Fields that are zero or at their default are left out. Append does not
// allocate if dst has enough capacity and no MarshalText method allocates.
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

// Append appends the pairs of this one query field of v, which must be addressable.
func (f *Field) Append(dst []byte, v reflect.Value) []byte {
	return f.appendPairs(dst, len(dst), v)
}

// AppendText appends the unescaped text of a path field. For a value that has no text, the default
// is appended.
func (f *Field) AppendText(dst []byte, v reflect.Value) []byte {
	from := len(dst)
	v = f.in(v)
	if f.scalar.isZero(v) && f.defaultValue != "" {
		return append(dst, f.defaultValue...)
	}
	dst, ok := f.scalar.append(dst, v)
	if !ok {
		return append(dst[:from], f.defaultValue...)
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
	case f.scalar.isZero(v):
		return dst
	}
	before := len(dst)
	dst, value := f.appendPair(dst, start, v)
	if bytes.Equal(dst[value:], []byte(f.defaultValue)) {
		return dst[:before]
	}
	return dst
}

// appendPair appends key=value. start is the offset of the query in dst; value is the offset of the
// value. If v cannot be encoded, nothing is appended.
func (f *Field) appendPair(dst []byte, start int, v reflect.Value) (_ []byte, value int) {
	before := len(dst)
	if before > start {
		dst = append(dst, '&')
	}
	dst = append(dst, f.prefix...)
	value = len(dst)
	dst, ok := f.scalar.append(dst, v)
	if !ok || len(dst) == value && !f.scalar.acceptsEmpty() {
		return dst[:before], before
	}
	return EscapeQuery(dst, value), value
}
