package framework_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

func TestDocumentETagAndCacheControl(t *testing.T) {
	s := newSite(t, "")
	a := s.get("/notes?page=2&tab=open&utm_source=x")
	want(t, "status", a.StatusCode, 200)
	want(t, "type", a.Header.Get("Content-Type"), "text/html; charset=utf-8")
	want(t, "cache", a.Header.Get("Cache-Control"), "private, no-cache")
	want(t, "vary", a.Header.Get("Vary"), "Accept, Cookie, Accept-Encoding")
	contains(t, "document", a.body, `<!doctype html>`, `<link rel="canonical" href="/notes?page=2">`, `data-gf-page="/notes?page=2"`,
		`data-gf-version="`, `data-gf-fingerprints="`, "<title>Notes</title>", "open of team red, page 2", `src="/_goldfish/client-`)
	if strings.Contains(a.body, "utm") {
		t.Error("a foreign parameter came into the page")
	}

	again := s.get("/notes?page=2", "If-None-Match", `"other", `+a.Header.Get("ETag"))
	want(t, "status of the same again", again.StatusCode, 304)
	want(t, "body of a 304", again.body, "")
	other := s.get("/notes?page=2", "If-None-Match", a.Header.Get("ETag"), "X-User", "ben")
	want(t, "the same body in another person's document", other.StatusCode, 200)

	head := s.do("HEAD", "/notes?page=2", "", "")
	want(t, "HEAD length", head.Header.Get("Content-Length"), a.Header.Get("Content-Length"))
	want(t, "HEAD etag", head.Header.Get("ETag"), a.Header.Get("ETag"))
}

func TestDocumentHeadersOfTheApp(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{VaryHeaders: []string{"Accept-Language"}})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		s.app.ServeHTTP(w, r)
	})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/notes/1", nil))
	want(t, "vary", w.Header().Get("Vary"), "Accept, Cookie, Accept-Encoding, Accept-Language")
	want(t, "policy", w.Header().Get("Content-Security-Policy"), "default-src 'none'")
}

func TestAliasRedirect301(t *testing.T) {
	s := newSite(t, "")
	a := s.get("/notes?status=closed&utm_source=x")
	want(t, "status", a.StatusCode, http.StatusMovedPermanently)
	want(t, "location", a.Header.Get("Location"), "/notes?tab=closed")
	p := s.do("GET", "/notes?status=closed", asPatch, "")
	want(t, "a patch says it in its url", p.StatusCode, 200)
	contains(t, "patch", p.body, `"url":"/notes?tab=closed"`)
}

func TestMetaDescription(t *testing.T) {
	s := newSite(t, "")
	s.does(1, func(context.Context) (framework.Page, error) {
		return framework.Page{Title: "One", Description: "All about “one”."}, nil
	})
	contains(t, "document", s.get("/notes/1").body, `<meta name="description" content="All about “one”.">`)
	contains(t, "patch", s.do("GET", "/notes/1", asPatch, "").body, `"description":"All about “one”."`)
}

func TestAddressNotice(t *testing.T) {
	s := newSite(t, "")
	a := s.get("/notes?page=abc&tab=weird")
	want(t, "status", a.StatusCode, 200)
	contains(t, "document", a.body, "“abc” is not a number", "page 1", `data-gf-page="/notes"`)
	p := s.do("GET", "/notes?page=abc", asPatch, "")
	contains(t, "patch", p.body, `"notice":"`, "“abc” is not a number")
}

func TestPatch(t *testing.T) {
	s := newSite(t, "")
	for _, test := range []struct{ from, to, history string }{
		{"", "/notes", ""},
		{"/notes", "/notes?tab=closed", "push"},
		{"/notes", "/notes?q=x", "replace"},
		{"/notes?q=x", "/notes?q=xy&page=2", "push"},
		{"/notes", "/notes", "replace"},
		{"/notes/1", "/notes", "push"},
		{"/notes/1", "/notes/2", "push"},
		{"//evil.example/notes", "/notes", "push"},
		{"/nowhere", "/notes", "push"},
		{"%zz", "/notes", "push"},
	} {
		a := s.do("GET", test.to, asPatch, "", wire.FromHeader, test.from)
		var p map[string]any
		if err := json.Unmarshal([]byte(a.body), &p); err != nil {
			t.Fatal(err)
		}
		history, _ := p["history"].(string)
		want(t, test.from+" to "+test.to, history, test.history)
		want(t, "url", p["url"], test.to)
		want(t, "cache", a.Header.Get("Cache-Control"), "no-store")
		want(t, "type", a.Header.Get("Content-Type"), wire.PatchType)
	}
	a := s.do("GET", "/notes", asPatch, "")
	var p struct{ Version, Body, Fingerprints, Title string }
	_ = json.Unmarshal([]byte(a.body), &p)
	if p.Version == "" || p.Fingerprints == "" || p.Title != "Notes" || !strings.Contains(p.Body, "of team red") {
		t.Errorf("patch: %s", a.body)
	}
	same := s.do("GET", "/notes", asPatch, "", wire.VersionHeader, p.Version)
	contains(t, "version held", same.body, p.Version)
	if strings.Contains(same.body, `"body"`) {
		t.Errorf("the version held was sent again: %s", same.body)
	}
	doc := s.get("/notes")
	contains(t, "the document has the same version and fingerprints", doc.body, `data-gf-version="`+p.Version+`"`, `data-gf-fingerprints="`+p.Fingerprints+`"`)
}

