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

// append appends the unescaped text of v, which must be addressable. If v has no text that could be
// parsed again, ok is false and the text is incomplete.
func (l *scalar) append(dst []byte, v reflect.Value) (_ []byte, ok bool) {
	from := len(dst)
	switch l.kind {
	case stringKind:
		s := v.String()
		dst, ok = append(dst, s...), isValidText(s)
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
		dst, ok = appendMarshaler(dst, v.Addr().Interface())
	}
	if ok && l.enum != nil {
		ok = l.enum.contains(dst[from:])
	}
	return dst, ok
}

func (e *enum) contains(text []byte) bool {
	for _, t := range e.texts {
		if t == string(text) {
			return true
		}
	}
	return false
}

// appendMarshaler appends the result of AppendText or MarshalText.
func appendMarshaler(dst []byte, v any) ([]byte, bool) {
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

// appendFloat writes 1500000 and 0.1 in decimal form. Only very large and very small numbers get an
// exponent, without a plus sign, which would need escaping.
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

// isValidText reports whether s is valid UTF-8 without NUL. Databases refuse other strings.
func isValidText(s string) bool {
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
