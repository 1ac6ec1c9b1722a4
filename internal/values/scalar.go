package values

import (
	"encoding"
	"fmt"
	"reflect"
	"time"
)

// A kind says how a value is parsed and formatted.
type kind uint8

const (
	stringKind kind = iota
	boolKind
	intKind
	uintKind
	floatKind
	timeKind
	durationKind
	textKind // has MarshalText and UnmarshalText
)

// A scalar parses and formats single values of one type: that of a field or of its elements.
type scalar struct {
	kind kind
	typ  reflect.Type
	enum *enum // nil if the type is no enum
}

var (
	timeType      = reflect.TypeFor[time.Time]()
	durationType  = reflect.TypeFor[time.Duration]()
	marshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	unmarshalType = reflect.TypeFor[encoding.TextUnmarshaler]()
	basicKinds    = map[reflect.Kind]kind{
		reflect.String: stringKind, reflect.Bool: boolKind,
		reflect.Int: intKind, reflect.Int8: intKind, reflect.Int16: intKind, reflect.Int32: intKind, reflect.Int64: intKind,
		reflect.Uint: uintKind, reflect.Uint8: uintKind, reflect.Uint16: uintKind, reflect.Uint32: uintKind, reflect.Uint64: uintKind,
		reflect.Float32: floatKind, reflect.Float64: floatKind,
	}
)

func scalarOf(t reflect.Type) (*scalar, error) {
	l := &scalar{typ: t}
	text, err := isText(t)
	if err != nil {
		return nil, err
	}
	basic, isBasic := basicKinds[t.Kind()]
	switch {
	case t == timeType:
		l.kind = timeKind
	case t == durationType:
		l.kind = durationKind
	case text:
		l.kind = textKind
	case isBasic:
		l.kind = basic
	default:
		return nil, fmt.Errorf("%v has no text: use a string, a bool, a number, a time, a struct of such, a slice of such or a pointer to such, "+
			"give the type MarshalText and UnmarshalText, or leave the field out by a tag `url:\"-\"`", t)
	}
	l.enum, err = enumOf(l)
	return l, err
}

// isText reports whether a type has MarshalText and UnmarshalText. To have only one of them is an
// error.
func isText(t reflect.Type) (bool, error) {
	pointer := reflect.PointerTo(t)
	marshals, unmarshals := pointer.Implements(marshalerType), pointer.Implements(unmarshalType)
	if marshals != unmarshals {
		has, lacks := "MarshalText", "UnmarshalText on its pointer"
		if unmarshals {
			has, lacks = "UnmarshalText", "MarshalText"
		}
		return false, fmt.Errorf("%v has %s: what is written has to be readable, so give it %s too", t, has, lacks)
	}
	return marshals, nil
}

// isNestedStruct reports whether a type is a struct whose fields have keys of their own.
func isNestedStruct(t reflect.Type) (bool, error) {
	if t.Kind() != reflect.Struct || t == timeType {
		return false, nil
	}
	text, err := isText(t)
	return !text, err
}

// allowedInPath reports whether a path field may have this type.
func (l *scalar) allowedInPath() bool {
	switch l.kind {
	case stringKind, intKind, uintKind, textKind:
		return true
	}
	return l.enum != nil
}

// acceptsEmpty reports whether the empty text is a value. For other types the empty text, which an
// empty input of a form sends, means no value.
func (l *scalar) acceptsEmpty() bool {
	if l.enum != nil {
		return l.enum.find("") >= 0
	}
	return l.kind == stringKind
}

func (l *scalar) isZero(v reflect.Value) bool {
	switch l.kind {
	case stringKind:
		return v.Len() == 0
	case boolKind:
		return !v.Bool()
	case intKind, durationKind:
		return v.Int() == 0
	case uintKind:
		return v.Uint() == 0
	case floatKind:
		return v.Float() == 0 // -0 too
	case timeKind:
		return v.Addr().Interface().(*time.Time).IsZero()
	}
	return v.IsZero()
}
