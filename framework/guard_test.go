package framework_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

type SignInURL struct {
	Next string `url:"next"`
}

// guarded adds a sign-in page and a page for members alone.
func guarded(s *site) (club *router.Route[struct{}], ran *int) {
	signIn := router.New(s.prefix+"/sign-in", SignInURL{})
	club = router.New(s.prefix+"/club", struct{}{})
	join := router.NewAction[NewNote](club, "join")
	members := framework.Members(User.team, func(next router.URL) router.URL { return signIn.URL(SignInURL{Next: string(next)}) })
	framework.Get(s.app, signIn, framework.Everyone, func(context.Context, framework.Anyone, SignInURL) (framework.Page, error) {
		return framework.Page{Title: "Sign in"}, nil
	})
	framework.Get(s.app, club, members, func(_ context.Context, team Team, _ struct{}) (framework.Page, error) {
		return framework.Page{Title: "Club", Body: templ.Raw("<p>club of " + string(team) + "</p>")}, nil
	})
	ran = new(int)
	framework.Post(s.app, join, members, func(context.Context, User, struct{}, NewNote) (router.URL, error) {
		*ran++
		return framework.Stay, nil
	})
	return club, ran
}

// A guard lets members in, leads strangers to sign-in and back, and refuses their actions with 401.
func TestGuard(t *testing.T) {
	s := newSite(t, "")
	_, ran := guarded(s)
	stranger := []string{"X-User", ""}
	contains(t, "a member", s.get("/club").body, "club of red")
	a := s.get("/club", stranger...)
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	want(t, "sign-in and back", a.Header.Get("Location"), "/sign-in?next=%2Fclub")
	contains(t, "a stranger's patch", s.do("GET", "/club", asPatch, "", stranger...).body, `"url":"/sign-in?next=%2Fclub"`)
	want(t, "a stranger's stream", s.do("GET", "/club", asStream, "", stranger...).StatusCode, http.StatusNotFound)

	a = s.do("POST", "/club?_action=join", asPatch, form("text", "me", "size", "not a number"), stranger...)
	want(t, "a stranger's action", a.StatusCode, http.StatusUnauthorized)
	contains(t, "the sentence", a.body, `"message":"Please sign in first."`)
	if strings.Contains(a.body, "fields") || strings.Contains(a.body, `"body"`) {
		t.Errorf("the answer touches the form: %s", a.body)
	}
	want(t, "without scripts", s.do("POST", "/club?_action=join", "", form("text", "me"), stranger...).StatusCode, http.StatusUnauthorized)
	want(t, "runs", *ran, 0)
	want(t, "a member's action", s.do("POST", "/club?_action=join", "", form("text", "me")).StatusCode, http.StatusSeeOther)
	want(t, "runs", *ran, 1)
}

// An audience function that panics is an error page like any other, with a reference in the log.
func TestAudienceThatPanics(t *testing.T) {
	s := newSite(t, "")
	odd := router.New("/odd", struct{}{})
	framework.Get(s.app, odd, func(User) Team { panic("boom") }, func(context.Context, Team, struct{}) (framework.Page, error) {
		return framework.Page{}, nil
	})
	want(t, "status", s.get("/odd").StatusCode, http.StatusInternalServerError)
	contains(t, "log", s.logs.String(), "boom")
}

// An audience that cannot be compared, which only its value shows, is an error page with the cause
// in the log.
func TestAudienceThatCannotBeCompared(t *testing.T) {
	s := newSite(t, "")
	odd := router.New("/odd", struct{}{})
	type key struct{ of any }
	var of any = "red"
	framework.Get(s.app, odd, func(User) key { return key{of} }, func(_ context.Context, k key, _ struct{}) (framework.Page, error) {
		return framework.Page{Title: fmt.Sprint(k.of)}, nil
	})
	want(t, "status", s.get("/odd").StatusCode, http.StatusOK)
	of = []string{"red"}
	want(t, "status", s.get("/odd").StatusCode, http.StatusInternalServerError)
	contains(t, "log", s.logs.String(), "cannot be compared")
}

// Two routes may write one URL: it has the page of one of them, whoever asked for it first and
// however it was escaped.
func TestTwoRoutesOfOneURL(t *testing.T) {
	s := newSite(t, "")
	type nameURL struct {
		Name string `path:"name"`
	}
	framework.Get(s.app, router.New("/wiki/{name}", nameURL{}), framework.Everyone, func(context.Context, framework.Anyone, nameURL) (framework.Page, error) {
		return framework.Page{Title: "named"}, nil
	})
	framework.Get(s.app, router.New("/wiki/new", struct{}{}), framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "new"}, nil
	})
	contains(t, "another name", s.get("/wiki/old").body, "<title>named</title>")
	want(t, "the name, escaped", s.get("/wiki/%6eew").StatusCode, 404)
	contains(t, "the word", s.get("/wiki/new").body, "<title>new</title>")
}

func ExampleMembers() {
	signIn := router.New("/sign-in", SignInURL{})
	club := router.New("/club", struct{}{})
	members := framework.Members(User.team, func(next router.URL) router.URL { return signIn.URL(SignInURL{Next: string(next)}) })

	app := framework.New(viewer)
	defer app.Close()
	framework.Get(app, club, members, func(_ context.Context, team Team, _ struct{}) (framework.Page, error) {
		return framework.Page{Title: "Club of " + string(team)}, nil
	})

	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/club", nil))
	fmt.Println(w.Code, w.Header().Get("Location"))
	// Output: 303 /sign-in?next=%2Fclub
}
