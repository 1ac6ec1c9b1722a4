package trace_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/trace"
	"github.com/goldfish-go/goldfish/internal/trace/testdata/fixture"
)

func TestMain(m *testing.M) {
	trace.Start()
	os.Exit(m.Run())
}

const (
	page = "testdata/fixture/fixture.templ"
	lib  = "testdata/fixture/lib/lib.templ"
)

// lineOf returns where in a file the text stands.
func lineOf(t *testing.T, file, text string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(content), text)
	if !ok {
		t.Fatalf("%s has no %q", file, text)
	}
	return fmt.Sprintf("%s:%d", file, strings.Count(before, "\n")+1)
}

var items = []fixture.Item{{ID: "x", Text: "ten"}, {ID: "y", Text: "7"}}

func render(t *testing.T, big bool) *trace.Trace {
	t.Helper()
	tr, err := trace.Render(t.Context(), fixture.Page(items, big))
	if err != nil {
		t.Fatal(err)
	}
	var untraced strings.Builder
	if err := fixture.Page(items, big).Render(t.Context(), &untraced); err != nil || untraced.String() != tr.HTML {
		t.Fatalf("traced, the component writes other bytes: %v", err)
	}
	return tr
}

var marked = regexp.MustCompile(`<[a-z0-9]+[^<>]* data-at="([^"]+)"`)

func TestPlaces(t *testing.T) {
	at := func(file, text, use string) string {
		place := lineOf(t, file, text)
		if use != "" {
			place += ", used at " + lineOf(t, page, use)
		}
		return place
	}
	want := map[string]string{
		"main":      at(page, "<main", ""),
		"first":     at(page, `<p data-at="first"`, ""),
		"second":    at(page, `<p data-at="second"`, ""),
		"third":     at(page, "<p\n", ""),
		"br":        at(page, "<br", ""),
		"i":         at(page, "<i ", ""),
		"list":      at(page, "<ul", ""),
		"x":         at(page, "<li", ""),
		"y":         at(page, "<li", ""),
		"small":     at(page, `<p data-at="small"`, ""),
		"some":      at(page, `<p data-at="some"`, ""),
		"box":       at(lib, "<section", "@(lib.Box{"),
		"box-title": at(lib, "<h2", "@(lib.Box{"),
		"child":     at(page, "<em", ""),
		"label":     at(lib, "<b ", `@lib.Label("inside")`),
		"row-x":     at(page, `<p data-at={ "row-"`, ""),
		"row-one":   at(page, `<p data-at={ "row-"`, ""),
		"s-two":     at(page, `<s data-at={`, ""),
		"raw":       at(page, "@templ.Raw", ""),
		"hand":      at(page, "_, err := io.WriteString", ""),
		"spread":    at(page, "<div", ""),
	}
	seen := map[string]bool{}
	for _, big := range []bool{true, false} {
		tr := render(t, big)
		for _, m := range marked.FindAllStringSubmatchIndex(tr.HTML, -1) {
			mark := tr.HTML[m[2]:m[3]]
			seen[mark] = true
			if expected, ok := want[mark]; ok {
				if got := tr.At(m[0]).String(); got != expected {
					t.Errorf("%s: got %s, want %s", mark, got, expected)
				}
			}
		}
	}
	for mark := range want {
		if !seen[mark] {
			t.Errorf("%s was not drawn", mark)
		}
	}
}

func TestMethodTemplate(t *testing.T) {
	tr, err := trace.Render(t.Context(), fixture.List(items).Draw())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tr.At(strings.Index(tr.HTML, "ten")).String(), lineOf(t, page, "<dt"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A value of a single byte comes with the write after it, and is found all the same.
func TestSingleByteWrites(t *testing.T) {
	tr, err := trace.Render(t.Context(), fixture.Text("1", "2"))
	if err != nil {
		t.Fatal(err)
	}
	for text, snippet := range map[string]string{"1": "{ a }", "2": "{ b }"} {
		if got, want := tr.At(strings.Index(tr.HTML, text)).String(), lineOf(t, page, snippet); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	last := strings.LastIndex(tr.HTML, "2")
	if got, want := tr.At(last).String(), lineOf(t, page, "{ b }\n\t</p>\n}"); got != want {
		t.Errorf("the last: got %s, want %s", got, want)
	}
}

func TestSameLoop(t *testing.T) {
	tr := render(t, true)
	find := func(mark string) int {
		for _, m := range marked.FindAllStringSubmatchIndex(tr.HTML, -1) {
			if tr.HTML[m[2]:m[3]] == mark {
				return m[0]
			}
		}
		t.Fatalf("no %s", mark)
		return 0
	}
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"x", "y", true},              // rows of a loop
		{"row-x", "row-y", true},      // components of a loop
		{"row-one", "row-two", false}, // components one after the other
		{"row-x", "row-one", false},   // in a loop, and alone
		{"first", "second", false},    // one literal
		{"row-x", "s-y", false},       // of one component
		{"box", "main", false},        //
		{"main", "main", true},        //
		{"row-y", "row-x", true},      //
		{"label", "box-title", false}, //
	} {
		if got := tr.Same(find(test.a), find(test.b)); got != test.want {
			t.Errorf("%s and %s: %t", test.a, test.b, got)
		}
	}
	if tr.Same(-1, 0) || tr.Same(0, len(tr.HTML)) {
		t.Error("outside")
	}
}

func TestUnknownPlace(t *testing.T) {
	tr, err := trace.Render(t.Context(), nil)
	if err != nil || tr.HTML != "" || tr.At(0) != (trace.Place{}) || tr.At(-1) != (trace.Place{}) {
		t.Errorf("%v %+v", err, tr)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := trace.Render(ctx, fixture.Page(nil, false)); err == nil {
		t.Error("the component's error is lost")
	}
}
