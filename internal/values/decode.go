package values

import (
	"reflect"
	"strings"
)

// Decode reads a raw query, or a form body with the same encoding, into the struct v. v must be
// addressable and must hold the defaults. A field without a valid value keeps its default. Strings
// in v may share memory with raw.
//
//   - If a field that is not a slice has several values, the first one counts.
//   - The current key counts, not its aliases, if both are present.
//   - Parameters that belong to no field are ignored.
//   - A bad escape or a bare semicolon, which net/url refuses, is a [Problem] of its field.
func (c *Codec) Decode(v reflect.Value, raw string, limits Limits) Report {
	d := newDecoder(c, v, limits)
	last := 0
	for {
		key, value, rest, literal, ok := cutPair(raw)
		if !ok || !d.countParam() {
			return d.finish()
		}
		raw, d.rest = rest, rest
		s, ok := c.lookup(key, literal, last)
		if !ok {
			continue
		}
		last = s.field
		d.assignEscaped(s, value, literal)
	}
}

// DecodeValues is [Codec.Decode] for a form that is parsed already, such as a multipart form.
func (c *Codec) DecodeValues(v reflect.Value, form map[string][]string, limits Limits) Report {
	d := newDecoder(c, v, limits)
	d.assignForm(&rowDecoder{form: form})
	return d.finish()
}

// assignForm reads all fields of the struct, and its rows.
func (d *decoder) assignForm(all *rowDecoder) {
	for i := range d.codec.fields {
		f := &d.codec.fields[i]
		if f.Path != "" {
			continue
		}
		d.assignAll(keyRef{i, false}, all.form, d.prefix+f.Key)
		for _, old := range f.Aliases {
			d.assignAll(keyRef{i, true}, all.form, d.prefix+old)
		}
	}
	d.decodeRows(all)
}

func (d *decoder) assignAll(s keyRef, form map[string][]string, key string) {
	for _, value := range form[key] {
		if !d.countParam() {
			return
		}
		d.assign(s, value)
	}
}

// lookup returns the field of a key. It first tries the field of the last key and the one after
// that: in a canonical query, it is nearly always one of these.
func (c *Codec) lookup(key string, literal bool, last int) (keyRef, bool) {
	for i := last; i < min(last+2, len(c.fields)); i++ {
		if f := &c.fields[i]; f.Key == key && f.Path == "" {
			return keyRef{i, false}, true
		}
	}
	// a longer one matches no key, even if every byte is escaped
	if !literal && len(key) <= 3*c.longestKey {
		var ok bool
		if key, ok = UnescapeQuery(key); !ok {
			return keyRef{}, false
		}
	}
	s, ok := c.byKey[key]
	return s, ok
}

// A fieldState holds what a decoder has seen of one field so far.
type fieldState uint8

const (
	seen       fieldState = 1 << iota // a value under the current key
	seenAlias                         // a value under an alias
	aliasValue                        // an enum value that is an alias
	invalid                           // a Problem was reported
)

// A decoder is the state of one call of Decode.
type decoder struct {
	codec  *Codec
	v      reflect.Value
	limits Limits
	params int
	rest   string // of the raw query, not decoded yet
	prefix string // of the names of a row's fields: "item.7."; empty outside of rows
	report Report
	// an alias was used in a row
	rowAlias bool
	// of the first fields; most structs have no more, so nothing is allocated
	inline   [32]fieldState
	overflow []fieldState // of the other fields
}

func newDecoder(c *Codec, v reflect.Value, limits Limits) decoder {
	d := decoder{codec: c, v: v, limits: limits.orDefault()}
	if n := len(c.fields) - len(d.inline); n > 0 {
		d.overflow = make([]fieldState, n)
	}
	return d
}

func (d *decoder) fieldState(s keyRef) *fieldState {
	if s.field < len(d.inline) {
		return &d.inline[s.field]
	}
	return &d.overflow[s.field-len(d.inline)]
}

// finish computes what depends on all values, and returns the report.
func (d *decoder) finish() Report {
	if len(d.report.Problems) == 0 && !d.report.UsedAlias && !d.rowAlias {
		return d.report
	}
	d.report.UsedAlias = d.rowAlias
	for i := range d.codec.fields {
		f, m := &d.codec.fields[i], *d.fieldState(keyRef{field: i})
		if m&(seenAlias|aliasValue) != 0 {
			d.report.UsedAlias = true
		}
		if f.slice && m&invalid != 0 && f.in(d.v).Len() == 0 {
			f.in(d.v).SetZero() // nil, as if the field had no value
		}
	}
	return d.report
}

// countParam counts a parameter and reports whether the limit allows it.
func (d *decoder) countParam() bool {
	d.params++
	if d.params == d.limits.Params+1 {
		d.report.Problems = append(d.report.Problems, tooManyParams(d.limits.Params))
	}
	return d.params <= d.limits.Params
}

func (d *decoder) assignEscaped(s keyRef, value string, literal bool) {
	text, ok := value, true
	// a longer one exceeds the limit, even if every byte is escaped
	if !literal && len(text) <= 3*d.limits.Value {
		text, ok = UnescapeQuery(text)
		ok = ok && strings.IndexByte(value, ';') < 0
	}
	if ok {
		d.assign(s, text)
	} else if counts, _ := d.noteKey(s); counts {
		d.problem(s, value, fault{kind: badEscape})
	}
}

// assign gives a field one more value.
func (d *decoder) assign(s keyRef, text string) {
	f := &d.codec.fields[s.field]
	counts, first := d.noteKey(s)
	switch {
	case !counts:
	case len(text) > d.limits.Value:
		d.problem(s, text, fault{kind: tooLong})
	case f.slice:
		d.appendElement(s, text)
	case !first:
		d.problem(s, text, fault{kind: secondValue})
	case text == "" && !f.scalar.acceptsEmpty():
		// an empty input of a form
	case f.optional:
		d.setPointer(s, text)
	default:
		d.setScalar(s, text)
	}
}

// noteKey notes a key. counts is false for an alias beside the current key. first reports whether
// this is the field's first value that counts.
func (d *decoder) noteKey(s keyRef) (counts, first bool) {
	m := d.fieldState(s)
	as := seen
	if s.alias {
		if as = seenAlias; *m&seen != 0 {
			return false, false
		}
		d.report.UsedAlias = true
	} else if *m&seenAlias != 0 {
		d.undoAlias(s)
	}
	first = *m&(seen|seenAlias) == 0
	*m |= as
	return true, first
}
