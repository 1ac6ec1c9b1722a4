package values_test

import (
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/values"
)

var queries = []string{
	"", "&", "=", "a", "q=a", "q=a+b%20c&tab=closed&page=3", "q=%zz", "%zz=q", "q=a;b", "status=open&tab=closed", "tag=a&tag=b&label=c",
	"since=2026-03-04T05:06:07.5%2B02:00&day=&day=2026-03-04", "max=0&hint=&on=false&at=x", "filter.by.name=x&filter.from=1&.=.",
	"min=-0&half=1e39&small=-129&big=18446744073709551616", "level=1&level=2&other=done&tabs=done&tabs=x", "sort=-due&sort=&addr=::1&wait=1h",
	"q=%ff&token=%00", "page=2&page=3&size=256", "a&a&a&a;a", "tag=&tag=&id=&id=7", "min=1e-300&half=1.1754942e-38",
}

// FuzzDecode holds the laws for whatever comes in: no panic, canonical text is a fixed point, and
// what is read from a text is what is read from its canonical text.
func FuzzDecode(f *testing.F) {
	for _, q := range queries {
		f.Add(q)
	}
	codec, err := values.For[everything]()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string) {
		var a, b, c everything
		first := codec.Decode(reflect.ValueOf(&a).Elem(), query, values.QueryLimits)
		text := string(codec.Append(nil, reflect.ValueOf(&a).Elem()))
		second := codec.Decode(reflect.ValueOf(&b).Elem(), text, values.QueryLimits)
		if len(second.Problems) > 0 || second.UsedAlias {
			t.Fatalf("canonical %q has report %+v", text, second)
		}
		if rewritten := string(codec.Append(nil, reflect.ValueOf(&b).Elem())); rewritten != text {
			t.Fatalf("canonical %q is written as %q when it is read", text, rewritten)
		}
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("%q is read as\n%+v but its canonical %q as\n%+v", query, a, text, b)
		}
		if len(first.Problems) > len(codec.Fields())+1 {
			t.Fatalf("%d problems for %d fields", len(first.Problems), len(codec.Fields()))
		}
		agree(t, query, first, a)
		if parsed, err := url.ParseQuery(query); err == nil {
			codec.DecodeValues(reflect.ValueOf(&c).Elem(), parsed, values.QueryLimits)
		}
	})
}

// agree compares with net/url, where it takes the query and no limit was met.
func agree(t *testing.T, query string, report values.Report, got everything) {
	parsed, err := url.ParseQuery(query)
	if err != nil || strings.Count(query, "&") >= values.QueryLimits.Params {
		return
	}
	if len(parsed["tag"]) > 0 && len(report.Problems) == 0 && !slices.Equal(got.Tags, parsed["tag"]) {
		t.Fatalf("%q: tags are %q, net/url has %q", query, got.Tags, parsed["tag"])
	}
	if len(report.Problems) == 0 && got.Q != parsed.Get("q") {
		t.Fatalf("%q: q is %q, net/url has %q", query, got.Q, parsed.Get("q"))
	}
	if v, err := url.ParseQuery(write(t, got)); err != nil || v.Get("q") != got.Q || !slices.Equal(v["tag"], got.Tags) {
		t.Fatalf("%q: net/url reads the canonical text as %v, %v", query, v, err)
	}
}

// FuzzEncode holds the law for whatever an app puts into a struct: what is written is read back as
// it was.
func FuzzEncode(f *testing.F) {
	f.Add("printer on fire", "a|b||c", int64(7), 1.5, true, 3)
	f.Add("å%&=+;#\"'<>", "", int64(math.MinInt64), math.Copysign(0, -1), false, 0)
	f.Add("\xff\x00", "\x00|\xff", int64(-62135596800), math.Inf(1), true, -1)
	f.Fuzz(func(t *testing.T, s, list string, n int64, x float64, b bool, pick int) {
		if len(s)+len(list) > values.QueryLimits.Value || strings.Count(list, "|") > 50 {
			return
		}
		e := everything{Q: s, Live: b, Min: x, Half: float32(x), Big: uint64(n), Small: int8(n), Sort: sort{by: "due", down: b}}
		e.Page, e.Level, e.Max, e.On, e.Hint = int(n), level(pick), ptr(pick), ptr(b), ptr(s)
		e.Since = at("2026-03-04T05:06:07Z").AddDate(pick, 0, 0).Add(1)
		e.Filter.By.Name, e.Token = s, list
		if list != "" {
			e.Tags = strings.Split(list, "|")
		}
		text := write(t, e)
		back, report := parseInto[everything](t, text)
		if len(report.Problems) > 0 {
			t.Fatalf("%+v is written as %q, which has problems: %v", e, text, report.Problems)
		}
		if rewritten := write(t, back); rewritten != text || back.Sort != e.Sort {
			t.Fatalf("%q is read and written as %q", text, rewritten)
		}
		if clean := strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), ""); clean == s && back.Q != s {
			t.Fatalf("%q is read back as %q", s, back.Q)
		}
		if !math.IsNaN(x) && !math.IsInf(x, 0) && back.Min != x {
			t.Fatalf("%v is read back as %v", x, back.Min)
		}
		if back.Page != e.Page || back.Big != e.Big || back.Live != b || *back.Max != pick || *back.On != b {
			t.Fatalf("%+v is read back as %+v", e, back)
		}
		if y := e.Since.Year(); y >= 0 && y <= 9999 && !back.Since.Equal(e.Since) {
			t.Fatalf("%v is read back as %v", e.Since, back.Since)
		}
	})
}

// FuzzEscape compares with net/url.
func FuzzEscape(f *testing.F) {
	f.Add("", "a b")
	f.Add("x", "å%&=+;#\"'<>\x00\xff/?:@")
	f.Add("%", "100%")
	f.Fuzz(func(t *testing.T, before, s string) {
		got := string(values.EscapeQuery([]byte(before+s), len(before)))
		if want := before + url.QueryEscape(s); got != want {
			t.Fatalf("escaped as %q, want %q", got, want)
		}
		path := string(values.EscapePath([]byte(s), 0))
		if back, err := url.PathUnescape(path); err != nil || back != s {
			t.Fatalf("%q as a path is %q, which net/url reads as %q, %v", s, path, back, err)
		}
		unescaped, ok := values.UnescapeQuery(s)
		if want, err := url.QueryUnescape(s); ok != (err == nil) || ok && unescaped != want {
			t.Fatalf("%q is unescaped as %q, %v, net/url has %q, %v", s, unescaped, ok, want, err)
		}
		unescaped, ok = values.UnescapePath(s)
		if want, err := url.PathUnescape(s); ok != (err == nil) || ok && unescaped != want {
			t.Fatalf("%q is unescaped as %q, %v, net/url has %q, %v", s, unescaped, ok, want, err)
		}
	})
}

// A form that was parsed by others means what its text means.
func TestDecodeValues(t *testing.T) {
	for _, q := range queries {
		form, err := url.ParseQuery(q)
		if err != nil {
			continue
		}
		var parsed everything
		report, err := values.DecodeValues(&parsed, form, values.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		raw, rawReport := parseInto[everything](t, q)
		if !reflect.DeepEqual(parsed, raw) || report.UsedAlias != rawReport.UsedAlias || len(report.Problems) != len(rawReport.Problems) {
			t.Errorf("%q: parsed %+v, %+v\n\traw %+v, %+v", q, parsed, report, raw, rawReport)
		}
	}
}
