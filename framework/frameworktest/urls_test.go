package frameworktest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

type urlsTab string

func (urlsTab) Values() []urlsTab           { return []urlsTab{"open", "closed"} }
func (urlsTab) Aliases() map[string]urlsTab { return map[string]urlsTab{"done": "closed"} }

type urlsParams struct {
	Team string  `path:"team"`
	Tab  urlsTab `url:"tab,push" alias:"status"`
	Page int     `url:"page,push,reset"`
}

// A recorder is a test that is allowed to fail.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatal(args ...any) { r.failures = append(r.failures, fmt.Sprint(args...)) }

// A schema is a route that is nothing else.
type schema struct{ pattern, lines string }

func (s schema) Pattern() string { return s.pattern }
func (s schema) Schema() string  { return s.lines }

// The file in testdata is what an app commits.
func TestURLs(t *testing.T) {
	URLs(t, "testdata/urls.txt",
		router.New("/teams/{team}/tickets", urlsParams{Tab: "open", Page: 1}),
		router.New("/", struct{}{}))
}

func TestURLsBreakingChanges(t *testing.T) {
	const old = "id int path\ntab enum push default=open values=open,closed alias=status value-aliases=done>closed\npage int push,reset default=1\nq string -\n"
	for name, test := range map[string]struct {
		now  string
		want string // empty if nothing breaks
	}{
		"nothing changed":          {old, ""},
		"a new key":                {old + "sort text -\n", ""},
		"another order":            {"q string -\n" + strings.TrimSuffix(old, "q string -\n"), ""},
		"other roles":              {strings.Replace(old, "push,reset", "strict", 1), ""},
		"a new enum value":         {strings.Replace(old, "open,closed", "all,open,closed", 1), ""},
		"a key with an alias":      {strings.Replace(old, "q string -", "text string - alias=q", 1), ""},
		"an enum value that turns": {strings.Replace(old, "open,closed alias=status value-aliases=", "open alias=status value-aliases=closed>open,", 1), ""},
		"a key that is gone":       {strings.Replace(old, "q string -\n", "", 1), "the key \"q\" is gone: tag the field that has its meaning now with `alias:\"q\"`"},
		"a renamed key":            {strings.Replace(old, "q string", "text string", 1), `the key "q" is gone`},
		"an alias that is gone":    {strings.Replace(old, "alias=status ", "", 1), `the old key "status" is no longer understood as "tab"`},
		"an enum value that is":    {strings.Replace(old, "open,closed", "open", 1), `the key "tab" no longer takes "closed": say what it has become, in a method Aliases()`},
		"an upgrade that is gone":  {strings.Replace(old, " value-aliases=done>closed", "", 1), `no longer takes "done"`},
		"another kind":             {strings.Replace(old, "page int", "page text", 1), `the key "page" was int and is text: give the new kind a new key`},
		"an alias of another kind": {strings.Replace(old, "q string -", "text time - alias=q", 1), `the key "q" was string and is time`},
		"another default":          {strings.Replace(old, "default=1", "default=0", 1), `the key "page" had the default "1" and has "0"`},
		"no default":               {strings.Replace(old, " default=open", "", 1), `the key "tab" had the default "open" and has ""`},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "testdata", "urls.txt")
			keep(t, file, schema{"/a/{id}", old})
			before := contents(t, file)

			t.Setenv(urlsUpdate, "1")
			r := &recorder{TB: t}
			URLs(r, file, schema{"/a/{id}", test.now})
			if test.want == "" {
				if len(r.failures) > 0 {
					t.Errorf("fails: %q", r.failures)
				}
				t.Setenv(urlsUpdate, "")
				URLs(t, file, schema{"/a/{id}", test.now})
				return
			}
			if len(r.failures) != 1 || !strings.Contains(r.failures[0], test.want) || !strings.Contains(r.failures[0], "by hand") {
				t.Errorf("says %q, want %q", r.failures, test.want)
			}
			if contents(t, file) != before {
				t.Errorf("a breaking change was written")
			}
		})
	}
}

func TestURLsOfRoutes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "urls.txt")
	keep(t, file, schema{"/a", "q string -\n"}, schema{"/b", ""})

	r := &recorder{TB: t}
	URLs(r, file, schema{"/a", "q string -\n"})
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], "/b is gone: keep a route that redirects") {
		t.Errorf("a route that is gone: %q", r.failures)
	}
	r = &recorder{TB: t}
	URLs(r, file, schema{"/a", "q string -\n"}, schema{"/b", ""}, schema{"/c", "id int -\n"})
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], "run GOLDFISH_UPDATE=1 go test") || !strings.Contains(r.failures[0], "+\tid int -") {
		t.Errorf("a route that is new: %q", r.failures)
	}
	r = &recorder{TB: t}
	URLs(r, file, schema{"/a", "q string -\n"}, schema{"/b", ""}, schema{"/b", ""})
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], "/b is given twice") {
		t.Errorf("a route that is there twice: %q", r.failures)
	}

	// Removing the line by hand is how to say that old addresses may break.
	text := strings.Replace(contents(t, file), "\n/b\n", "\n", 1)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	keep(t, file, schema{"/a", "q string -\n"})
}

func TestURLsWithoutAFile(t *testing.T) {
	r := &recorder{TB: t}
	URLs(r, filepath.Join(t.TempDir(), "urls.txt"), schema{"/a", ""})
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], "not up to date") {
		t.Errorf("says %q", r.failures)
	}
}

// keep writes the file and expects that nothing is wrong with it.
func keep(t *testing.T, file string, routes ...interface {
	Schema() string
	Pattern() string
}) {
	t.Helper()
	before := os.Getenv(urlsUpdate)
	t.Setenv(urlsUpdate, "1")
	URLs(t, file, routes...)
	t.Setenv(urlsUpdate, before)
	URLs(t, file, routes...)
}

func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
