package values

import (
	"bytes"
	"reflect"
	"time"
)

// Same reports whether the field is encoded alike in the addressable structs a and b; so a zero
// equals the default. buf is scratch memory, which Same returns for the next call.
func (f *Field) Same(a, b reflect.Value, buf []byte) (bool, []byte) {
	if f.equal(f.in(a), f.in(b)) {
		return true, buf
	}
	write := f.Append
	if f.Path != "" {
		write = f.AppendText
	}
	buf = write(buf[:0], a)
	n := len(buf)
	buf = write(buf, b)
	return bytes.Equal(buf[:n], buf[n:]), buf
}

// equal is a fast check for equal values. It may return false for values that are encoded alike.
func (f *Field) equal(a, b reflect.Value) bool {
	switch {
	case f.slice:
		return a.Len() == b.Len() && (a.Len() == 0 || a.UnsafePointer() == b.UnsafePointer())
	case f.optional:
		return a.UnsafePointer() == b.UnsafePointer()
	}
	switch f.scalar.kind {
	case stringKind:
		return a.String() == b.String()
	case boolKind:
		return a.Bool() == b.Bool()
	case intKind, durationKind:
		return a.Int() == b.Int()
	case uintKind:
		return a.Uint() == b.Uint()
	case floatKind:
		return a.Float() == b.Float()
	case timeKind:
		return a.Addr().Interface().(*time.Time).Equal(*b.Addr().Interface().(*time.Time))
	}
	return false
}
