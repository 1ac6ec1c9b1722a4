package wire

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Encode writes what encoding/json writes for the same message, whichever of its fields are set.
func TestEncode(t *testing.T) {
	fill := func(v reflect.Value, odd bool) {
		for i := range v.NumField() {
			f := v.Field(i)
			text := "<p id=\"a\">\u00E9\t" + strings.Repeat(v.Type().Field(i).Name, 3) + "\n</p>\U0001F41F"
			if odd {
				text = ""
			}
			switch f.Interface().(type) {
			case *string:
				f.Set(reflect.ValueOf(&text))
			case json.RawMessage:
				if !odd {
					f.Set(reflect.ValueOf(json.RawMessage(`["x",[0,0,1,2,"\"<b>"]]`)))
				}
			case map[string]string:
				f.Set(reflect.ValueOf(map[string]string{"a": text, "b": "\xff"}))
			case *Confirm:
				f.Set(reflect.ValueOf(&Confirm{text, text}))
			case *Conflict:
				f.Set(reflect.ValueOf(&Conflict{text, map[string][]string{"a": {text}, "b": {}}, map[string][]string{}}))
			case []Part:
				f.Set(reflect.ValueOf([]Part{{URL: "/a", Body: &text}, {URL: "/b", Delta: json.RawMessage(`[]`), Message: text}, {}}))
			default:
				if f.Kind() != reflect.String {
					t.Fatalf("a field of type %s: say here what it may hold", f.Type())
				}
				f.SetString(text)
			}
		}
	}
	for _, kind := range []any{Patch{}, Part{}, Body{}, Hello{"m", 3}, Stale{}, struct{}{}} {
		for _, odd := range []bool{false, true} {
			value := reflect.New(reflect.TypeOf(kind)).Elem()
			if value.NumField() > 0 && value.Type() != reflect.TypeFor[Hello]() {
				fill(value, odd)
			}
			same(t, value.Interface())
			for i := range value.NumField() { // one field alone
				alone := reflect.New(value.Type()).Elem()
				alone.Field(i).Set(value.Field(i))
				same(t, alone.Interface())
			}
		}
	}
}

func same(t *testing.T, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	sent := Encode(value)
	var got, want any
	if err := json.Unmarshal(sent, &got); err != nil {
		t.Fatalf("%T: %v: %s", value, err, sent)
	}
	_ = json.Unmarshal(text, &want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%T is %s, want %s", value, sent, text)
	}
	if bytes.ContainsAny(sent, "\r\n") || bytes.Contains(sent, []byte(`\u003c`)) {
		t.Errorf("%T is not fit for an event: %s", value, sent)
	}
}
