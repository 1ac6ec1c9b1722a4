package framework_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/store"
)

// Every error in every representation: the status, and a sentence.
func TestErrorStatus4xx5xx(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxFormBytes: 100})
	s.does(50, func(context.Context) (framework.Page, error) { return framework.Page{}, errors.New("SQL secret") })
	s.does(51, func(context.Context) (framework.Page, error) {
		return framework.Page{}, framework.Error{Status: 503, Message: "The database rests.", RetryAfter: 3 * time.Second}
	})
	s.does(52, func(context.Context) (framework.Page, error) { panic("boom") })
	s.does(53, func(context.Context) (framework.Page, error) {
		return framework.Page{Body: templ.ComponentFunc(nil)}, nil // panics when rendered
	})
	s.does(54, func(context.Context) (framework.Page, error) {
		return framework.Page{}, fmt.Errorf("note: %w", framework.Error{Status: 404, Message: "There is no such note."})
	})
	s.does(55, func(context.Context) (framework.Page, error) {
		return framework.Page{}, fmt.Errorf("draft: %w", store.ErrNotFound)
	})
	for _, test := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		message                    string
	}{
		{"strict field", "GET", "/notes?owner=x", "", nil, 400, "“x” is not a number"},
		{"strict everything in a post", "POST", "/notes?_action=add&page=x", "text=a", nil, 400, "“x” is not a number"},
		{"unknown action", "POST", "/notes?_action=nix", "", nil, 400, "no such action"},
		{"no action named", "POST", "/notes", "", nil, 400, "no such action"},
		{"broken form", "POST", "/notes?_action=add", "text=%zz", nil, 400, "not encoded as forms are"},
		{"stranger", "GET", "/notes", "", []string{"X-User", ""}, 401, "sign in"},
		{"forbidden", "POST", "/notes?_action=add", "text=a", []string{"X-User", ""}, 403, "not for you"},
		{"unknown path", "GET", "/nix", "", nil, 404, "nothing at this address"},
		{"invalid path value", "GET", "/notes/abc", "", nil, 404, "nothing at this address"},
		{"app's 404", "GET", "/notes/54", "", nil, 404, "There is no such note."},
		{"nothing of this id", "GET", "/notes/55", "", nil, 404, "nothing at this address"},
		{"method", "DELETE", "/notes", "", nil, 405, "cannot be done"},
		{"post where nothing is done", "POST", "/notes/1", "", nil, 405, "cannot be done"},
		{"large form", "POST", "/notes?_action=add", "text=" + strings.Repeat("a", 200), nil, 413, "too large"},
		{"long query", "GET", "/notes?q=" + strings.Repeat("a", 9<<10), "", nil, 414, ""},
		{"too often", "GET", "/notes", "", []string{"X-User", "slow down"}, 429, "wait a moment"},
		{"error", "GET", "/notes/50", "", nil, 500, "not your fault"},
		{"panic", "GET", "/notes/52", "", nil, 500, "not your fault"},
		{"panic in the render", "GET", "/notes/53", "", nil, 500, "not your fault"},
		{"panic in an action", "POST", "/notes?_action=add", "text=panic", nil, 500, "not your fault"},
		{"viewer", "GET", "/notes", "", []string{"X-User", "down"}, 500, "not your fault"},
		{"unavailable", "GET", "/notes/51", "", nil, 503, "The database rests."},
	} {
		for kind, accept := range map[string]string{"document": "text/html", "patch": asPatch, "stream": asStream} {
			if kind == "stream" && test.method == "POST" {
				continue
			}
			name := test.name + ", " + kind
			a := s.do(test.method, test.target, accept, test.body, test.headers...)
			want(t, name, a.StatusCode, test.status)
			contains(t, name, a.body, test.message)
			want(t, name+": cache", a.Header.Get("Cache-Control"), "no-store")
			if strings.Contains(a.body, "SQL secret") || strings.Contains(a.body, "boom") {
				t.Errorf("%s tells the person the operator's business: %s", name, a.body)
			}
			switch kind {
			case "document":
				contains(t, name, a.body, "<!doctype html>", "<h1>")
				if strings.Contains(a.body, "data-gf-version") {
					t.Errorf("%s: an error page is not live", name)
				}
			case "patch":
				var p map[string]any
				if json.Unmarshal([]byte(a.body), &p) != nil || p["message"] == "" {
					t.Errorf("%s: %s", name, a.body)
				}
			}
			if test.status == 429 {
				want(t, "retry", a.Header.Get("Retry-After"), "7")
			}
			if test.status == 405 && a.Header.Get("Allow") == "" {
				t.Errorf("%s: no Allow", name)
			}
		}
	}
}

// The id on the page is the id in the log.
func TestErrorID(t *testing.T) {
	s := newSite(t, "")
	s.does(50, func(context.Context) (framework.Page, error) { panic("boom") })
	a := s.get("/notes/50")
	id := regexp.MustCompile(`Reference: (\w+)`).FindStringSubmatch(a.body)
	if id == nil {
		t.Fatalf("no id: %s", a.body)
	}
	contains(t, "log", s.logs.String(), "id="+id[1], "boom", "at=/notes/50", "errors_test.go")
	want(t, "lines in the log", strings.Count(s.logs.String(), "\n"), 1)

	// With scripts it is in what is said, since no page takes the place of the one that the person
	// has.
	a = s.do("GET", "/notes/50", asPatch, "")
	reference := regexp.MustCompile(`"message":"[^"]*not your fault\. Reference: (\w+)"`).FindStringSubmatch(a.body)
	if reference == nil {
		t.Fatalf("no id is said: %s", a.body)
	}
	contains(t, "log", s.logs.String(), "id="+reference[1])
	if reference[1] == id[1] {
		t.Error("two requests have one id")
	}
}

