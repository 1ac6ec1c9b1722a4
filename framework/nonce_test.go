package framework_test

import (
	"net/http"
	"strings"
	"testing"
)

// A middleware may set a policy with a nonce of each request. The nonce is in no fingerprint,
// because the documents differ in nothing that a client could keep.
func TestNonceOfAPolicyHeader(t *testing.T) {
	s := newSite(t, "")
	under := func(policy string) string {
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			s.app.ServeHTTP(w, r)
		})
		a := s.doTo(h, "GET", "/notes/1", asPatch, "")
		_, rest, _ := strings.Cut(a.body, `"fingerprints":"`)
		text, _, _ := strings.Cut(rest, `"`)
		return text
	}
	first := under("script-src 'nonce-one'")
	want(t, "with another nonce", under("script-src 'nonce-two'"), first)
	if first == "" || under("script-src 'self' 'nonce-one'") == first {
		t.Errorf("another policy has the fingerprints %q too", first)
	}
}
