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

// problem reports an invalid value, once for each field.
func (d *decoder) problem(s keyRef, raw string, what fault) {
	f, m := &d.codec.fields[s.field], d.fieldState(s)
	if *m&invalid != 0 {
		return
	}
	*m |= invalid
	p := Problem{Key: d.prefix + f.Key, Strict: f.Strict, fault: what}
	if f.Secret {
		p.fault.unmarshal = nil // its text may quote the secret
	} else {
		p.Raw = truncate(raw)
	}
	d.report.Problems = append(d.report.Problems, p)
}

// tooManyParams is strict: the ignored parameters may contain one of a strict field.
func tooManyParams(params int) Problem {
	return Problem{Strict: true, fault: fault{kind: tooManyValues, high: strconv.Itoa(params)}}
}

// faultOf says why set refused a text.
func (l *scalar) faultOf(s string) fault {
	if l.enum != nil {
		return l.enum.fault()
	}
	switch l.kind {
	case boolKind:
		return fault{kind: notOnOrOff}
	case intKind, uintKind, floatKind:
		return l.numberFault(strings.TrimSpace(s))
	case timeKind:
		return fault{kind: notATime}
	case durationKind:
		return fault{kind: notADuration}
	case stringKind:
		return fault{kind: notText}
	}
	return fault{}
}

// developerErrorPackages are packages of the standard library whose errors of UnmarshalText are
// meant for developers.
var developerErrorPackages = []string{"log/slog", "math/big", "net", "net/netip", "regexp", "crypto/x509"}

// unmarshalError returns the error of the type's own UnmarshalText for s, if it is for people.
func (l *scalar) unmarshalError(v reflect.Value, s string) error {
	if l.kind != textKind || l.enum != nil || !isValidText(s) || slices.Contains(developerErrorPackages, l.typ.PkgPath()) {
		return nil
	}
	v = reflect.New(v.Type())
	return v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
}

func (l *scalar) numberFault(s string) fault {
	if f, err := strconv.ParseFloat(s, 64); err != nil && !math.IsInf(f, 0) || math.IsNaN(f) {
		return fault{kind: notANumber}
	} else if l.kind == floatKind {
		return fault{kind: tooLargeNumber}
	} else if f == math.Trunc(f) {
		low, high := l.bounds()
		if l.holds(f) {
			return fault{kind: notDigits} // 1e3, 5.0
		}
		return fault{kind: notBetween, low: low, high: high}
	}
	return fault{kind: notWhole}
}

// holds reports whether a whole number is between the bounds, which are powers of two.
func (l *scalar) holds(f float64) bool {
	bits := l.typ.Bits()
	if l.kind == uintKind {
		return f >= 0 && f < math.Ldexp(1, bits)
	}
	return f >= -math.Ldexp(1, bits-1) && f < math.Ldexp(1, bits-1)
}

// bounds returns the least and the greatest whole number that the type holds.
func (l *scalar) bounds() (low, high string) {
	bits := l.typ.Bits()
	if l.kind == uintKind {
		return "0", strconv.FormatUint(math.MaxUint64>>(64-bits), 10)
	}
	return strconv.FormatInt(math.MinInt64>>(64-bits), 10), strconv.FormatInt(math.MaxInt64>>(64-bits), 10)
}

// fault names the first values: a sentence with fifty of them would not be read.
func (e *enum) fault() fault {
	const most = 8
	shown := e.texts[:min(most, len(e.texts))]
	return fault{kind: notOneOf, values: strings.Join(shown, ", "), others: len(e.texts) > most}
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