func TestAppsOwnErrorPage(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{ErrorPage: func(e framework.Error) templ.Component {
		if e.Status == 404 {
			return templ.Raw("<b>lost: " + e.Message + "</b>")
		}
		panic("the error page is broken too")
	}})
	contains(t, "replaced", s.get("/nix").body, "<b>lost: There is nothing")
	a := s.do("DELETE", "/notes", "", "")
	want(t, "status where the error page panics", a.StatusCode, 405)
	contains(t, "and a page all the same", a.body, "cannot be done")
}

// A view that panics while tabs look: they keep what they have, and are told.
func TestPanicKeepsStream(t *testing.T) {
	s := newSite(t, "")
	events, _ := s.follow(t, "/notes/60")
	next(t, events)
	contains(t, "shown", string(next(t, events).Data), "note 60")
	s.does(60, func(context.Context) (framework.Page, error) { panic("boom") })
	s.app.Notify("note")
	stale := next(t, events)
	want(t, "told", string(stale.Event), "stale")
	contains(t, "told", string(stale.Data), `{"message":"Something went wrong here.`)
	s.does(60, nil)
	want(t, "fresh again", string(next(t, events).Event), "fresh")
}

// A page that has gone while tabs look: they ask for it again.
func TestPageGoneEndsStream(t *testing.T) {
	s := newSite(t, "")
	events, ended := s.follow(t, "/notes/61")
	next(t, events)
	next(t, events)
	s.does(61, func(context.Context) (framework.Page, error) {
		return framework.Page{}, framework.Error{Status: 404}
	})
	s.app.Notify("note")
	want(t, "told", string(next(t, events).Event), "recheck")
	want(t, "ended", <-ended, error(nil))
}

func TestSlowViewTimeout(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{ViewTimeout: 50 * time.Millisecond})
	s.does(70, func(ctx context.Context) (framework.Page, error) {
		<-ctx.Done()
		return framework.Page{}, ctx.Err()
	})
	a := s.get("/notes/70")
	want(t, "status", a.StatusCode, 503)
	contains(t, "page", a.body, "took too long")
}

func TestRedirect(t *testing.T) {
	s := newSite(t, "")
	to := func(u router.URL) func(context.Context) (framework.Page, error) {
		return func(context.Context) (framework.Page, error) { return framework.Page{}, framework.Redirect(u) }
	}
	s.does(80, to("/notes?tab=closed"))
	s.does(81, to("/notes/81"))
	s.does(82, to("/elsewhere"))
	a := s.get("/notes/80")
	want(t, "document", a.StatusCode, 303)
	want(t, "location", a.Header.Get("Location"), "/notes?tab=closed")
	contains(t, "patch", s.do("GET", "/notes/80", asPatch, "", wire.FromHeader, "/notes").body, `"url":"/notes?tab=closed"`, `"history":"push"`)
	want(t, "circle", s.do("GET", "/notes/81", asPatch, "").StatusCode, 500)
	contains(t, "no page of this app", s.do("GET", "/notes/82", asPatch, "").body, `{"location":"/elsewhere"}`)
	want(t, "stream", s.do("GET", "/notes/80", asStream, "").StatusCode, 404)
}

// Mistakes in the program are told at start, in words that say what to do.
func TestWiringPanics(t *testing.T) {
	s := newSite(t, "")
	type channelForm struct{ C chan int }
	unformed := func(context.Context, User, NotesURL, channelForm) (router.URL, error) { return framework.Stay, nil }
	type numberURL struct {
		N int `path:"number"`
	}
	number := func(context.Context, framework.Anyone, numberURL) (framework.Page, error) {
		return framework.Page{}, nil
	}
	var nobody framework.Audience[User, Team]
	var nothing framework.Action[User, NotesURL, NewNote]
	for name, test := range map[string]struct {
		do   func()
		want string
	}{
		"viewer":      {func() { framework.New[User](nil) }, "framework.Public"},
		"view":        {func() { framework.Get(s.app, router.New("/x", NotesURL{}), User.team, nil) }, "must not be nil"},
		"pattern":     {func() { framework.Get(s.app, s.notes, User.team, s.list) }, "has a view already"},
		"action":      {func() { framework.Post(s.app, s.adds, framework.Everyone, s.add) }, "is taken"},
		"overlap":     {func() { framework.Get(s.app, router.New("/notes/{number}", numberURL{}), framework.Everyone, number) }, "/notes/{id}"},
		"no audience": {func() { framework.Post(s.app, s.adds, nobody, s.add) }, "must not be nil"},
		"no guard":    {func() { framework.Members(User.team, nil) }, "must not be nil"},
		"no view": {func() {
			framework.Post(s.app, router.NewAction[NewNote](router.New("/y", NotesURL{}), "add"), framework.Everyone, s.add)
		}, "call Get with it first"},
		"form": {func() {
			framework.Post(s.app, router.NewAction[channelForm](s.notes, "odd"), framework.Everyone, unformed)
		}, "C"},
		"nil action":  {func() { framework.Post(s.app, s.adds, User.team, nothing) }, "must not be nil"},
		"same screen": {func() { framework.Get(s.app, router.New("/notes/{id}", NoteURL{}), framework.Everyone, s.one) }, "remove one"},
	} {
		func() {
			defer func() {
				reference := fmt.Sprint(recover())
				if !strings.Contains(reference, test.want) || !strings.HasPrefix(reference, "framework: ") {
					t.Errorf("%s: said %q, want %q", name, reference, test.want)
				}
			}()
			test.do()
		}()
	}
}
