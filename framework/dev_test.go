package framework_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/framework/testdata/mistakes"
	"github.com/goldfish-go/goldfish/internal/lint"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

const template = "testdata/mistakes/mistakes.templ"

// written returns where the template has this text, such as mistakes.templ:40.
func written(t *testing.T, text string) string {
	t.Helper()
	content, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(content), text)
	if !ok || strings.Count(string(content), text) != 1 {
		t.Fatalf("%s does not have %q once", template, text)
	}
	return fmt.Sprintf("%s:%d", template, strings.Count(before, "\n")+1)
}

// A bench is an app in development mode with one page.
type bench struct {
	app  *framework.App[framework.Anyone]
	logs lockedBuffer
	runs atomic.Int64
}

var onlyURL = router.New("/", struct{}{})

func newBench(t *testing.T, page func(run int64) (framework.Page, error)) *bench {
	return newBenchIn(t, true, page)
}

func newBenchIn(t *testing.T, dev bool, page func(run int64) (framework.Page, error)) *bench {
	b := &bench{}
	b.app = framework.New(framework.Public, framework.Options[framework.Anyone]{Dev: dev, Logger: slog.New(slog.NewTextHandler(&b.logs, nil))})
	framework.Get(b.app, onlyURL, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return page(b.runs.Add(1))
	})
	t.Cleanup(b.app.Close)
	return b
}

func (b *bench) get(path string, headers ...string) answer {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "localhost"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.app.ServeHTTP(w, r)
	return answer{w.Result(), w.Body.String()}
}

type warning struct{ Kind, Page, At, Message string }

// warnings asks as the overlay does.
func (b *bench) warnings(t *testing.T) []warning {
	t.Helper()
	a := b.get("/_goldfish/dev", "Sec-Fetch-Site", "same-origin")
	var out struct{ Warnings []warning }
	if err := json.Unmarshal([]byte(a.body), &out); err != nil || a.StatusCode != 200 {
		t.Fatalf("%d %s: %v", a.StatusCode, a.body, err)
	}
	return out.Warnings
}

// shown returns the warnings of an app that shows this body, with what the log says.
func shown(t *testing.T, body func() templ.Component) ([]warning, string) {
	t.Helper()
	b := newBench(t, func(int64) (framework.Page, error) { return framework.Page{Title: "Page", Body: body()}, nil })
	want(t, "status", b.get("/").StatusCode, 200)
	return b.warnings(t), b.logs.String()
}

func TestDevMistakes(t *testing.T) {
	rows := []string{"one", "two", "three"}
	for _, test := range []struct {
		name  string
		body  templ.Component
		kind  string
		at    string // text on the line
		wants string
	}{
		{"twins", mistakes.DuplicateIDs(), "id", `<i id="x">HERE`, "The first is at " + written(t, "FIRST</b>")},
		{"rows", mistakes.Rows(rows), "list", `<li data-line="HERE">`, "3 <li>"},
		{"row components", mistakes.RowComponents(rows), "list", `<article data-line="CARD">`, "3 <article>"},
		{"paragraph", mistakes.Paragraph(), "repair", "<div>HERE", "<div> cannot stand in <p>"},
		{"table", mistakes.Table(), "repair", `<tr data-line="TABLE">`, "<tbody>"},
		{"nameless", mistakes.FieldWithoutName(), "name", `<input data-line="NAMELESS"/>`, "no name"},
		{"code", mistakes.Code(), "script", `<script data-line="CODE"`, "never where it comes with a patch"},
		{"kept", mistakes.Kept(), "keep", `data-gf-keep data-line="KEPT"`, "has no id"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, logs := shown(t, func() templ.Component { return test.body })
			if len(found) != 1 {
				t.Fatalf("got %v", found)
			}
			w := found[0]
			want(t, "kind", w.Kind, test.kind)
			want(t, "at", w.At, written(t, test.at))
			want(t, "page", w.Page, "/")
			contains(t, "message", w.Message, test.wants)
			contains(t, "log", logs, "at="+w.At, "level=WARN")
		})
	}
}

// The table of docs/development.md names every kind.
func TestDevDocs(t *testing.T) {
	doc, err := os.ReadFile("../docs/development.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"twice", string(lint.ID), string(lint.List), string(lint.Repair), string(lint.Name), string(lint.Script), string(lint.Keep)} {
		contains(t, "docs/development.md", string(doc), "| `"+kind+"` |")
	}
}

func TestDevFalseAlarms(t *testing.T) {
	if found, _ := shown(t, func() templ.Component { return mistakes.Right([]string{"one", "two", "three"}) }); len(found) > 0 {
		t.Errorf("got %v", found)
	}
	if found, _ := shown(t, func() templ.Component { return nil }); len(found) > 0 {
		t.Errorf("an empty page: got %v", found)
	}
}

