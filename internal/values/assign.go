package values

import (
	"reflect"
	"slices"
)

// setScalar sets a scalar field. If the text is invalid or means zero, the field gets its default,
// so that decoding and encoding agree.
func (d *decoder) setScalar(s keyRef, text string) {
	f := &d.codec.fields[s.field]
	v := f.in(d.v)
	if !d.parseInto(s, v, text) || f.scalar.isZero(v) {
		d.codec.Reset(f, d.v)
	}
}

// setPointer sets an optional field.
func (d *decoder) setPointer(s keyRef, text string) {
	v := d.codec.fields[s.field].in(d.v)
	p := reflect.New(v.Type().Elem())
	if d.parseInto(s, p.Elem(), text) {
		v.Set(p)
	}
}

// appendElement appends to a slice field. An invalid element is left out. The slice never shares
// memory with the default.
func (d *decoder) appendElement(s keyRef, text string) {
	f := &d.codec.fields[s.field]
	if text == "" && !f.scalar.acceptsEmpty() {
		return
	}
	v := f.in(d.v)
	n := v.Len()
	if n == v.Cap() {
		v.Grow(1 + min(countRepeats(d.rest, f.prefix), d.limits.Params))
	}
	v.SetLen(n + 1)
	if d.parseInto(s, v.Index(n), text) {
		return
	}
	v.Index(n).SetZero()
	v.SetLen(n) // keep the capacity: many invalid elements then cost no allocations
}

// parseInto parses text into v and reports whether that succeeded. If not, it adds a problem.
func (d *decoder) parseInto(s keyRef, v reflect.Value, text string) bool {
	f := &d.codec.fields[s.field]
	ok, aliasUsed := f.scalar.set(v, text)
	if !ok && *d.fieldState(s)&invalid == 0 {
		what := f.scalar.faultOf(text)
		if d.limits.UnmarshalErrors {
			what.unmarshal = f.scalar.unmarshalError(v, text)
		}
		d.problem(s, text, what)
	}
	if ok && aliasUsed {
		*d.fieldState(s) |= aliasValue
		d.report.UsedAlias = true
	}
	return ok
}

// undoAlias undoes what an alias assigned, because the current key has a value too.
func (d *decoder) undoAlias(s keyRef) {
	f := &d.codec.fields[s.field]
	*d.fieldState(s) = 0
	d.codec.Reset(f, d.v)
	d.report.Problems = slices.DeleteFunc(d.report.Problems, func(p Problem) bool { return p.Key == d.prefix+f.Key })
}

// SetText sets a path field. ok reports whether the text is valid; usedAlias, whether it is an
// alias of an enum value. If the text is invalid, the field gets its default.
func (c *Codec) SetText(f *Field, v reflect.Value, text string) (ok, usedAlias bool) {
	field := f.in(v)
	if text == "" && !f.scalar.acceptsEmpty() {
		return false, false
	}
	ok, usedAlias = f.scalar.set(field, text)
	if !ok || f.scalar.isZero(field) {
		c.Reset(f, v)
	}
	return ok, usedAlias
}
