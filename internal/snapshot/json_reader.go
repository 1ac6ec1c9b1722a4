package snapshot

import (
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// ErrDelta is returned if a patch is malformed or belongs to another body.
var ErrDelta = errors.New("snapshot: the patch does not fit")

// A reader reads the JSON of a patch: arrays, whole numbers and strings, without white space.
type reader struct {
	in     []byte
	at     int
	failed bool
}

func (r *reader) peek() byte {
	if r.at < len(r.in) {
		return r.in[r.at]
	}
	return 0
}

// accept consumes the next byte if it is b.
func (r *reader) accept(b byte) bool {
	if r.peek() != b {
		return false
	}
	r.at++
	return true
}

func (r *reader) expect(b byte) {
	if !r.accept(b) {
		r.failed = true
	}
}

// more consumes a comma, and reports whether there was one: another element of the array follows.
func (r *reader) more() bool { return !r.failed && r.accept(',') }

func (r *reader) number() int {
	n, digits := 0, 0
	for ; '0' <= r.peek() && r.peek() <= '9' && digits < 10; digits++ {
		n = 10*n + int(r.in[r.at]-'0')
		r.at++
	}
	if digits == 0 || digits == 10 {
		r.failed = true
	}
	return n
}

// string appends the next string to out.
func (r *reader) string(out []byte) []byte {
	r.expect('"')
	from := r.at
	for !r.failed {
		switch b := r.peek(); {
		case b == '"':
			out = append(out, r.in[from:r.at]...)
			r.at++
			return out
		case b == '\\':
			return r.escaped(append(out, r.in[from:r.at]...))
		case b < ' ':
			r.failed = true
		}
		r.at++
	}
	return out
}

// escaped appends the rest of a string that contains escapes.
func (r *reader) escaped(out []byte) []byte {
	for !r.failed {
		b := r.peek()
		r.at++
		switch {
		case b == '"':
			return out
		case b < ' ':
			r.failed = true
		case b != '\\':
			out = append(out, b)
		default:
			out = r.escape(out)
		}
	}
	return out
}

func (r *reader) escape(out []byte) []byte {
	b := r.peek()
	r.at++
	switch b {
	case '"', '\\', '/':
		return append(out, b)
	case 'n':
		return append(out, '\n')
	case 't':
		return append(out, '\t')
	case 'u': // rare: encoding/json knows about pairs
		from, to := r.at-2, r.at+4
		if to+6 <= len(r.in) && r.in[to] == '\\' && r.in[to+1] == 'u' {
			to += 6
		}
		var s string
		if to > len(r.in) || json.Unmarshal([]byte(`"`+string(r.in[from:to])+`"`), &s) != nil || !utf8.ValidString(s) {
			r.failed = true
			return out
		}
		r.at = to
		return append(out, s...)
	}
	r.failed = true
	return out
}