// follow reads a stream of the site into a channel.
func (s *site) follow(t *testing.T, target string, headers ...string) (events chan *sse.Event, ended chan error) {
	t.Helper()
	server := httptest.NewServer(s.app)
	ctx, cancel := context.WithCancel(t.Context())
	h := http.Header{"X-User": {"ana"}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	events, ended = make(chan *sse.Event, 100), make(chan error, 1)
	f := &sse.Client{URL: server.URL + target, Header: func() http.Header { return h }}
	go func() { ended <- f.Connect(ctx, func(e *sse.Event) { events <- e }) }()
	t.Cleanup(func() {
		cancel()
		server.Close()
	})
	return events, ended
}

func next(t *testing.T, events chan *sse.Event) *sse.Event {
	t.Helper()
	select {
	case e := <-events:
		return e
	case <-time.After(time.Minute):
		t.Fatal("no event came")
		return nil
	}
}

func TestStream(t *testing.T) {
	s := newSite(t, "")
	events, _ := s.follow(t, "/notes")
	hello := next(t, events)
	want(t, "first", string(hello.Event), "hello")
	contains(t, "hello", string(hello.Data), `"fingerprints":"`, `"heartbeat":20`)
	first := next(t, events)
	contains(t, "whole", string(first.Data), `{"title":"Notes","body":"<p id=\"texts\"></p>`)
	s.do("POST", "/notes?_action=add", "", form("text", "milk"))
	changed := next(t, events)
	contains(t, "change", string(changed.Data), "milk")

	quiet, _ := s.follow(t, "/notes", wire.VersionHeader, string(changed.ID))
	want(t, "hello", string(next(t, quiet).Event), "hello")
	s.do("POST", "/notes?_action=clear", "", "")
	want(t, "nothing between hello and the next change", string(next(t, quiet).ID), string(first.ID))
}

func TestStreamHead(t *testing.T) {
	s := newSite(t, "")
	a := s.do("HEAD", "/notes", asStream, "")
	want(t, "status", a.StatusCode, 200)
	want(t, "type", a.Header.Get("Content-Type"), wire.StreamType)
}

func TestStreamRefused(t *testing.T) {
	s := newSite(t, "")
	for target, status := range map[string]int{"/notes": 401, "/nothing": 404, "/notes?owner=x": 400, "/notes/x": 404} {
		a := s.do("GET", target, asStream, "", "X-User", "")
		want(t, target, a.StatusCode, status)
		want(t, "cache", a.Header.Get("Cache-Control"), "no-store")
	}
}

// A notice on the topic of rights ends the stream; one on the topic of the shell does not.
func TestTopicsOfAViewer(t *testing.T) {
	s := newSite(t, "")
	events, ended := s.follow(t, "/notes")
	next(t, events)
	next(t, events)
	s.app.Notify("shell:ana")
	want(t, "told to fetch the shell", string(next(t, events).Event), "shell")
	s.app.Notify("user:ana")
	want(t, "told to ask again", string(next(t, events).Event), "recheck")
	want(t, "ended", <-ended, error(nil))
}

func TestCrossSite(t *testing.T) {
	s := newSite(t, "")
	cross := []string{"Sec-Fetch-Site", "cross-site"}
	want(t, "post", s.do("POST", "/notes?_action=clear", "", "", cross...).StatusCode, 403)
	want(t, "post of an old browser", s.do("POST", "/notes?_action=clear", "", "", "Origin", "http://evil.example").StatusCode, 403)
	want(t, "stream", s.do("GET", "/notes", asStream, "", cross...).StatusCode, 403)
	want(t, "patch", s.do("GET", "/notes", asPatch, "", cross...).StatusCode, 403)
	want(t, "a link from elsewhere", s.get("/notes", cross...).StatusCode, 200)
}

// The ETag names all bytes of a document, those of its parts too.
func TestETagOfADocumentWithParts(t *testing.T) {
	s := newSite(t, "")
	count := "one"
	counter := router.New("/count", struct{}{})
	framework.Get(s.app, counter, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Count", Body: templ.Raw("<p>" + count + "</p>")}, nil
	})
	outer := router.New("/outer", struct{}{})
	// The part in the document stands where the bytes of the page would be.
	after := templ.Raw("<p>" + strings.Repeat("text ", 200) + "</p>")
	framework.Get(s.app, outer, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Outer", Body: templ.Join(markup.Part{URL: "/count", Label: "Count"}, after)}, nil
	})
	first := s.get("/outer")
	contains(t, "document", first.body, "<p>one</p>")
	want(t, "status of the same", s.get("/outer", "If-None-Match", first.Header.Get("ETag")).StatusCode, 304)
	count = "two"
	changed := s.get("/outer", "If-None-Match", first.Header.Get("ETag"))
	want(t, "status with another part", changed.StatusCode, 200)
	contains(t, "document", changed.body, "<p>two</p>")
}
