// Package checkspage serves the client's page of checks (client/test), for tests in one browser and
// in all engines.
package checkspage

import (
	"encoding/json"
	"net/http"
	"os"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

// DistEnv is an environment variable: a folder that replaces client/test/dist (checks.js) and
// client/dist (the client's files). The tests of the guards use it.
const DistEnv = "GOLDFISH_CHECKS"

// Handler serves the page at "/". The folder is that of client/test. Policy is the page's
// Content-Security-Policy. "/?nomove" is the page without moveBefore; "/?seed=5&seeds=100" runs
// these seeds of the fuzz.
func Handler(folder, policy string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(folder)))
	if dist := os.Getenv(DistEnv); dist != "" {
		mux.Handle("/dist/", http.StripPrefix("/dist/", http.FileServer(http.Dir(dist))))
	}
	mux.HandleFunc("POST /deltas", deltas)
	for path, file := range map[string]struct{ mediaType, content string }{
		"/{$}": {"text/html", `<!doctype html><html lang="en"><head><title>checks</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/checks.css">
<script src="/nomove.js"></script><script type="module" src="/dist/checks.js"></script></head><body></body></html>`},
		"/frame":     {"text/html", `<!doctype html><title>frame</title><h1>frame</h1>`},
		"/frame.svg": {"image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`},
		"/never.js":  {"text/javascript", `window.never = true`},
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", file.mediaType)
			_, _ = w.Write([]byte(file.content))
		})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		mux.ServeHTTP(w, r)
	})
}

// sent is a body as a server sends it, and the difference from the body before, without the
// checksum. Where the server sends no difference it is null.
type sent struct {
	Body  string          `json:"body"`
	Delta json.RawMessage `json:"delta"`
}

// deltas gets a list of bodies, and answers with what a server sends for each.
func deltas(w http.ResponseWriter, r *http.Request) {
	var bodies []string
	if err := json.NewDecoder(r.Body).Decode(&bodies); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := make([]sent, len(bodies))
	var before snapshot.Snapshot
	for i, body := range bodies {
		now := snapshot.New("title", body)
		answer[i] = sent{Body: now.Body, Delta: json.RawMessage("null")}
		if delta, ok := snapshot.Diff(before, now); ok && i > 0 {
			answer[i].Delta = delta
		}
		before = now
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}
