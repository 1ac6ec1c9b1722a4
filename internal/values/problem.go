package values

import (
	"encoding"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// problem notes what is wrong with a value, once for a field: more would not help, and costs.
func (d *decoder) problem(s slot, raw string, what fault) {
	f, m := &d.codec.fields[s.field], d.mark(s)
	if *m&bad != 0 {
		return
	}
	*m |= bad
	p := Problem{Key: f.Key, Strict: f.Strict, fault: what}
	if f.Secret {
		p.fault.said = nil // its text may quote the secret
	} else {
		p.Raw = cut(raw)
	}
	d.report.Problems = append(d.report.Problems, p)
}

// tooMany is strict, since nobody has seen whether a strict field is in the rest.
func tooMany(params int) Problem {
	return Problem{Strict: true, fault: fault{kind: tooManyValues, high: strconv.Itoa(params)}}
}

// faultOf says what is wrong with a text that set refused.
func (l *leaf) faultOf(s string) fault {
	if l.enum != nil {
		return l.enum.fault()
	}
	switch l.kind {
	case boolKind:
		return fault{kind: notOnOrOff}
	case intKind, uintKind, floatKind:
		return l.noNumber(strings.TrimSpace(s))
	case timeKind:
		return fault{kind: notATime}
	case durationKind:
		return fault{kind: notADuration}
	case stringKind:
		return fault{kind: notText}
	}
	return fault{}
}

// forDevelopers are packages of the standard library with types that read text. The texts of their errors
// are for developers.
var forDevelopers = []string{"log/slog", "math/big", "net", "net/netip", "regexp", "crypto/x509"}

// said returns the error with which a type's own UnmarshalText refuses s, if it is for people.
func (l *leaf) said(v reflect.Value, s string) error {
	if l.kind != textKind || l.enum != nil || !isClean(s) || slices.Contains(forDevelopers, l.typ.PkgPath()) {
		return nil
	}
	v = reflect.New(v.Type())
	return v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
}

func (l *leaf) noNumber(s string) fault {
	if f, err := strconv.ParseFloat(s, 64); err != nil && !math.IsInf(f, 0) || math.IsNaN(f) {
		return fault{kind: notANumber}
	} else if l.kind == floatKind {
		return fault{kind: tooLargeNumber}
	} else if f == math.Trunc(f) {
		low, high := l.bounds()
		return fault{kind: notBetween, low: low, high: high}
	}
	return fault{kind: notWhole}
}

// bounds returns the least and the greatest whole number that the type holds.
func (l *leaf) bounds() (low, high string) {
	bits := l.typ.Bits()
	if l.kind == uintKind {
		return "0", strconv.FormatUint(math.MaxUint64>>(64-bits), 10)
	}
	return strconv.FormatInt(math.MinInt64>>(64-bits), 10), strconv.FormatInt(math.MaxInt64>>(64-bits), 10)
}

// fault names the first values: a sentence with fifty of them is not read.
func (e *enum) fault() fault {
	const most = 8
	shown := e.texts[:min(most, len(e.texts))]
	return fault{kind: notOneOf, values: strings.Join(shown, ", "), others: len(e.texts) > most}
}

// cut returns a text as it may be shown: short, on one line, valid UTF-8.
func cut(s string) string {
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
