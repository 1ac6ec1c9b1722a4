package framework_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A stream of a page with 16 parts has 17 screens. Those of one address, and all, are limited,
// however many viewers ask; documents are answered all the same, and a flood of their URLs leaves
// no screens behind.
func TestTooManyScreens(t *testing.T) {
	for name, test := range map[string]struct {
		options framework.Options[User]
		status  int
		fit     int // streams
		other   int // status of a stream of somebody else
	}{
		"address": {framework.Options[User]{MaxScreensPerAddress: 40}, 429, 2, 200},
		"viewer":  {framework.Options[User]{MaxScreensPerViewer: 40}, 429, 2, 200},
		"all":     {framework.Options[User]{MaxScreens: 40, ScreenIdleTimeout: -1}, 503, 2, 503},
	} {
		t.Run(name, func(t *testing.T) {
			test.options.ClientAddress = func(r *http.Request) string { return r.Header.Get("X-Client") }
			s := newSite(t, "", test.options)
			open := func(n int, headers ...string) int {
				var parts []wire.PartVersion
				for part := range wire.MaxParts + 3 { // those beyond are ignored
					parts = append(parts, wire.PartVersion{URL: fmt.Sprint("/notes/", 100*n+part)})
				}
				ctx, cancel := context.WithCancel(t.Context())
				r := httptest.NewRequestWithContext(ctx, "GET", fmt.Sprint("/notes?page=", n), nil)
				headers = append(headers, "Accept", asStream, wire.PartsHeader, wire.FormatParts(parts))
				for i := 0; i < len(headers); i += 2 {
					r.Header.Set(headers[i], headers[i+1])
				}
				w := &streamRecorder{header: http.Header{}, began: make(chan int, 1)}
				ended := make(chan struct{})
				go func() { s.app.ServeHTTP(w, r); close(ended) }()
				t.Cleanup(func() { cancel(); <-ended })
				status := <-w.began
				if status != 200 {
					want(t, "Retry-After", w.header.Get("Retry-After"), "30")
				}
				return status
			}
			viewer := func(n int) string {
				if name == "address" {
					return fmt.Sprint("person", n)
				}
				return "ana"
			}
			for n := range 20 {
				status := open(n+1, "X-User", viewer(n), "X-Client", "a")
				if want := map[bool]int{true: 200, false: test.status}[n < test.fit]; status != want {
					t.Fatalf("stream %d: %d, want %d", n, status, want)
				}
			}
			want(t, "somebody else's stream", open(50, "X-User", "ben", "X-Client", "b"), test.other)
			for n := range 3000 {
				a := s.get(fmt.Sprint("/notes?q=", n), "X-Client", "a")
				if a.StatusCode != 200 {
					t.Fatalf("document %d: %s", n, a.Status)
				}
			}
			if n := s.app.Stats().Screens; name == "all" && n > 40 {
				t.Errorf("%d screens", n)
			}
		})
	}
}
