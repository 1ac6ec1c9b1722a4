package values

import (
	"encoding"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// set gives v, which is addressable, the value of a plain text. If it reports false v may be anything.
func (l *leaf) set(v reflect.Value, s string) (ok, upgraded bool) {
	if l.enum != nil {
		return l.enum.set(v, s)
	}
	if l.kind != stringKind && l.kind != textKind {
		s = strings.TrimSpace(s)
	}
	switch l.kind {
	case stringKind:
		v.SetString(s)
		return isClean(s), false
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
		ok = isClean(s) && v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)) == nil
	}
	return ok, false
}

func (e *enum) set(v reflect.Value, s string) (ok, upgraded bool) {
	i := e.find(s)
	if i < 0 {
		i, upgraded = e.was[s]
		if !upgraded {
			return false, false
		}
	}
	v.Set(e.values[i])
	return true, upgraded
}

// parseBool reads what links, people and checkboxes write.
func parseBool(s string) (on, ok bool) {
	switch s {
	case "on", "true", "1":
		return true, true
	case "off", "false", "0":
		return false, true
	}
	return false, false
}
