package framework_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// Every answer has the headers that keep other sites and guesses of browsers out: each
// representation, each kind of error, redirects and files.
func TestEveryAnswerHasTheSafeHeaders(t *testing.T) {
	s := newSite(t, "")
	s.does(7, func(context.Context) (framework.Page, error) { panic("boom") })
	s.does(8, func(context.Context) (framework.Page, error) {
		return framework.Page{}, framework.Redirect(router.URL("/notes"))
	})
	s.does(9, func(context.Context) (framework.Page, error) { return framework.Page{}, errors.New("broken") })
	etag := s.get("/notes/1").Header.Get("ETag")
	const form = "application/x-www-form-urlencoded"
	for name, a := range map[string]answer{
		"a document":                  s.get("/notes"),
		"a document that is not sent": s.get("/notes/1", "If-None-Match", etag),
		"a patch":                     s.do("GET", "/notes", asPatch, ""),
		"a stream's head":             s.do("HEAD", "/notes", asStream, ""),
		"404":                         s.get("/nix"),
		"404, patch":                  s.do("GET", "/nix", asPatch, ""),
		"404, stream":                 s.do("GET", "/nix", asStream, ""),
		"400":                         s.get("/notes?page=x"),
		"a panic":                     s.get("/notes/7"),
		"a panic, patch":              s.do("GET", "/notes/7", asPatch, ""),
		"a panic, stream":             s.do("GET", "/notes/7", asStream, ""),
		"an error":                    s.get("/notes/9"),
		"a redirect":                  s.get("/notes/8"),
		"405":                         s.do("PUT", "/notes", "text/html", ""),
		"406":                         s.do("GET", "/notes", "application/vnd.goldfish.patch+json;v=99", ""),
		"403":                         s.do("GET", "/notes", asPatch, "", "Sec-Fetch-Site", "cross-site"),
		"403 of a post":               s.do("POST", "/notes?_action=add", "text/html", "text=x", "Sec-Fetch-Site", "cross-site"),
		"415":                         s.do("POST", "/notes?_action=add", "text/html", "text=x", "Content-Type", "application/json"),
		"422":                         s.do("POST", "/notes?_action=add", "text/html", "text=", "Content-Type", form),
		"303":                         s.do("POST", "/notes?_action=add", "text/html", "text=x", "Content-Type", form),
		"a file":                      s.get("/_goldfish/" + client.Name),
		"a file that is not there":    s.get("/_goldfish/nothing.js"),
	} {
		for header, value := range map[string]string{
			"Referrer-Policy":              "same-origin",
			"X-Content-Type-Options":       "nosniff",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			want(t, name+" ("+a.Status+"): "+header, a.Header.Get(header), value)
		}
		if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && !strings.Contains(a.Header.Get("Content-Security-Policy"), "require-trusted-types-for 'script'") && a.StatusCode != 303 {
			t.Errorf("%s: the policy is %q", name, a.Header.Get("Content-Security-Policy"))
		}
	}
}