func TestDevTwice(t *testing.T) {
	many := map[string]int{}
	for range 40 {
		many[fmt.Sprint("key", rand.IntN(1e6))] = 1
	}
	var n atomic.Int64
	count := func() int { return int(n.Add(1)) % 10 }
	for _, test := range []struct {
		name  string
		body  func() templ.Component
		at    string
		wants string
	}{
		{"map", func() templ.Component { return mistakes.Map(many) }, "<dt>{ key }</dt>", "the order of a map"},
		{"clock", func() templ.Component { return mistakes.Clock() }, "{ time.Now().Format", "time of day"},
		{"one digit", func() templ.Component { return mistakes.Count(count) }, "{ strconv.Itoa(next()) }", "a counter"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, func(int64) (framework.Page, error) { return framework.Page{Body: test.body()}, nil })
			var found []warning
			for n := 0; n < 20 && len(found) == 0; n++ { // maps are in one order twice now and then
				b.get("/")
				found = b.warnings(t)
			}
			if len(found) != 1 {
				t.Fatalf("got %v", found)
			}
			want(t, "kind", found[0].Kind, "twice")
			want(t, "at", found[0].At, written(t, test.at))
			contains(t, "message", found[0].Message, test.wants, "run twice, gave two results: the body had “")
		})
	}
}

// What a view itself returns is compared too.
func TestDevTwiceView(t *testing.T) {
	for _, test := range []struct {
		name  string
		page  func(run int64) (framework.Page, error)
		wants string // empty: no warning
	}{
		{"title", func(run int64) (framework.Page, error) { return framework.Page{Title: fmt.Sprint("Page ", run)}, nil }, "the title had “Page 1”, then “Page 2”"},
		{"description", func(run int64) (framework.Page, error) {
			return framework.Page{Description: fmt.Sprint(run)}, nil
		}, "the description had “1”"},
		{"error", func(run int64) (framework.Page, error) {
			if run == 1 {
				return framework.Page{}, nil
			}
			return framework.Page{}, fmt.Errorf("failure %d", run)
		}, "returned no page but an error: failure 2"},
		{"panic", func(run int64) (framework.Page, error) {
			if run == 1 {
				return framework.Page{}, nil
			}
			panic(fmt.Sprint("panic ", run))
		}, "returned no page but an error: panic: panic 2"},
		{"redirect", func(run int64) (framework.Page, error) {
			if run == 1 {
				return framework.Page{}, nil
			}
			return framework.Page{}, framework.Redirect(router.URL(fmt.Sprint("/", run)))
		}, "an error: redirect to /2"},
		{"a write between the first and the second", func(run int64) (framework.Page, error) {
			return framework.Page{Title: fmt.Sprint(min(run, 2))}, nil
		}, ""},
		{"nothing", func(int64) (framework.Page, error) { return framework.Page{Title: "Page"}, nil }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, test.page)
			want(t, "status", b.get("/").StatusCode, 200)
			found := b.warnings(t)
			if test.wants == "" {
				want(t, "warnings", len(found), 0)
				return
			}
			if len(found) != 1 {
				t.Fatalf("got %v", found)
			}
			contains(t, "message", found[0].Message, test.wants)
		})
	}
}

// The answer is that of the first run, whatever the others did.
func TestDevAnswersWithTheFirst(t *testing.T) {
	b := newBench(t, func(run int64) (framework.Page, error) {
		return framework.Page{Title: "Page", Body: templ.Raw(fmt.Sprintf(`<p id="run">%d</p>`, run))}, nil
	})
	contains(t, "document", b.get("/").body, `<p id="run">1</p>`)
}

// A mistake is told once, however often it is seen, and what is kept of it is bounded.
func TestDevTellsOnce(t *testing.T) {
	b := newBench(t, func(run int64) (framework.Page, error) {
		return framework.Page{Title: fmt.Sprint(run), Body: mistakes.DuplicateIDs()}, nil
	})
	for range 3 {
		b.get("/")
	}
	want(t, "ids", strings.Count(b.logs.String(), "kind=id"), 1)
	want(t, "twice", strings.Count(b.logs.String(), "kind=twice"), 1)

	var many strings.Builder
	for n := range 60 {
		fmt.Fprintf(&many, `<i id="a%d">x</i><i id="a%d">y</i>`, n, n)
	}
	found, _ := shown(t, func() templ.Component { return templ.Raw(many.String()) })
	want(t, "of one line", len(found), 1)
}

