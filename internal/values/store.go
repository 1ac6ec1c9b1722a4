package values

import (
	"reflect"
	"slices"
)

// set gives a scalar field its value, or its default if the text is bad or says zero: then it reads as it
// will be written.
func (d *decoder) set(s slot, text string) {
	f := &d.codec.fields[s.field]
	v := f.in(d.v)
	if !d.read(s, v, text) || f.leaf.isZero(v) {
		d.codec.Reset(f, d.v)
	}
}

// point gives an optional field its value.
func (d *decoder) point(s slot, text string) {
	v := d.codec.fields[s.field].in(d.v)
	p := reflect.New(v.Type().Elem())
	if d.read(s, p.Elem(), text) {
		v.Set(p)
	}
}

// add appends to a slice field. A bad element is left out. The slice is always one of its own, never the
// default's.
func (d *decoder) add(s slot, text string) {
	f := &d.codec.fields[s.field]
	if text == "" && !f.leaf.blank() {
		return
	}
	v := f.in(d.v)
	n := v.Len()
	if n == v.Cap() {
		v.Grow(1 + min(repeats(d.rest, f.prefix), d.limits.Params))
	}
	v.SetLen(n + 1)
	if d.read(s, v.Index(n), text) {
		return
	}
	v.Index(n).SetZero()
	v.SetLen(n) // and keep the room, so that a flood of bad elements costs nothing
}

// read turns a text into a value, and reports whether it could.
func (d *decoder) read(s slot, v reflect.Value, text string) bool {
	f := &d.codec.fields[s.field]
	ok, old := f.leaf.set(v, text)
	if !ok && *d.mark(s)&bad == 0 {
		what := f.leaf.faultOf(text)
		if d.limits.Said {
			what.said = f.leaf.said(v, text)
		}
		d.problem(s, text, what)
	}
	if ok && old {
		*d.mark(s) |= upgraded
		d.report.Alias = true
	}
	return ok
}

// forget undoes what an old key did, since the key of today has come.
func (d *decoder) forget(s slot) {
	f := &d.codec.fields[s.field]
	*d.mark(s) = 0
	d.codec.Reset(f, d.v)
	d.report.Problems = slices.DeleteFunc(d.report.Problems, func(p Problem) bool { return p.Key == f.Key })
}

// SetText gives a field that is in the path its value, and reports whether the text is one.
func (c *Codec) SetText(f *Field, v reflect.Value, text string) (ok, upgraded bool) {
	field := f.in(v)
	if text == "" && !f.leaf.blank() {
		return false, false
	}
	ok, upgraded = f.leaf.set(field, text)
	if !ok || f.leaf.isZero(field) {
		c.Reset(f, v)
	}
	return ok, upgraded
}
