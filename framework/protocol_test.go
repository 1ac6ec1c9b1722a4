package framework_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A client of a protocol that this server does not speak, newer or older, gets one answer that
// clients of all versions understand. No view runs for it, and no action.
func TestUnknownProtocol(t *testing.T) {
	for _, version := range []string{"0", "2", "3", "x", ""} {
		s := newSite(t, "")
		for _, test := range []struct{ method, accept, body string }{
			{"GET", wire.PatchType, ""},
			{"HEAD", wire.PatchType, ""},
			{"GET", wire.StreamType, ""},
			{"HEAD", wire.StreamType, ""},
			{"POST", wire.PatchType, form("text", "milk")},
		} {
			path := "/notes"
			if test.method == "POST" {
				path += "?_action=add"
			}
			a := s.do(test.method, path, test.accept+";v="+version, test.body)
			want(t, "status", a.StatusCode, http.StatusNotAcceptable)
			want(t, "type", a.Header.Get("Content-Type"), wire.PatchType)
			want(t, "cache", a.Header.Get("Cache-Control"), "no-store")
			if test.method != "HEAD" {
				want(t, "answer", a.body, `{"message":"This page is of another version of the app. Please load it again."}`)
			}
		}
		want(t, "views", s.views.Load(), int64(0))
		if notes := s.get("/notes").body; strings.Contains(notes, "milk") {
			t.Errorf("the action ran: %s", notes)
		}
		want(t, "streams", s.app.Stats().Streams, 0)
	}
}

// The server's own version, and none, are spoken.
func TestKnownProtocol(t *testing.T) {
	s := newSite(t, "")
	for _, accept := range []string{wire.AcceptPatch, wire.PatchType, wire.PatchType + "; v=1"} {
		want(t, accept, s.do("GET", "/notes", accept, "").StatusCode, 200)
	}
	for _, accept := range []string{wire.AcceptStream, wire.StreamType} {
		want(t, accept, s.do("HEAD", "/notes", accept, "").StatusCode, 200)
	}
}