func TestDevIsOff(t *testing.T) {
	s := newSite(t, "")
	a := s.get("/notes")
	if strings.Contains(a.body, "data-gf-dev") {
		t.Errorf("a document outside of the development mode: %s", a.body)
	}
	want(t, "views", s.views.Load(), int64(1))
	want(t, "warnings", s.get("/_goldfish/dev").StatusCode, 404)
}

func TestDevByEnvironment(t *testing.T) {
	page := func(int64) (framework.Page, error) { return framework.Page{}, nil }
	inDev := func() bool { return strings.Contains(newBenchIn(t, false, page).get("/").body, "data-gf-dev") }
	want(t, "without", inDev(), false)
	t.Setenv("GOLDFISH_DEV", "1")
	want(t, "with", inDev(), true)
}

func TestDevDocument(t *testing.T) {
	b := newBench(t, func(int64) (framework.Page, error) { return framework.Page{}, nil })
	if !regexp.MustCompile(`<html [^>]* data-gf-dev>`).MatchString(b.get("/").body) {
		t.Error("the document does not say so")
	}
	contains(t, "log", b.logs.String(), "development mode", "never use it in production")
	for site, status := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 200, "": 200} {
		a := b.get("/_goldfish/dev", "Sec-Fetch-Site", site)
		want(t, site, a.StatusCode, status)
		want(t, "cache", a.Header.Get("Cache-Control"), "no-store")
	}
	want(t, "no warnings", b.get("/_goldfish/dev").body, `{"warnings":[]}`)
}

// Of all that is found the overlay gets the newest.
func TestDevForgets(t *testing.T) {
	b := newBench(t, func(int64) (framework.Page, error) { return framework.Page{}, nil })
	type numberURL struct {
		N int `path:"n"`
	}
	var runs atomic.Int64
	framework.Get(b.app, router.New("/{n}", numberURL{}), framework.Everyone, func(context.Context, framework.Anyone, numberURL) (framework.Page, error) {
		return framework.Page{Title: fmt.Sprint(runs.Add(1))}, nil
	})
	for n := range 60 {
		b.get(fmt.Sprint("/", n))
	}
	found := b.warnings(t)
	want(t, "warnings", len(found), 50)
	want(t, "the last", found[len(found)-1].Page, "/59")
	want(t, "told", strings.Count(b.logs.String(), "kind=twice"), 60)
}

// Why an answer holds the page whole.
func TestDevWhole(t *testing.T) {
	long := func(word string) string { return `<p id="a">` + strings.Repeat(word+" ", 200) + `</p>` }
	var html atomic.Value
	html.Store(long("one"))
	b := newBench(t, func(int64) (framework.Page, error) {
		return framework.Page{Body: templ.Raw(html.Load().(string)), Topics: []string{"x"}}, nil
	})
	for path, html := range map[string]string{"/other": long("two"), "/odd": long("one") + "<svg><p>x</p></svg>"} {
		framework.Get(b.app, router.New(path, struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
			return framework.Page{Body: templ.Raw(html)}, nil
		})
	}
	reported := func(version string) string {
		t.Helper()
		var out struct{ Whole map[string]string }
		if err := json.Unmarshal([]byte(b.get("/_goldfish/dev").body), &out); err != nil {
			t.Fatal(err)
		}
		return out.Whole[version]
	}
	document := func() (version string) {
		return regexp.MustCompile(`data-gf-version="([^"]+)"`).FindStringSubmatch(b.get("/").body)[1]
	}
	// why asks as a client that holds a version, and returns what the development mode says of the
	// answer.
	why := func(path, held, from string) string {
		t.Helper()
		a := b.get(path, "Accept", asPatch, wire.VersionHeader, held, wire.FromHeader, from)
		var patch struct {
			Version string
			Body    *string
		}
		if err := json.Unmarshal([]byte(a.body), &patch); err != nil || patch.Body == nil {
			t.Fatalf("not whole: %s %v", a.body, err)
		}
		return reported(patch.Version)
	}
	first := document()
	contains(t, "after Back", why("/other", first, ""), "does not name the previous page")
	contains(t, "from nowhere", why("/other", "unknown", "/"), "no copy of the previous page")
	contains(t, "another page", why("/other", first, "/"), "More than a quarter")
	contains(t, "odd", why("/odd", first, "/"), "only a browser can tell")
	want(t, "nothing was held", why("/", "", "/"), "")
	html.Store(long("three"))
	contains(t, "long ago", why("/", first, "/"), "changed too often or too much")
	html.Store(long("four"))
	contains(t, "a step that is too large", reported(document()), "More than a quarter")
	html.Store(strings.Replace(long("four"), "four", "five", 1))
	want(t, "a small step", reported(document()), "")
}
