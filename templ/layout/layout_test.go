package layout_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/templ/layout"
)

func render(t testing.TB, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func contains(t *testing.T, html string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(html, part) {
			t.Errorf("no %s in %s", part, html)
		}
	}
}

func TestDocument(t *testing.T) {
	html := render(t, layout.DefaultShell(layout.Document{
		Title: "Tickets & <more>", Lang: "de", Description: "All of them", Canonical: "/tickets", Page: "/tickets?tab=closed", Version: "v1", Fingerprints: "m1",
		Body: "<h1>Tickets</h1>", Script: "/_goldfish/client-1.js", Flash: "Saved.", Notice: "page: “x” is not a number.",
	}))
	contains(t, html, `<!doctype html><html lang="de" data-gf-fingerprints="m1">`, `<title>Tickets &amp; &lt;more&gt;</title>`,
		`<link rel="canonical" href="/tickets">`, `<meta name="description" content="All of them">`,
		`<script type="module" src="/_goldfish/client-1.js"></script>`,
		`<div id="page" data-gf-page="/tickets?tab=closed" data-gf-version="v1"><h1>Tickets</h1></div>`,
		`data-gf-flash>Saved.</p>`, `data-gf-notice>page: “x” is not a number.</p>`)
}

// A page that is not live says so by saying nothing; a message that is not there takes no room.
func TestErrorDocument(t *testing.T) {
	html := render(t, layout.DefaultShell(layout.Document{Title: "Not Found", Body: "<p>no</p>"}))
	contains(t, html, `<html lang="en"`, `<div id="page"><p>no</p></div>`, `data-gf-flash hidden>`, `data-gf-notice hidden>`)
	for _, wrong := range []string{"canonical", "description", "data-gf-version", "data-gf-page", "<script"} {
		if strings.Contains(html, wrong) {
			t.Errorf("there is a %s in %s", wrong, html)
		}
	}
}

// The document must run under a strict policy: nothing inline.
func TestNoInlineScriptCSP(t *testing.T) {
	html := render(t, layout.DefaultShell(layout.Document{Title: "x", Body: "y", Script: "/s.js"}))
	if found := regexp.MustCompile(`style=|<style|\son[a-z]+=|<script>|<script [^>]*>[^<]`).FindString(html); found != "" {
		t.Errorf("inline: %s", found)
	}
}

func TestAssetsCacheControl(t *testing.T) {
	first := fstest.MapFS{"a.css": {Data: []byte("a{}")}, "img/b.svg": {Data: []byte("<svg/>")}}
	second := fstest.MapFS{"a.css": {Data: []byte("a{color:red}")}}
	assets := layout.NewAssets("assets", first, second)
	url := assets.URL("a.css")
	if !regexp.MustCompile(`^/assets/a-[0-9a-f]{10}\.css$`).MatchString(url) {
		t.Fatal(url)
	}
	if layout.NewAssets("/assets/", first).URL("a.css") == url {
		t.Error("other content has the same address")
	}
	get := func(h http.Handler, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	for _, h := range []struct {
		name string
		http.Handler
	}{{"in place", assets}, {"stripped", http.StripPrefix("/assets/", assets)}} {
		w := get(h, url)
		if w.Code != 200 || w.Body.String() != "a{color:red}" || w.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" ||
			!strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
			t.Errorf("%s: %d %q %v", h.name, w.Code, w.Body, w.Header())
		}
		if w := get(h, assets.URL("img/b.svg")); w.Code != 200 {
			t.Errorf("%s: a file in a folder is %d", h.name, w.Code)
		}
		// The name that another build gives to the file: today's, not to be kept.
		if w := get(h, "/assets/a-0000000000.css"); w.Code != 200 || w.Body.String() != "a{color:red}" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", h.name, w.Code, w.Header())
		}
		if w := get(h, "/assets/img/b-0000000000.svg"); w.Code != 200 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: in a folder: %d %v", h.name, w.Code, w.Header())
		}
		// What no build of this could have: not found, and not remembered as such.
		for _, name := range []string{"c-0000000000.css", "a-0000.css", "a.css", "b-0000000000.svg"} {
			if w := get(h, "/assets/"+name); w.Code != 404 || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %s: %d %v", h.name, name, w.Code, w.Header())
			}
		}
	}
	defer func() {
		if message, _ := recover().(string); !strings.Contains(message, `no asset is named "c.css"`) {
			t.Errorf("said %q", message)
		}
	}()
	assets.URL("c.css")
}
