// Package checkspage serves the client's page of checks (client/test), for tests in one browser and
// in all engines.
package checkspage

import "net/http"

// Handler serves the page at "/". The folder is that of client/test. Policy is the page's
// Content-Security-Policy. "/?nomove" is the page without moveBefore.
func Handler(folder, policy string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(folder)))
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
