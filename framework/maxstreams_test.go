package framework_test

import (
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// A stream that finds no room is told when to come back, and nobody is woken for it at night; the
// page itself is answered.
func TestTooManyStreams503RetryAfter(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxStreams: 1})
	follow(t, s, "/notes")
	for range 3 {
		a := s.do("GET", "/notes", asStream, "")
		want(t, "status", a.StatusCode, 503)
		want(t, "retry", a.Header.Get("Retry-After"), "30")
	}
	want(t, "the page", s.get("/notes").StatusCode, 200)
	if log := s.logs.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("the log says %s", log)
	}
}
