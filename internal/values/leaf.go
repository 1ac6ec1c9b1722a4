package values

import (
	"encoding"
	"fmt"
	"reflect"
	"time"
)

// A kind is how the text of a value is made.
type kind uint8

const (
	stringKind kind = iota
	boolKind
	intKind
	uintKind
	floatKind
	timeKind
	durationKind
	textKind // by its own MarshalText and UnmarshalText
)

// A leaf is how one value of one type is read and written: what a field holds, or an element of it.
type leaf struct {
	kind kind
	typ  reflect.Type
	enum *enum // nil if any value will do
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

func leafOf(t reflect.Type) (*leaf, error) {
	l := &leaf{typ: t}
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

// isText reports whether a type makes its own text. Having one direction alone is a mistake that would be
// found late.
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

// isGroup reports whether a type is a struct whose fields are keys of their own.
func isGroup(t reflect.Type) (bool, error) {
	if t.Kind() != reflect.Struct || t == timeType {
		return false, nil
	}
	text, err := isText(t)
	return !text, err
}

// inPath reports whether a path can hold such a value.
func (l *leaf) inPath() bool {
	switch l.kind {
	case stringKind, intKind, uintKind, textKind:
		return true
	}
	return l.enum != nil
}

// blank reports whether the empty text is a value. Elsewhere it is what an empty input of a form sends:
// nothing.
func (l *leaf) blank() bool {
	if l.enum != nil {
		return l.enum.find("") >= 0
	}
	return l.kind == stringKind
}

func (l *leaf) isZero(v reflect.Value) bool {
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
