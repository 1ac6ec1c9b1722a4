package client_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// policy is the strictest under which apps run. All tests run under it.
const policy = "default-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types goldfish; base-uri 'none'; form-action 'self'"

// TestMorphChecks runs the checks of test/checks in the browser: the morph, the event stream's reader, the back-off. They run twice:
// as the browser is, and without moveBefore, as in older ones.
func TestMorphChecks(t *testing.T) {
	t.Parallel()
	files := http.FileServer(http.Dir("test"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(`<!doctype html><html lang="en"><head><title>checks</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/checks.css">
<script src="/nomove.js"></script><script type="module" src="/dist/checks.js"></script></head><body></body></html>`))
		case "/frame":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(`<!doctype html><title>frame</title><h1>frame</h1>`))
		case "/frame.svg":
			w.Header().Set("Content-Type", "image/svg+xml")
			_, _ = w.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`))
		case "/never.js":
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(`window.never = true`))
		default:
			files.ServeHTTP(w, r)
		}
	}))
	defer server.Close()
	chromium := browser.New(t)
	for _, c := range []struct{ name, address string }{
		{"with moveBefore", server.URL},
		{"without moveBefore", server.URL + "/?nomove"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := chromium.Tab(t)
			tab.Open(c.address)
			tab.Until("window.runAll")
			var results []struct{ Kind, Name, Error string }
			tab.Eval("runAll()", &results)
			if len(results) < 100 {
				t.Errorf("only %d checks ran", len(results))
			}
			for _, r := range results {
				t.Run(r.Kind+"/"+r.Name, func(t *testing.T) {
					if r.Error != "" {
						t.Error(r.Error)
					}
				})
			}
		})
	}
}
