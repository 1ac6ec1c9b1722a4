package values_test

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/templ/text"
)

// tab is an enum with an old value.
type tab string

const (
	open   tab = "open"
	closed tab = "closed"
)

func (tab) Values() []tab           { return []tab{open, closed} }
func (tab) Aliases() map[string]tab { return map[string]tab{"done": closed} }

// level is an enum that is a number.
type level int

func (level) Values() []level { return []level{1, 2, 3} }

// sort is a type with a text of its own: "due" or "-due".
type sort struct {
	by   string
	down bool
}

func (s sort) MarshalText() ([]byte, error) {
	if s.by == "broken" {
		return nil, errors.New("no text")
	}
	if s.down {
		return []byte("-" + s.by), nil
	}
	return []byte(s.by), nil
}

func (s *sort) UnmarshalText(text []byte) error {
	s.by, s.down = strings.CutPrefix(string(text), "-")
	if s.by == "" || strings.ToLower(s.by) != s.by {
		return errors.New("no such column")
	}
	return nil
}

type paging struct {
	Page int `url:",push,reset"`
	Size uint8
}

// everything has a field of each kind.
type everything struct {
	paging
	Q      string
	Tab    tab `url:"tab,push" alias:"status,state"`
	Level  level
	Live   bool
	Small  int8
	Big    uint64
	Min    float64
	Half   float32
	Since  time.Time
	Wait   time.Duration
	Sort   sort
	Addr   netip.Addr
	Tags   []string `url:"tag" alias:"label"`
	IDs    []int64  `url:"id"`
	Tabs   []tab
	Days   []time.Time `url:"day"`
	Max    *int
	Hint   *string
	On     *bool
	At     *time.Time
	Other  *tab
	Filter struct {
		From time.Time
		By   struct{ Name string }
	} `alias:"f"`
	Token  string   `url:",secret,strict"`
	Hidden chan int `url:"-"`
	inner  string
}

