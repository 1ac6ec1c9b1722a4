package components_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

func render(t testing.TB, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWidgetsAreDrawnAsBefore(t *testing.T) {
	for _, w := range widgets {
		t.Run(w.name, func(t *testing.T) {
			var got bytes.Buffer
			for _, e := range w.cases {
				html := render(t, e.c)
				if again := render(t, e.c); again != html {
					t.Errorf("%s: two renders differ:\n%s\n%s", e.name, html, again)
				}
				got.WriteString("<!-- " + e.name + " -->\n" + lines(html) + "\n")
			}
			file := filepath.Join("testdata", w.name+".html")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s differs; if that is meant: go test ./components -update\ngot:\n%s", file, got.Bytes())
			}
		})
	}
}

// lines breaks HTML before every start tag, for the eyes and for diffs.
func lines(html string) string {
	var b strings.Builder
	for i, r := range html {
		if r == '<' && i > 0 && i+1 < len(html) && html[i+1] != '/' {
			b.WriteByte('\n')
		}
		b.WriteRune(r)
	}
	return b.String()
}
