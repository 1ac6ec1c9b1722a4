package snapshot

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// openBrowser returns a page that knows the client's part of this package.
func openBrowser(t *testing.T) *browser.Tab {
	t.Helper()
	esbuild, err := filepath.Abs(clientDir + "/node_modules/.bin/esbuild")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		t.Skip("-short: needs esbuild from npm")
	}
	if _, err := os.Stat(esbuild); err != nil {
		t.Skip("skipped: this test needs esbuild: run npm ci in client")
	}
	chromium := browser.New(t)
	cmd := exec.Command(esbuild, "test/delta/browser.ts", "--bundle", "--format=iife", "--target=es2022", "--charset=utf8")
	cmd.Dir = clientDir
	script, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/script.js" {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = w.Write(script)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><title>delta</title><link rel="icon" href="data:,"><body><script src="/script.js"></script></body>`))
	}))
	t.Cleanup(server.Close)
	tab := chromium.Tab(t)
	tab.Open(server.URL)
	tab.Until("window.delta")
	return tab
}

// TestBrowserAppliesDelta holds that a page that is patched is the page that the new body makes.
func TestBrowserAppliesDelta(t *testing.T) {
	tab := openBrowser(t)
	g := &randomTrees{Rand: rand.New(rand.NewPCG(11, 12))}
	var total struct{ Healed, Shown, Kept, Replaced int }
	for range 6 {
		var batch []vector
		for n := range 500 {
			g.wild = n%4 == 0
			before, after := g.pair()
			old, new := New("a", before), New("b", after)
			if delta, ok := diffWhatever(old, new); ok {
				batch = append(batch, vector{Old: old.Body, Title: old.Title, Delta: WithChecksum(delta, new), HTML: new.Body, Version: new.Version})
			}
		}
		input, err := json.Marshal(batch)
		if err != nil {
			t.Fatal(err)
		}
		var result struct {
			Wrong                         []string
			Healed, Shown, Kept, Replaced int
		}
		tab.Eval("Promise.resolve(delta.run("+string(input)+"))", &result)
		for _, wrong := range result.Wrong[:min(3, len(result.Wrong))] {
			t.Errorf("%.4000s", wrong)
		}
		if len(result.Wrong) > 0 {
			t.Fatalf("%d of %d are wrong", len(result.Wrong), len(batch))
		}
		total.Healed += result.Healed
		total.Shown += result.Shown
		total.Kept += result.Kept
		total.Replaced += result.Replaced
	}
	t.Logf("%+v", total)
}

// TestBrowserCanonical asks Chromium how it writes what the tests of the canonical form hold.
func TestBrowserCanonical(t *testing.T) {
	tab := openBrowser(t)
	written := func(html string) (got string) {
		input, err := json.Marshal(html)
		if err != nil {
			t.Fatal(err)
		}
		tab.Eval("Promise.resolve(delta.canonical("+string(input)+"))", &got)
		return got
	}
	for _, test := range canonicalTests {
		canon, odd := canonical(test.html, nil)
		if got := written(test.html); got != canon || odd {
			t.Errorf("%s: %q is written\n%q, not\n%q", test.name, test.html, got, canon)
		}
		if got := written(canon); got != canon {
			t.Errorf("%s: %q becomes\n%q", test.name, canon, got)
		}
	}
}
