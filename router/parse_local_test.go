package router_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/router"
)

func TestParseLocal(t *testing.T) {
	for s, want := range map[string]router.URL{
		"/":                          "/",
		"/tickets?tab=open&q=a+b%3A": "/tickets?tab=open&q=a+b%3A",
		"/a:b?c:d":                   "/a%3Ab?c%3Ad",
		"/a b?c d":                   "/a%20b?c%20d",
		"/ä?ö":                       "/%C3%A4?%C3%B6",
		`/a'b?"c"<d>`:                "/a%27b?%22c%22%3Cd%3E",
		"/a/":                        "/a/",
		"/a?":                        "/a?",
		"/a?b?c":                     "/a?b%3Fc",
		"/a?next=//evil.example":     "/a?next=%2F%2Fevil.example",
		"/%2F%2Fevil.example":        "/%2F%2Fevil.example", // no browser reads that as a host
		"/~..":                       "/~..",
	} {
		got, ok := router.ParseLocal(s)
		if !ok || got != want {
			t.Errorf("Local(%q) is %q, %v; want %q", s, got, ok, want)
		}
		if again, ok := router.ParseLocal(string(got)); !ok || again != got {
			t.Errorf("Local(%q) is %q, %v; want the same", got, again, ok)
		}
	}
	for _, s := range []string{
		"", "tickets", "?a", "#a", "//evil.example", "///evil.example", `/\evil.example`, `\/evil.example`, `/a\b`, "/\t/evil.example", "/\n/evil.example",
		"\t//evil.example", " //evil.example", "https://evil.example", "https:/evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x", "/a\x00", "/a\x7f",
		// too long when escaped
		"/.//evil.example", "/a/..//evil.example", "/%2e/a", "/%2E%2e//evil.example", "/a//b", "/a#b", "/%zz", "/a?%zz", "/\xff", "/" + strings.Repeat("a", router.MaxQuery), "/?" + strings.Repeat("}", router.MaxQuery/2),
	} {
		if got, ok := router.ParseLocal(s); ok || got != "" {
			t.Errorf("Local(%.80q) is %.80q, want a refusal", s, got)
		}
	}
}

// FuzzParseLocal asks net/url, as a second reader, where an accepted address leads.
func FuzzParseLocal(f *testing.F) {
	f.Add("/a b?c=d&e")
	f.Add("/%2e%2e/%2F?%41=%C3%B6")
	f.Add("//evil.example/%5c")
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := router.ParseLocal(s)
		if !ok {
			return
		}
		safe(t, got)
		if again, ok := router.ParseLocal(string(got)); !ok || again != got {
			t.Fatalf("Local(%q) is %q, %v; want the same", got, again, ok)
		}
		base, _ := url.Parse("https://goldfish.example/here/now?q=1")
		to, err := base.Parse(string(got))
		if err != nil || to.Scheme != "https" || to.Host != "goldfish.example" || to.User != nil || to.Fragment != "" {
			t.Fatalf("%q leads to %v, %v", got, to, err)
		}
		asked, err := url.Parse(s)
		if err == nil && asked.Path != to.Path {
			t.Fatalf("%q is %q, which has another path", s, got)
		}
	})
}
