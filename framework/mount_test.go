package framework_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

var links = regexp.MustCompile(`(?:href|src|action)="([^"]+)"`)

// Wherever the app is mounted, all links work: this follows every one of them, to the end.
func TestMountedUnderPrefix(t *testing.T) {
	for name, mount := range map[string]struct {
		prefix string
		in     func(app http.Handler) http.Handler
	}{
		"alone": {"", func(app http.Handler) http.Handler { return app }},
		"net/http": {"/team", func(app http.Handler) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("/team/", app)
			return mux
		}},
		"net/http, stripped": {"/team", func(app http.Handler) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("/team/", http.StripPrefix("/team", app))
			return mux
		}},
		"chi": {"", func(app http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Use(middleware.Recoverer, middleware.RequestID)
			r.Mount("/", app)
			return r
		}},
		"chi, under a prefix": {"/team", func(app http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Mount("/team", app)
			return r
		}},
		"chi, a route in a group": {"/a/b", func(app http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Group(func(r chi.Router) {
				r.Use(middleware.NoCache)
				r.Route("/a", func(r chi.Router) { r.Mount("/b", app) })
			})
			return r
		}},
		"chi, a handler": {"/team", func(app http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Handle("/team/*", app)
			return r
		}},
		"chi, stripped": {"/team", func(app http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Mount("/team", http.StripPrefix("/team", app))
			return r
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, mount.prefix)
			server := httptest.NewServer(mount.in(s.app))
			defer server.Close()
			seen := map[string]bool{}
			var follow func(path string)
			follow = func(path string) {
				if seen[path] {
					return
				}
				seen[path] = true
				method := "GET"
				if strings.Contains(path, "_action=") {
					method = "POST"
				}
				r, _ := http.NewRequest(method, server.URL+path, strings.NewReader("text=a"))
				r.Header.Set("X-User", "ana")
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				resp, err := server.Client().Do(r)
				if err != nil {
					t.Fatal(err)
				}
				body, _ := io.ReadAll(resp.Body)
				resp.Body.Close()
				want(t, method+" "+path, resp.StatusCode, 200)
				if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
					return
				}
				for _, link := range links.FindAllStringSubmatch(string(body), -1) {
					u, err := url.Parse(strings.ReplaceAll(link[1], "&amp;", "&"))
					if err != nil {
						t.Fatal(err)
					}
					follow(u.RequestURI())
				}
			}
			follow(mount.prefix + "/notes")
			if len(seen) < 5 {
				t.Errorf("only %d links were found: %v", len(seen), seen)
			}
		})
	}
}
