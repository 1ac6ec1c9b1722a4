package framework_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// What an answer depends on is in one line of Vary, whatever the middleware around the app has
// named and whether the answer is compressed: nginx before 1.23 reads one line only, and would give
// a compressed page to a client that cannot read it.
func TestVary(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{VaryHeaders: []string{"X-User"}})
	around := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		w.Header().Add("Vary", "cookie,X-Other , ")
		s.app.ServeHTTP(w, r)
	})
	for _, accept := range []string{"", asPatch} {
		for _, encoding := range []string{"", "gzip", "zstd, gzip", "identity"} {
			for _, target := range []string{"/notes", "/nix", "/notes?status=open"} {
				for _, test := range []struct {
					handler http.Handler
					others  string
				}{{s.app, ""}, {around, ", Origin, X-Other"}} {
					a := s.doTo(test.handler, "GET", target, accept, "", "Accept-Encoding", encoding)
					got, want := a.Header.Values("Vary"), "Accept, Cookie, Accept-Encoding, X-User"
					if len(got) != 1 {
						t.Errorf("%s: Vary has %d lines: %q", target, len(got), got)
					}
					for name := range strings.SplitSeq(want+test.others, ", ") {
						contains(t, "Vary", got[0], name)
					}
					if strings.Count(strings.ToLower(got[0]), "cookie") != 1 || strings.Count(got[0], "Accept-Encoding") != 1 {
						t.Errorf("a name is in Vary twice: %q", got)
					}
				}
			}
		}
	}
	uncompressed := newSite(t, "", framework.Options[User]{DisableCompression: true})
	want(t, "without compression", uncompressed.get("/notes").Header.Get("Vary"), "Accept, Cookie")
}
