package values

import (
	"encoding"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// set parses s, which is not escaped, into v. v must be addressable. If ok is false, v is
// undefined. aliasValue reports whether s is an alias of an enum value.
func (l *scalar) set(v reflect.Value, s string) (ok, aliasValue bool) {
	if l.enum != nil {
		return l.enum.set(v, s)
	}
	if l.kind != stringKind && l.kind != textKind {
		s = strings.TrimSpace(s)
	}
	switch l.kind {
	case stringKind:
		v.SetString(s)
		return isValidText(s), false
	case boolKind:
		var on bool
		on, ok = parseBool(s)
		v.SetBool(on)
	case intKind:
		n, err := strconv.ParseInt(s, 10, l.typ.Bits())
		v.SetInt(n)
		ok = err == nil
	case uintKind:
		n, err := strconv.ParseUint(s, 10, l.typ.Bits())
		v.SetUint(n)
		ok = err == nil
	case floatKind:
		f, err := strconv.ParseFloat(s, l.typ.Bits())
		v.SetFloat(f + 0) // -0 becomes 0
		ok = err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
	case timeKind:
		*v.Addr().Interface().(*time.Time), ok = parseTime(s)
	case durationKind:
		d, err := time.ParseDuration(s)
		v.SetInt(int64(d))
		ok = err == nil
	case textKind:
		ok = isValidText(s) && v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)) == nil
	}
	return ok, false
}

func (e *enum) set(v reflect.Value, s string) (ok, aliasValue bool) {
	i := e.find(s)
	if i < 0 {
		i, aliasValue = e.aliases[s]
		if !aliasValue {
			return false, false
		}
	}
	v.Set(e.values[i])
	return true, aliasValue
}

// parseBool accepts what links and checkboxes contain: on, true, 1, off, false, 0.
func parseBool(s string) (on, ok bool) {
	switch s {
	case "on", "true", "1":
		return true, true
	case "off", "false", "0":
		return false, true
	}
	return false, false
}
