package frameworktest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// urlsUpdate is the environment variable that lets [URLs] write. It is no flag, since go test ./...
// hands flags to packages that do not know them.
const urlsUpdate = "GOLDFISH_UPDATE"

const urlsHead = `# Addresses that people keep in bookmarks, mails and documents; frameworktest.URLs says what may change.
# New lines are written by ` + urlsUpdate + `=1 go test. A line that stands for a promise no longer kept is removed by hand.
`

// URLs compares what the routes understand with a file such as testdata/urls.txt, which is the
// promise that old addresses keep their meaning. Whatever is new has to be written into it:
//
//	GOLDFISH_UPDATE=1 go test
//
// What breaks an old address fails even then: a route or a key that is gone, an enum value that is
// gone, a changed kind, a changed default. A key is kept alive by the tag alias:"…", an enum value
// by a method Aliases. Where old addresses may really break, remove the line from the file by hand:
// then it shows in the review.
func URLs(t testing.TB, file string, routes ...interface {
	Schema() string
	Pattern() string
}) {
	t.Helper()
	now := schemas{}
	for _, r := range routes {
		if _, twice := now[r.Pattern()]; twice {
			t.Errorf("%s is given twice: a pattern is one route", r.Pattern())
		}
		now[r.Pattern()] = strings.Split(strings.TrimSuffix(r.Schema(), "\n"), "\n")
	}
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	breaks := readPromises(string(text)).breakingChanges(now)
	for _, b := range breaks {
		t.Errorf("%s, or, if old addresses may break, remove its line from %s by hand", b, file)
	}
	if len(breaks) > 0 || string(text) == now.text() {
		return
	}
	if os.Getenv(urlsUpdate) == "" {
		t.Errorf("%s is not up to date, and no old address breaks: run %s=1 go test, and commit it\n%s", file, urlsUpdate, now.additions(string(text)))
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(now.text()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// schemas are the lines of each route's schema, by its pattern.
type schemas map[string][]string

// text writes the routes in the order of their patterns, so that moving code is no change.
func (p schemas) text() string {
	var b strings.Builder
	b.WriteString(urlsHead)
	for _, pattern := range p.patterns() {
		b.WriteString("\n" + pattern + "\n")
		for _, line := range p[pattern] {
			if line != "" {
				b.WriteString("\t" + line + "\n")
			}
		}
	}
	return b.String()
}

func (p schemas) patterns() []string {
	patterns := make([]string, 0, len(p))
	for pattern := range p {
		patterns = append(patterns, pattern)
	}
	slices.Sort(patterns)
	return patterns
}

func readPromises(text string) schemas {
	p, pattern := schemas{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "/"):
			pattern = line
			p[pattern] = nil
		case strings.HasPrefix(line, "\t"):
			p[pattern] = append(p[pattern], line[1:])
		}
	}
	return p
}

// additions returns the lines that an old text does not have.
func (p schemas) additions(old string) string {
	had := strings.Split(old, "\n")
	var additions []string
	for line := range strings.SplitSeq(p.text(), "\n") {
		if !slices.Contains(had, line) {
			additions = append(additions, "+"+line)
		}
	}
	return strings.Join(additions, "\n")
}