func parseInto[T any](t *testing.T, query string) (T, values.Report) {
	t.Helper()
	var v T
	report, err := values.Decode(&v, query, values.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v, report
}

func write[T any](t *testing.T, v T) string {
	t.Helper()
	s, err := values.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ptr[T any](v T) *T { return &v }

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// Each row is one struct and its canonical text, in both directions.
func TestRoundTrip(t *testing.T) {
	east := time.FixedZone("", 2*60*60)
	for _, test := range []struct {
		text string
		set  func(*everything)
	}{
		{"", func(e *everything) {}},
		// embedded structs add their fields
		{"page=2&size=50", func(e *everything) { e.Page, e.Size = 2, 50 }},
		// strings
		{"q=printer+on+fire", func(e *everything) { e.Q = "printer on fire" }},
		{"q=a%26b%3Dc%3Bd%25%2B%23", func(e *everything) { e.Q = "a&b=c;d%+#" }},
		{"q=%C3%A5%E2%98%83", func(e *everything) { e.Q = "å☃" }},
		{"q=" + strings.Repeat("a+", 50) + "a", func(e *everything) { e.Q = strings.Repeat("a ", 50) + "a" }},
		{"q=one%0D%0Atwo%0A", func(e *everything) { e.Q = "one\r\ntwo\n" }},
		{"q=-._~", func(e *everything) { e.Q = "-._~" }},
		// enums
		{"tab=closed&level=3", func(e *everything) { e.Tab, e.Level = closed, 3 }},
		// numbers
		{"small=-128&big=18446744073709551615", func(e *everything) { e.Small, e.Big = -128, 1<<64-1 }},
		{"live=true", func(e *everything) { e.Live = true }},
		{"min=1.5&half=0.1", func(e *everything) { e.Min, e.Half = 1.5, 0.1 }},
		{"min=150000000", func(e *everything) { e.Min = 150000000 }},
		{"min=1e21", func(e *everything) { e.Min = 1e21 }},
		{"min=-1e-07", func(e *everything) { e.Min = -1e-7 }},
		// times
		{"since=2026-03-04", func(e *everything) { e.Since = at("2026-03-04T00:00:00Z") }},
		{"since=2026-03-04T05%3A06", func(e *everything) { e.Since = at("2026-03-04T05:06:00Z") }},
		{"since=2026-03-04T05%3A06%3A07Z", func(e *everything) { e.Since = at("2026-03-04T05:06:07Z") }},
		{"since=2026-03-04T05%3A06%3A07.5Z", func(e *everything) { e.Since = at("2026-03-04T05:06:07.5Z") }},
		{"since=2026-03-04T03%3A06", func(e *everything) { e.Since = time.Date(2026, 3, 4, 5, 6, 0, 0, east).UTC() }},
		{"wait=1h30m", func(e *everything) { e.Wait = 90 * time.Minute }},
		{"wait=2h", func(e *everything) { e.Wait = 2 * time.Hour }},
		{"wait=1m30s", func(e *everything) { e.Wait = 90 * time.Second }},
		{"wait=10s", func(e *everything) { e.Wait = 10 * time.Second }},
		{"wait=20m", func(e *everything) { e.Wait = 20 * time.Minute }},
		// types with texts of their own
		{"sort=-due&addr=%3A%3A1", func(e *everything) { e.Sort, e.Addr = sort{"due", true}, netip.IPv6Loopback() }},
		// slices keep their order
		{"tag=b&tag=a&tag=&id=0&id=-1", func(e *everything) { e.Tags, e.IDs = []string{"b", "a", ""}, []int64{0, -1} }},
		{"tabs=closed&tabs=open", func(e *everything) { e.Tabs = []tab{closed, open} }},
		{"day=2026-03-04&day=0001-01-01", func(e *everything) { e.Days = []time.Time{at("2026-03-04T00:00:00Z"), {}} }},
		// a pointer makes zero a choice
		{"max=0&hint=&on=false", func(e *everything) { e.Max, e.Hint, e.On = ptr(0), ptr(""), ptr(false) }},
		{"at=2026-03-04&other=open", func(e *everything) { e.At, e.Other = ptr(at("2026-03-04T00:00:00Z")), ptr(open) }},
		// structs
		{"filter.from=2026-03-04&filter.by.name=x", func(e *everything) {
			e.Filter.From, e.Filter.By.Name = at("2026-03-04T00:00:00Z"), "x"
		}},
	} {
		var e everything
		test.set(&e)
		if got := write(t, e); got != test.text {
			t.Errorf("written as %q, want %q", got, test.text)
		}
		if got, report := parseInto[everything](t, test.text); !reflect.DeepEqual(got, e) || len(report.Problems) > 0 {
			t.Errorf("%q is read as %+v, want %+v; problems: %v", test.text, got, e, report.Problems)
		}
	}
}

// What nothing could read back is not written.
func TestUnencodableValuesAreLeftOut(t *testing.T) {
	zero := 0.0
	for name, e := range map[string]everything{
		"invalid UTF-8":         {Q: "a\xff"},
		"NUL":                   {Q: "a\x00"},
		"unlisted":              {Tab: "opne"},
		"unlisted in a slice":   {Tabs: []tab{"opne"}},
		"unlisted pointer":      {Other: ptr(tab("opne"))},
		"NaN":                   {Min: zero / zero},
		"infinity":              {Min: 1 / zero},
		"negative zero":         {Min: -1 / (1 / zero)},
		"five digits of a year": {Since: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		"before the year 0":     {Since: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)},
		"an error":              {Sort: sort{by: "broken"}},
		"an empty text":         {Sort: sort{by: "", down: false}},
		"an empty slice":        {Tags: []string{}},
		"unexported":            {inner: "x"},
	} {
		if got := write(t, e); got != "" {
			t.Errorf("%s: written as %q, want nothing", name, got)
		}
	}
}

// Other spellings of what has a canonical text.
func TestDecode(t *testing.T) {
	for _, test := range []struct{ text, canonical string }{
		{"&&q=a&", "q=a"},
		{"%71=a&t%61g=b", "q=a&tag=b"},
		{"q", ""},
		{"q=a=b", "q=a%3Db"},
		{"small=0&page=&size=0", ""},
		{"max=&at=&other=", ""},    // empty inputs of a GET form
		{"id=&id=1&tabs=", "id=1"}, // the same, for slices
		{"live=on&on=off", "live=true&on=false"},
		{"live=1&on=0", "live=true&on=false"},
		{"live=false", ""},
		{"page=+7&size=007", "page=7&size=7"},
		{"min=1e3", "min=1000"},
		{"min=-0", ""},
		{"since=2026-03-04T05:06:07", "since=2026-03-04T05%3A06%3A07Z"},
		{"since=2026-03-04T05:06:07.25", "since=2026-03-04T05%3A06%3A07.25Z"},
		{"since=2026-03-04T05:06:07%2B02:00", "since=2026-03-04T03%3A06%3A07Z"},
		{"since=2026-03-04T05:06:07.5-02:00", "since=2026-03-04T07%3A06%3A07.5Z"},
		{"since=2026-03-04T05:06Z", "since=2026-03-04T05%3A06"},
		{"since=2026-03-04T05:06%2B02:00", "since=2026-03-04T03%3A06"},
		{"since=2026-03-04T00:30-01:30", "since=2026-03-04T02%3A00"},
		{"wait=90m", "wait=1h30m"},
		{"tag=a&q=x&tag=b", "q=x&tag=a&tag=b"},
		{"utm_source=x&fbclid=y&Q=z", ""}, // foreign, and keys have a case
		{"q[]=1&filter=2&filter.by=3&.=4&=5", ""},
	} {
		e, report := parseInto[everything](t, test.text)
		if got := write(t, e); got != test.canonical || len(report.Problems) > 0 || report.UsedAlias {
			t.Errorf("%q is %q, want %q; report: %+v", test.text, got, test.canonical, report)
		}
	}
}

func TestAliases(t *testing.T) {
	for _, test := range []struct {
		text, canonical string
		alias           bool
	}{
		{"status=closed", "tab=closed", true},
		{"state=closed", "tab=closed", true},
		{"tab=open&status=closed", "tab=open", false}, // the key of today wins
		{"status=closed&tab=open", "tab=open", false}, // whatever comes first
		{"status=nonsense&tab=open", "tab=open", false},
		{"tab=done", "tab=closed", true},
		{"tabs=open&tabs=done", "tabs=open&tabs=closed", true},
		{"status=done&tab=open", "tab=open", false},
		{"label=a&label=b", "tag=a&tag=b", true},
		{"label=a&tag=b&label=c&tag=d", "tag=b&tag=d", false},
		{"f.from=2026-03-04", "filter.from=2026-03-04", true},
	} {
		e, report := parseInto[everything](t, test.text)
		if got := write(t, e); got != test.canonical || report.UsedAlias != test.alias || len(report.Problems) > 0 {
			t.Errorf("%q is %q, want %q; report: %+v", test.text, got, test.canonical, report)
		}
	}
}

func TestProblemMessages(t *testing.T) {
	long := strings.Repeat("x", values.QueryLimits.Value+1)
	for _, test := range []struct{ text, canonical, reason string }{
		{"page=abc", "", "“abc” is not a number."},
		{"page=1.5", "", "“1.5” is not a whole number."},
		{"page=1e3", "", "“1e3” is not written in digits alone."},
		{"page=5.0", "", "“5.0” is not written in digits alone."},
		{"page=-1e2", "", "“-1e2” is not written in digits alone."},
		{"small=1e3", "", "“1e3” is not between -128 and 127."},
		{"size=2.55e2", "", "“2.55e2” is not written in digits alone."},
		{"size=2.56e2", "", "“2.56e2” is not between 0 and 255."},
		{"big=1e19", "", "“1e19” is not written in digits alone."},
		{"big=1e20", "", "“1e20” is not between 0 and 18446744073709551615."},
		{"page=1e19", "", "“1e19” is not between -9223372036854775808 and 9223372036854775807."},
		{"page=NaN", "", "“NaN” is not a number."},
		{"small=200", "", "“200” is not between -128 and 127."},
		{"big=-1", "", "“-1” is not between 0 and 18446744073709551615."},
		{"size=256", "", "“256” is not between 0 and 255."},
		{"min=Inf", "", "“Inf” is too large a number."},
		{"min=1e999", "", "“1e999” is too large a number."},
		{"live=maybe", "", "“maybe” is neither on nor off."},
		{"tab=opne", "", "“opne” is not one of open, closed."},
		{"tab=OPEN", "", "“OPEN” is not one of open, closed."},
		{"level=01", "", "“01” is not one of 1, 2, 3."},
		{"since=2026-03-04T05:06%2B2", "", "“2026-03-04T05:06+2” is not a date or a time."},
		{"since=2026-03-04T05:06Zx", "", "“2026-03-04T05:06Zx” is not a date or a time."},
		{"since=tomorrow", "", "“tomorrow” is not a date or a time."},
		{"since=2026-02-30", "", "“2026-02-30” is not a date or a time."},
		{"since=0000-01-01T00:00:00%2B10:00", "", "“0000-01-01T00:00:00+10:00” is not a date or a time."},
		{"wait=5", "", "“5” is not a length of time such as 1h30m."},
		{"sort=DUE", "", "“DUE” is not understood."},
		{"q=%ff", "", "This value has characters that are not text."},
		{"q=a%00b", "", "“a b” has characters that are not text."},
		{"q=%zz", "", "“%zz” is not escaped as an address has to be."},
		{"q=a;b", "", "“a;b” is not escaped as an address has to be."},
		{"q=a&q=b", "q=a", "“b” came besides another value."},
		{"q=&q=b", "", "“b” came besides another value."},
		{"status=open&state=closed", "tab=open", "“closed” came besides another value."},
		{"id=1&id=x&id=y&id=2", "id=1&id=2", "“x” is not a number."},
		{"max=x", "", "“x” is not a number."},
		{"q=" + long, "", "“" + long[:60] + "…” is too long."},
		{"token=%zz", "", "This value is not escaped as an address has to be."},
	} {
		e, report := parseInto[everything](t, test.text)
		if got := write(t, e); got != test.canonical {
			t.Errorf("%.80q is %q, want %q", test.text, got, test.canonical)
		}
		if len(report.Problems) != 1 || report.Problems[0].Sentence(&text.English) != test.reason {
			t.Errorf("%.80q: problems are %v, want %q", test.text, report.Problems, test.reason)
		}
	}
}

func TestSecretAndStrictFields(t *testing.T) {
	_, report := parseInto[everything](t, "token=a&token=b&page=x")
	for i, want := range []string{"token “” true This value came besides another value.", "page “x” false “x” is not a number."} {
		p := report.Problems[i]
		if got := fmt.Sprintf("%s “%s” %t %s", p.Key, p.Raw, p.Strict, p.Sentence(&text.English)); got != want {
			t.Errorf("problem %d is %s, want %s", i, got, want)
		}
	}
	_, report = parseInto[everything](t, "token=%00")
	if p := report.Problems[0]; !p.Strict || p.Raw != "" {
		t.Errorf("a bad strict secret is %+v", p)
	}
}

func TestLimits(t *testing.T) {
	var e everything
	report, _ := values.Decode(&e, "a&b&tag=1&tag=2&tag=3", values.Limits{Params: 4, Value: 1})
	if len(e.Tags) != 2 || len(report.Problems) != 1 || report.Problems[0].Key != "" {
		t.Errorf("tags %q, report %+v: want 2 tags and 1 problem that is of no field", e.Tags, report)
	}
	report, _ = values.DecodeValues(&e, map[string][]string{"tag": {"1", "22", "3", "4"}}, values.Limits{Params: 3, Value: 1})
	if len(e.Tags) != 2 || len(report.Problems) != 2 {
		t.Errorf("tags %q, report %+v: want 2 tags and 2 problems", e.Tags, report)
	}
}

// A decoded slice is never the memory of another one.
func TestSlicesAreNotShared(t *testing.T) {
	a, _ := parseInto[everything](t, "tag=a")
	b := a
	if _, err := values.Decode(&b, "tag=b", values.Limits{}); err != nil || a.Tags[0] != "a" {
		t.Errorf("tags of the first became %q", a.Tags)
	}
}

// A struct may have more fields than a decoder has room for on its stack.
func TestMoreFieldsThanInlineArray(t *testing.T) {
	fields := make([]reflect.StructField, 100)
	for i := range fields {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[int]()}
	}
	codec, err := values.Of(reflect.StructOf(fields))
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(reflect.StructOf(fields)).Elem()
	report := codec.Decode(v, "f0=1&f31=2&f32=3&f99=4&f99=5&f98=x", values.QueryLimits)
	if got := string(codec.Append(nil, v)); got != "f0=1&f31=2&f32=3&f99=4" || len(report.Problems) != 2 {
		t.Errorf("read as %q, problems: %v", got, report.Problems)
	}
}

// hue is an enum of many values.
type hue int

func (hue) Values() (all []hue) {
	for h := range hue(20) {
		all = append(all, h)
	}
	return all
}

func TestEnumMessageListsFirstValues(t *testing.T) {
	_, report := parseInto[struct{ Hue hue }](t, "hue=green")
	if got, want := report.Problems[0].Sentence(&text.English), "“green” is not one of 0, 1, 2, 3, 4, 5, 6, 7 and others."; got != want {
		t.Errorf("the reason is %s, want %s", got, want)
	}
}

func TestEscapedKeys(t *testing.T) {
	all := ""
	for _, b := range []byte("filter.by.name") {
		all += fmt.Sprintf("%%%02X", b)
	}
	e, report := parseInto[everything](t, all+"=x&%zz=1&"+strings.Repeat("%41", 100)+"=2")
	if e.Filter.By.Name != "x" || len(report.Problems) > 0 {
		t.Errorf("name is %q, report %+v", e.Filter.By.Name, report)
	}
}

// An unexported type that is embedded gives its exported fields, if it has any that are keys.
func TestEmbeddedStruct(t *testing.T) {
	v := struct {
		sort
		paging
	}{paging: paging{Page: 2}}
	if got := write(t, v); got != "page=2" {
		t.Errorf("written as %q", got)
	}
}

// Minus zero is zero.
func TestNegativeZero(t *testing.T) {
	minus := math.Copysign(0, -1)
	if got := write(t, struct {
		One  float64
		Many []float64
	}{minus, []float64{0, minus}}); got != "many=0&many=0" {
		t.Errorf("written as %q", got)
	}
}

// A field with the key "." has the key of the struct around it: one control may send several
// values.
func TestKeyOfTheStructItself(t *testing.T) {
	type choice struct {
		Text   string `url:"."`
		Chosen string
	}
	type form struct {
		Owner choice
		Inner struct {
			Owner choice `alias:"who"`
		}
	}
	codec, err := values.For[form]()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, f := range codec.Fields() {
		keys = append(keys, f.Key)
		keys = append(keys, f.Aliases...)
	}
	if got, want := strings.Join(keys, " "), "owner owner.chosen inner.owner inner.who inner.owner.chosen inner.who.chosen"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if _, err := values.For[choice](); err == nil {
		t.Error("at the top there is no struct around it, and that is accepted")
	}
}
