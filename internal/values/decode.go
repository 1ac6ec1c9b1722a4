package values

import (
	"reflect"
	"strings"
)

// Decode reads a raw query, or a form body that is encoded like one, into the addressable struct v, which
// holds the defaults when it begins. A field that has no good value keeps its default. Strings in v may share
// the memory of raw.
//
// The first value of a field that holds one wins; a key of today wins over an old one; parameters that belong
// to no field are ignored. What net/url refuses, a bad escape or a bare semicolon, is a problem of its field
// here.
func (c *Codec) Decode(v reflect.Value, raw string, limits Limits) Report {
	d := newDecoder(c, v, limits)
	last := 0
	for {
		key, value, rest, plain, ok := cutPair(raw)
		if !ok || !d.count() {
			return d.end()
		}
		raw, d.rest = rest, rest
		s, ok := c.lookup(key, plain, last)
		if !ok {
			d.report.Unknown++
			continue
		}
		last = s.field
		d.putEscaped(s, value, plain)
	}
}

// DecodeValues reads a form that is parsed already, such as a multipart one. It is Decode in all else.
func (c *Codec) DecodeValues(v reflect.Value, form map[string][]string, limits Limits) Report {
	d := newDecoder(c, v, limits)
	known := 0
	for i := range c.fields {
		f := &c.fields[i]
		if f.Path != "" {
			continue
		}
		known += d.putAll(slot{i, false}, form, f.Key)
		for _, old := range f.Was {
			known += d.putAll(slot{i, true}, form, old)
		}
	}
	d.report.Unknown = len(form) - known
	return d.end()
}

func (d *decoder) putAll(s slot, form map[string][]string, key string) (known int) {
	all, ok := form[key]
	if !ok {
		return 0
	}
	for _, value := range all {
		if !d.count() {
			break
		}
		d.put(s, value)
	}
	return 1
}

// lookup finds the field of a key. In a canonical query it is mostly the one after the last, or the last
// again.
func (c *Codec) lookup(key string, plain bool, last int) (slot, bool) {
	for i := last; i < min(last+2, len(c.fields)); i++ {
		if f := &c.fields[i]; f.Key == key && f.Path == "" {
			return slot{i, false}, true
		}
	}
	if !plain && len(key) <= 3*c.longest { // a longer one is none of ours, however it is escaped
		var ok bool
		if key, ok = UnescapeQuery(key); !ok {
			return slot{}, false
		}
	}
	s, ok := c.slots[key]
	return s, ok
}

// A mark is what a decoder knows of a field.
type mark uint8

const (
	current  mark = 1 << iota // has come under its key
	former                    // has come under an old key
	upgraded                  // had an old enum value
	bad                       // has a problem
)

// A decoder is the state of one Decode.
type decoder struct {
	codec  *Codec
	v      reflect.Value
	limits Limits
	params int
	rest   string // of the raw query
	report Report
	few    [32]mark // of the first fields: an ordinary struct has no more, and needs no allocation
	more   []mark   // of the others
}

func newDecoder(c *Codec, v reflect.Value, limits Limits) decoder {
	d := decoder{codec: c, v: v, limits: limits.orQuery()}
	if n := len(c.fields) - len(d.few); n > 0 {
		d.more = make([]mark, n)
	}
	return d
}

func (d *decoder) mark(s slot) *mark {
	if s.field < len(d.few) {
		return &d.few[s.field]
	}
	return &d.more[s.field-len(d.few)]
}

// end settles what could not be known before all had come.
func (d *decoder) end() Report {
	if len(d.report.Problems) == 0 && !d.report.Alias {
		return d.report
	}
	d.report.Alias = false
	for i := range d.codec.fields {
		f, m := &d.codec.fields[i], *d.mark(slot{field: i})
		if m&(former|upgraded) != 0 {
			d.report.Alias = true
		}
		if f.slice && m&bad != 0 && f.in(d.v).Len() == 0 {
			f.in(d.v).SetZero() // nil, as if nothing had come
		}
	}
	return d.report
}

// count reports whether one more parameter may be looked at.
func (d *decoder) count() bool {
	d.params++
	if d.params == d.limits.Params+1 {
		d.report.Problems = append(d.report.Problems, tooMany(d.limits.Params))
	}
	return d.params <= d.limits.Params
}

func (d *decoder) putEscaped(s slot, value string, plain bool) {
	text, ok := value, true
	if !plain && len(text) <= 3*d.limits.Value { // a longer one is too long, however it is escaped
		text, ok = UnescapeQuery(text)
		ok = ok && strings.IndexByte(value, ';') < 0
	}
	if ok {
		d.put(s, text)
	} else if counts, _ := d.take(s); counts {
		d.problem(s, value, fault{kind: badEscape})
	}
}

// put gives a field one more value.
func (d *decoder) put(s slot, text string) {
	f := &d.codec.fields[s.field]
	counts, first := d.take(s)
	switch {
	case !counts:
	case len(text) > d.limits.Value:
		d.problem(s, text, fault{kind: tooLong})
	case f.slice:
		d.add(s, text)
	case !first:
		d.problem(s, text, fault{kind: secondValue})
	case text == "" && !f.leaf.blank():
		// an empty input of a form
	case f.optional:
		d.point(s, text)
	default:
		d.set(s, text)
	}
}

// take notes that a key has come. It reports whether that counts, as an old key beside the one of today does
// not, and whether it is the first value of its field that does.
func (d *decoder) take(s slot) (counts, first bool) {
	m := d.mark(s)
	as := current
	if s.old {
		if as = former; *m&current != 0 {
			return false, false
		}
		d.report.Alias = true
	} else if *m&former != 0 {
		d.forget(s)
	}
	first = *m&(current|former) == 0
	*m |= as
	return true, first
}
