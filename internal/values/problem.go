package values

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// duplicateMessage is the reason if a field that holds one value has several. The first one is
// used; for a strict field it may be the wrong one.
const duplicateMessage = "came besides another value"

// problem reports an invalid value, once for each field.
func (d *decoder) problem(s keyRef, raw, what string) {
	f, m := &d.codec.fields[s.field], d.fieldState(s)
	if *m&invalid != 0 {
		return
	}
	*m |= invalid
	p := Problem{Key: f.Key, Reason: "This value " + what + ".", Strict: f.Strict}
	if !f.Secret {
		p.Raw = truncate(raw)
		p.Reason = "“" + p.Raw + "” " + what + "."
	}
	d.report.Problems = append(d.report.Problems, p)
}

// tooManyParams is strict: the ignored parameters may contain one of a strict field.
func tooManyParams(params int) Problem {
	return Problem{Reason: fmt.Sprintf("There are more than %d values; the rest is left out.", params), Strict: true}
}

// invalidMessage says why set refused a text.
func (l *scalar) invalidMessage(s string) string {
	if l.enum != nil {
		return "is not one of " + l.enum.listValues()
	}
	switch l.kind {
	case boolKind:
		return "is neither on nor off"
	case intKind, uintKind, floatKind:
		return l.numberMessage(strings.TrimSpace(s))
	case timeKind:
		return "is not a date or a time"
	case durationKind:
		return "is not a length of time such as 1h30m"
	case stringKind:
		return "has characters that are not text"
	}
	return "is not understood"
}

// developerErrorPackages are packages of the standard library whose errors of UnmarshalText are
// meant for developers.
var developerErrorPackages = []string{"log/slog", "math/big", "net", "net/netip", "regexp", "crypto/x509"}

// unmarshalMessage returns the error of the type's own UnmarshalText for s, as a sentence, or "".
func (l *scalar) unmarshalMessage(v reflect.Value, s string) string {
	if l.kind != textKind || l.enum != nil || !isValidText(s) || slices.Contains(developerErrorPackages, l.typ.PkgPath()) {
		return ""
	}
	v = reflect.New(v.Type())
	err := v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
	if err == nil {
		return ""
	}
	text := strings.TrimSpace(err.Error())
	if first, size := utf8.DecodeRuneInString(text); size > 0 {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?") {
		text += "."
	}
	return text
}

func (l *scalar) numberMessage(s string) string {
	if f, err := strconv.ParseFloat(s, 64); err != nil && !math.IsInf(f, 0) || math.IsNaN(f) {
		return "is not a number"
	} else if l.kind == floatKind {
		return "is too large a number"
	} else if f == math.Trunc(f) {
		low, high := l.bounds()
		return "is not between " + low + " and " + high
	}
	return "is not a whole number"
}

// bounds returns the least and the greatest whole number that the type holds.
func (l *scalar) bounds() (low, high string) {
	bits := l.typ.Bits()
	if l.kind == uintKind {
		return "0", strconv.FormatUint(math.MaxUint64>>(64-bits), 10)
	}
	return strconv.FormatInt(math.MinInt64>>(64-bits), 10), strconv.FormatInt(math.MaxInt64>>(64-bits), 10)
}

// listValues names the first values: a sentence with fifty of them would not be read.
func (e *enum) listValues() string {
	const most = 8
	if len(e.texts) > most {
		return strings.Join(e.texts[:most], ", ") + " and others"
	}
	return strings.Join(e.texts, ", ")
}

// truncate returns a text as it may be shown: short, on one line, valid UTF-8.
func truncate(s string) string {
	const most = 60
	long := len(s) > most
	if long {
		s = s[:most]
	}
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if long {
		s += "…"
	}
	return s
}
