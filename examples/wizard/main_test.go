package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

func newStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := OpenStore(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// serve returns the address of a server of a new database, and its app.
func serve(t testing.TB) (string, *Wizard) {
	t.Helper()
	w := New(newStore(t, filepath.Join(t.TempDir(), "wizard.db")))
	server := httptest.NewServer(w.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(w.app.Close)
	return server.URL, w
}

// Every sentence is there in German, with what is filled in.
func TestGermanIsComplete(t *testing.T) {
	needed := map[string]bool{amountSentence: true, "Sent": true}
	call := regexp.MustCompile(`\btext\(ctx, "([^"]+)"|newStep\("\w+", "([^"]+)"`)
	for _, pattern := range []string{"*.go", "*.templ"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(source), -1) {
				needed[m[1]+m[2]] = true
			}
		}
	}
	for _, all := range []map[string]string{words, intro} {
		for _, s := range all {
			needed[s] = true
		}
	}
	for s := range needed {
		if german[s] == "" {
			t.Errorf("no German for %q", s)
		}
		if strings.Count(german[s], "%") != strings.Count(s, "%") {
			t.Errorf("%q and %q fill in different things", s, german[s])
		}
	}
	for s := range german {
		if !needed[s] {
			t.Errorf("nothing uses %q", s)
		}
	}
}
