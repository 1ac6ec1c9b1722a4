package values

import (
	"fmt"
	"reflect"
	"slices"
)

// An enum is a type that lists its values.
type enum struct {
	texts   []string // in the order of Values
	values  []reflect.Value
	aliases map[string]int // text of a former value → index of the value that replaces it
}

func (e *enum) find(text string) int { return slices.Index(e.texts, text) }

// enumOf calls the method Values on a zero value of the type. It returns nil if the type has no
// such method.
func enumOf(l *scalar) (*enum, error) {
	values, err := callMethod(l.typ, "Values", reflect.SliceOf(l.typ))
	if err != nil {
		return nil, err
	}
	aliases, err := callMethod(l.typ, "Aliases", reflect.MapOf(reflect.TypeFor[string](), l.typ))
	if err != nil {
		return nil, err
	}
	if !values.IsValid() {
		if aliases.IsValid() {
			return nil, fmt.Errorf("%v has Aliases, which is for enums: give it Values() []%v too", l.typ, l.typ)
		}
		return nil, nil
	}
	e := &enum{aliases: map[string]int{}}
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
	if aliases.IsValid() {
		return e, e.resolveAliases(l, aliases)
	}
	return e, nil
}

func (e *enum) resolveAliases(l *scalar, aliases reflect.Value) error {
	for old, v := range aliases.Seq2() {
		text, _ := l.append(nil, addressable(v))
		to := e.find(string(text))
		if to < 0 {
			return fmt.Errorf("%v.Aliases turns %q into %q, which Values does not list: name a value of today", l.typ, old, text)
		}
		if old.String() == "" || e.find(old.String()) >= 0 {
			return fmt.Errorf("%v.Aliases has %q, which is a value of today: remove it", l.typ, old)
		}
		e.aliases[old.String()] = to
	}
	return nil
}

// callMethod returns the result of a method without arguments. It returns an invalid Value if the
// type has no such method. A method with the right name and a similar type is an error: if it were
// ignored, nobody would notice.
func callMethod(t reflect.Type, name string, result reflect.Type) (reflect.Value, error) {
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
