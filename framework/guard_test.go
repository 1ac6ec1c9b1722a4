package framework_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

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

// An audience that only its values show to be comparable is an error at start, and not on the
// request of the one viewer whose value is not.
func TestAudienceThatHoldsAnInterface(t *testing.T) {
	type key struct {
		Name string
		Role struct{ Kind [1]any }
	}
	refused(t, "the audience framework_test.key holds an interface in Role.Kind,", func(User) key { return key{} })
	refused(t, "the audience error is an interface,", func(User) error { return nil })
	refused(t, "", func(User) struct {
		Name string
		At   time.Time
	} {
		return struct {
			Name string
			At   time.Time
		}{}
	})
}

// refused checks that Get panics with a sentence, or does not if that is empty.
func refused[A comparable](t *testing.T, sentence string, audience framework.Audience[User, A]) {
	t.Helper()
	s := newSite(t, "")
	defer func() {
		if v, _ := recover().(string); !strings.Contains(v, sentence) || sentence == "" && v != "" {
			t.Errorf("Get panics with %q, want %q", v, sentence)
		}
	}()
	framework.Get(s.app, router.New("/odd", struct{}{}), audience, func(context.Context, A, struct{}) (framework.Page, error) {
		return framework.Page{}, nil
	})
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
