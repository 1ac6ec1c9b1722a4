package values

import (
	"bytes"
	"encoding"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// append appends the plain text of v, which is addressable. It reports false, having appended what it may, if
// v has no text that could be read back.
func (l *leaf) append(dst []byte, v reflect.Value) (_ []byte, ok bool) {
	from := len(dst)
	switch l.kind {
	case stringKind:
		s := v.String()
		dst, ok = append(dst, s...), isClean(s)
	case boolKind:
		dst, ok = strconv.AppendBool(dst, v.Bool()), true
	case intKind:
		dst, ok = strconv.AppendInt(dst, v.Int(), 10), true
	case uintKind:
		dst, ok = strconv.AppendUint(dst, v.Uint(), 10), true
	case floatKind:
		dst, ok = appendFloat(dst, v.Float(), l.typ.Bits())
	case timeKind:
		dst, ok = appendTime(dst, *v.Addr().Interface().(*time.Time))
	case durationKind:
		dst, ok = appendDuration(dst, time.Duration(v.Int())), true
	case textKind:
		dst, ok = appendOwn(dst, v.Addr().Interface())
	}
	if ok && l.enum != nil {
		ok = l.enum.lists(dst[from:])
	}
	return dst, ok
}

func (e *enum) lists(text []byte) bool {
	for _, t := range e.texts {
		if t == string(text) {
			return true
		}
	}
	return false
}

// appendOwn appends what a type says of itself.
func appendOwn(dst []byte, v any) ([]byte, bool) {
	from := len(dst)
	var err error
	if a, ok := v.(encoding.TextAppender); ok {
		dst, err = a.AppendText(dst)
	} else {
		var text []byte
		text, err = v.(encoding.TextMarshaler).MarshalText()
		dst = append(dst, text...)
	}
	return dst, err == nil && utf8.Valid(dst[from:]) && bytes.IndexByte(dst[from:], 0) < 0
}

// appendFloat writes 1500000 and 0.1 as a person would, and only what is very large or very small with an
// exponent. There is no plus sign in it, which would have to be escaped.
func appendFloat(dst []byte, f float64, bits int) ([]byte, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return dst, false
	}
	if abs := math.Abs(f); f == 0 {
		f = 0 // not -0
	} else if abs < 1e-6 || abs >= 1e21 {
		from := len(dst)
		dst = strconv.AppendFloat(dst, f, 'e', -1, bits)
		if plus := bytes.IndexByte(dst[from:], '+'); plus >= 0 {
			dst = append(dst[:from+plus], dst[from+plus+1:]...)
		}
		return dst, true
	}
	return strconv.AppendFloat(dst, f, 'f', -1, bits), true
}

// appendDuration writes 1h30m rather than 1h30m0s.
func appendDuration(dst []byte, d time.Duration) []byte {
	dst = append(dst, d.String()...)
	if bytes.HasSuffix(dst, []byte("m0s")) {
		dst = dst[:len(dst)-2]
	}
	if bytes.HasSuffix(dst, []byte("h0m")) {
		dst = dst[:len(dst)-2]
	}
	return dst
}

// isClean reports whether a string is text: valid UTF-8 without NUL. Databases refuse the rest.
func isClean(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b == 0:
			return false
		case b >= utf8.RuneSelf:
			return utf8.ValidString(s[i:]) && strings.IndexByte(s[i:], 0) < 0
		}
	}
	return true
}
