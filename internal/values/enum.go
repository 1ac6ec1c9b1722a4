package values

import (
	"fmt"
	"reflect"
	"slices"
)

// An enum is a type that lists its values.
type enum struct {
	texts  []string // in the order of Values
	values []reflect.Value
	was    map[string]int // text of a value that is no more → index of what it has become
}

func (e *enum) find(text string) int { return slices.Index(e.texts, text) }

// enumOf asks a zero value of the type for its values. It returns nil if the type has no method Values.
func enumOf(l *leaf) (*enum, error) {
	values, err := call(l.typ, "Values", reflect.SliceOf(l.typ))
	if err != nil {
		return nil, err
	}
	was, err := call(l.typ, "Was", reflect.MapOf(reflect.TypeFor[string](), l.typ))
	if err != nil {
		return nil, err
	}
	if !values.IsValid() {
		if was.IsValid() {
			return nil, fmt.Errorf("%v has Was, which is for enums: give it Values() []%v too", l.typ, l.typ)
		}
		return nil, nil
	}
	e := &enum{was: map[string]int{}}
	if values.Len() == 0 {
		return nil, fmt.Errorf("%v.Values returns nothing, so no value could be chosen: return those that can", l.typ)
	}
	for _, v := range values.Seq2() {
		text, ok := l.append(nil, v)
		if !ok || e.find(string(text)) >= 0 {
			return nil, fmt.Errorf("%v.Values has %q, which is no text or is listed twice: list each value once", l.typ, text)
		}
		e.texts, e.values = append(e.texts, string(text)), append(e.values, v)
	}
	if was.IsValid() {
		return e, e.upgrade(l, was)
	}
	return e, nil
}

func (e *enum) upgrade(l *leaf, was reflect.Value) error {
	for old, v := range was.Seq2() {
		text, _ := l.append(nil, addressable(v))
		to := e.find(string(text))
		if to < 0 {
			return fmt.Errorf("%v.Was turns %q into %q, which Values does not list: name a value of today", l.typ, old, text)
		}
		if old.String() == "" || e.find(old.String()) >= 0 {
			return fmt.Errorf("%v.Was has %q, which is a value of today: remove it", l.typ, old)
		}
		e.was[old.String()] = to
	}
	return nil
}

// call returns the result of a method without arguments, or an invalid value if the type has no such method.
// A method that is nearly the right one is an error: if it were ignored, nobody would ever learn that it does
// nothing.
func call(t reflect.Type, name string, result reflect.Type) (reflect.Value, error) {
	wanted := reflect.FuncOf(nil, []reflect.Type{result}, false)
	if m := reflect.Zero(t).MethodByName(name); m.IsValid() && m.Type() == wanted {
		return m.Call(nil)[0], nil
	}
	if m, has := reflect.PointerTo(t).MethodByName(name); has && m.Type.NumOut() == 1 && m.Type.Out(0).Kind() == result.Kind() {
		return reflect.Value{}, fmt.Errorf("%v has a method %s that is no enum's: make it func (%s) %s() %v", t, name, t.Name(), name, result)
	}
	return reflect.Value{}, nil
}

func addressable(v reflect.Value) reflect.Value {
	p := reflect.New(v.Type()).Elem()
	p.Set(v)
	return p
}
