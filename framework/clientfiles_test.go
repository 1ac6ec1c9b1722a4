package framework_test

import (
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/client"
)

// Every file of the client is served from one folder, for ever. The name that another build gives
// to it finds today's file, not to be kept; what is none of them is not found.
func TestFilesOfTheClient(t *testing.T) {
	s := newSite(t, "")
	for name, script := range client.Files {
		a := s.get("/_goldfish/" + name)
		want(t, name, a.StatusCode, 200)
		want(t, name+": type", a.Header.Get("Content-Type"), "text/javascript; charset=utf-8")
		want(t, name+": cache", a.Header.Get("Cache-Control"), "public, max-age=31536000, immutable")
		want(t, name+": bytes", a.body == string(script), true)
	}
	for name, today := range map[string]string{"client-00000000.js": "client-", "forms-00000000.js": "forms-"} {
		a := s.get("/_goldfish/" + name)
		want(t, name, a.StatusCode, 200)
		want(t, name+": cache", a.Header.Get("Cache-Control"), "no-store")
		for name, script := range client.Files {
			if strings.HasPrefix(name, today) {
				want(t, name+": bytes", a.body == string(script), true)
			}
		}
	}
	for _, name := range []string{"client.js", "other-00000000.js", "client-0000.js", "..-00000000.js", ""} {
		a := s.get("/_goldfish/" + name)
		want(t, name, a.StatusCode, 404)
		want(t, name+": cache", a.Header.Get("Cache-Control"), "no-store")
	}
}
