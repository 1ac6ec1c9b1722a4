package framework_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/templ/text"
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

// An ETag names one document: of one viewer and in one language. Nothing else has one, so no other
// representation of the URL is taken for it.
func TestETagOfEachDocument(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{Languages: []text.Texts{text.English, text.German}})
	of := map[string]string{}
	for _, user := range []string{"ana", "ben", ""} {
		for _, language := range []string{"en", "de"} {
			headers := []string{"X-User", user, "Accept-Language", language}
			variant := user + " " + language
			etag := s.get("/notes/1", headers...).Header.Get("ETag")
			if other, ok := of[etag]; ok || etag == "" {
				t.Errorf("the ETag of %q is %q, as that of %q", variant, etag, other)
			}
			of[etag] = variant
			want(t, "the same again", s.get("/notes/1", append(headers, "If-None-Match", etag)...).StatusCode, 304)
			for tag, other := range of {
				if other != variant {
					want(t, variant+" with the ETag of "+other, s.get("/notes/1", append(headers, "If-None-Match", tag)...).StatusCode, 200)
				}
			}
			patch := s.do("GET", "/notes/1", asPatch, "", append(headers, "If-None-Match", etag)...)
			want(t, "a patch", patch.StatusCode, 200)
			want(t, "ETag of a patch", patch.Header.Get("ETag"), "")
			want(t, "ETag of an error", s.get("/nix", headers...).Header.Get("ETag"), "")
		}
	}
}
