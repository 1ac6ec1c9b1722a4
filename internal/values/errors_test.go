package values_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/values"
)

type (
	writeOnly   string
	readOnly    string
	byPointer   string
	ofStrings   string
	none        string
	twice       string
	aliasBad    string
	aliasToday  string
	onlyAliases string
)

func (writeOnly) MarshalText() ([]byte, error)      { return nil, nil }
func (*readOnly) UnmarshalText([]byte) error        { return nil }
func (*byPointer) Values() []byPointer              { return nil }
func (ofStrings) Values() []string                  { return nil }
func (none) Values() []none                         { return nil }
func (twice) Values() []twice                       { return []twice{"a", "a"} }
func (aliasBad) Values() []aliasBad                 { return []aliasBad{"a"} }
func (aliasBad) Aliases() map[string]aliasBad       { return map[string]aliasBad{"old": "b"} }
func (aliasToday) Values() []aliasToday             { return []aliasToday{"a"} }
func (aliasToday) Aliases() map[string]aliasToday   { return map[string]aliasToday{"a": "a"} }
func (onlyAliases) Aliases() map[string]onlyAliases { return nil }

// Each mistake is told at start, in a sentence that names the field and says what to do.
func TestTypeErrors(t *testing.T) {
	for _, test := range []struct {
		v    any
		want []string
	}{
		{0, []string{"int is not a struct"}},
		{struct{ C chan int }{}, []string{"field C", "chan int has no text", `url:"-"`}},
		{struct{ M map[string]int }{}, []string{"field M"}},
		{struct{ B []byte }{}, []string{"field B", "use a string"}},
		{struct{ S [][]int }{}, []string{"field S", "[]int has no text"}},
		{struct{ P **int }{}, []string{"field P"}},
		{struct{ P *[]int }{}, []string{"field P"}},
		{struct{ S []struct{ A int } }{}, []string{"field S"}},
		{struct{ In struct{ E error } }{}, []string{"field In.E"}},
		{struct {
			A int `url:"k"`
			B int `alias:"k"`
		}{}, []string{"fields A and B", `"k"`}},
		{struct{ A, a int }{}, nil},
		{struct {
			A int `url:"a b"`
		}{}, []string{"field A", `"a b"`, "escaping"}},
		{struct {
			A int `url:"a,posh"`
		}{}, []string{`"posh" is no role`, "push, reset, strict and secret"}},
		{struct {
			a int `url:"a"`
		}{}, []string{"field a", "not exported"}},
		{struct{ Ä int }{}, []string{"field Ä", "a to z"}},
		{struct{ W writeOnly }{}, []string{"give it UnmarshalText"}},
		{struct{ R readOnly }{}, []string{"give it MarshalText"}},
		{struct{ E byPointer }{}, []string{"func (byPointer) Values() []values_test.byPointer"}},
		{struct{ E ofStrings }{}, []string{"func (ofStrings) Values() []values_test.ofStrings"}},
		{struct{ E none }{}, []string{"returns nothing"}},
		{struct{ E twice }{}, []string{`"a"`, "list each value once"}},
		{struct{ E aliasBad }{}, []string{`"old"`, `"b"`, "name a value of today"}},
		{struct{ E aliasToday }{}, []string{`"a"`, "remove it"}},
		{struct{ E onlyAliases }{}, []string{"Values() []values_test.onlyAliases"}},
		{struct {
			A bool `path:"a"`
		}{}, []string{"field A", "cannot be in the path"}},
		{struct {
			A *int `path:"a"`
		}{}, []string{"cannot be in the path"}},
		{struct {
			A int `path:"a" url:"b"`
		}{}, []string{"in the path and in the query"}},
		{struct {
			A int `path:"a" url:",push"`
		}{}, []string{"only secret"}},
		{struct {
			A int `path:""`
		}{}, []string{"no name for a path value"}},
		{struct {
			A struct{ B int } `path:"a"`
		}{}, []string{"a struct cannot be in the path"}},
	} {
		_, err := values.Of(reflect.TypeOf(test.v))
		if test.want == nil {
			if err != nil {
				t.Errorf("%T: %v", test.v, err)
			}
			continue
		}
		if err == nil {
			t.Errorf("%T is taken, want an error with %q", test.v, test.want)
			continue
		}
		for _, substring := range test.want {
			if !strings.Contains(err.Error(), substring) {
				t.Errorf("%T: %v\n\tdoes not say %q", test.v, err, substring)
			}
		}
	}
}

func TestInvalidDefaults(t *testing.T) {
	zero := 0.0
	for _, test := range []struct {
		v    any
		want string // empty if the default is fine
	}{
		{struct{ B bool }{true}, "could never be false"},
		{struct{ B *bool }{ptr(true)}, "could never be left out"},
		{struct{ S []string }{[]string{"a"}}, "could never be emptied"},
		{struct{ S []string }{[]string{}}, ""},
		{struct{ F float64 }{zero / zero}, "no text"},
		{struct{ Q string }{"a\x00"}, "no text"},
		{struct{ Q string }{"a"}, ""},
		{struct{ T time.Time }{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "no text"},
		{struct{ T tab }{"opne"}, `"opne" is not among ["open" "closed"]`},
		{struct{ T tab }{open}, ""},
		{struct{ T tab }{}, ""},
		{struct{ D day }{sunday}, ""},
		{struct{ D day }{monday}, `"0" could never be chosen`},
	} {
		codec, err := values.Of(reflect.TypeOf(test.v))
		if err != nil {
			t.Fatal(err)
		}
		_, err = codec.WithDefaults(reflect.ValueOf(test.v))
		if err == nil != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.v, err, test.want)
		}
	}
}

// day is an enum whose zero is a value.
type day int

const (
	sunday day = iota
	monday
)

func (day) Values() []day { return []day{sunday, monday} }
