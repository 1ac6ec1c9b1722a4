package values

import (
	"reflect"
	"strings"
)

// Decode reads a raw query, or a form body that is encoded like one, into the addressable struct v, which holds the defaults when it
// begins. A field that has no good value keeps its default. Strings in v may share the memory of raw.
//
// The first value of a field that holds one wins; a key of today wins over an old one; parameters that belong to no
// field are ignored. What net/url refuses, a bad escape or a bare semicolon, is a problem of its field here.
func (c *Codec) Decode(v reflect.Value, raw string, limits Limits) Report {
	d := decoder{codec: c, v: v, limits: limits.orQuery()}
	d.begin()
	for {
		key, value, rest, ok := cutPair(raw)
		if !ok || !d.count() {
			break
		}
		raw = rest
		s, ok := c.lookup(key)
		if !ok {
			d.report.Unknown++
			continue
		}
		d.putEscaped(s, value, rest)
	}
	return d.end()
}

// DecodeValues reads a form that is parsed already, such as a multipart one. It is Decode in all else.
func (c *Codec) DecodeValues(v reflect.Value, form map[string][]string, limits Limits) Report {
	d := decoder{codec: c, v: v, limits: limits.orQuery()}
	d.begin()
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
		d.put(s, value, len(all))
	}
	return 1
}

// lookup finds the field of a key, which may be escaped. A key that is longer than any of ours when escaped is not looked at.
func (c *Codec) lookup(key string) (slot, bool) {
	if s, ok := c.slots[key]; ok {
		return s, true
	}
	if len(key) > 3*maxKey || strings.IndexByte(key, '%') < 0 {
		return slot{}, false // our keys have no space: a plus does not matter
	}
	plain, ok := UnescapeQuery(key)
	if !ok {
		return slot{}, false
	}
	s, ok := c.slots[plain]
	return s, ok
}

// maxKey is how long a key of ours may be, in bytes.
const maxKey = 64

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
	report Report
	marks  []mark
	few    [32]mark // so that marks needs no allocation for an ordinary struct
}

func (d *decoder) begin() {
	if n := len(d.codec.fields); n <= len(d.few) {
		d.marks = d.few[:n]
	} else {
		d.marks = make([]mark, n)
	}
}

func (d *decoder) end() Report {
	for _, m := range d.marks {
		if m&(former|upgraded) != 0 {
			d.report.Alias = true
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

func (d *decoder) putEscaped(s slot, value, rest string) {
	if len(value) > 3*d.limits.Value {
		d.put(s, value, 1) // too long in whatever way it is escaped
		return
	}
	text, ok := UnescapeQuery(value)
	if !ok || strings.IndexByte(value, ';') >= 0 {
		if counts, _ := d.take(s); counts {
			d.problem(s, value, "is not escaped as an address has to be")
		}
		return
	}
	more := 1
	if d.codec.fields[s.field].slice {
		more += strings.Count(rest[:min(len(rest), 1<<10)], d.codec.fields[s.field].prefix)
	}
	d.put(s, text, more)
}

// put gives a field one more value. more is a guess at how many will come, this one included.
func (d *decoder) put(s slot, text string, more int) {
	f := &d.codec.fields[s.field]
	counts, first := d.take(s)
	switch {
	case !counts:
	case len(text) > d.limits.Value:
		d.problem(s, text, "is too long")
	case f.slice:
		d.add(s, text, min(more, d.limits.Params))
	case !first:
		d.problem(s, text, again)
	case text == "" && !f.leaf.blank():
		// an empty input of a form
	case f.optional:
		d.point(s, text)
	default:
		d.set(s, text)
	}
}

// take notes that a key has come. It reports whether that counts, as an old key beside the one of today does not, and whether it is the
// first value of its field that does.
func (d *decoder) take(s slot) (counts, first bool) {
	m := &d.marks[s.field]
	as := current
	if s.old {
		if as = former; *m&current != 0 {
			return false, false
		}
	} else if *m&former != 0 {
		d.forget(s)
	}
	first = *m&(current|former) == 0
	*m |= as
	return true, first
}
