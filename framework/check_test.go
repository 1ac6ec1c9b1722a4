package framework_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// A SignUpForm checks itself; whether the name is taken only the database knows.
type SignUpForm struct {
	Name string
	Age  int
}

func (f SignUpForm) Check(context.Context) framework.FieldErrors {
	if f.Name == "" {
		return framework.FieldErrors{"name": "Give a name."}
	}
	return nil
}

// signUp adds a page with such a form, and returns how often the action has run.
func signUp(s *site, check func(SignUpForm) error) (runs *int) {
	page := router.New("/sign-up", struct{}{})
	save := router.NewAction[SignUpForm](page, "save")
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Sign up"}, nil
	})
	runs = new(int)
	framework.Post(s.app, save, framework.Everyone, func(context.Context, User, struct{}, SignUpForm) (router.URL, error) {
		*runs++
		return framework.Stay, nil
	}, func(_ context.Context, _ User, _ struct{}, f SignUpForm) error { return check(f) })
	return runs
}

func taken(f SignUpForm) error {
	if f.Name == "ana" {
		return framework.FieldErrors{"name": "This name is taken."}
	}
	return nil
}

// A check of a form says what a submit would say, and does nothing.
func TestCheckOfAForm(t *testing.T) {
	s := newSite(t, "")
	runs := signUp(s, taken)
	for _, c := range []struct{ name, age, fields string }{
		{"ana", "7", `{"fields":{"name":"This name is taken."}}`},
		{"", "x", `{"fields":{"age":"“x” is not a number.","name":"Give a name."}}`},
		{"ben", "7", `{}`},
	} {
		a := s.do("POST", "/sign-up?_action=save", asPatch, form("name", c.name, "age", c.age), wire.CheckHeader, "1", wire.KeyHeader, "0123456789abcdef")
		want(t, "status of the check", a.StatusCode, 200)
		want(t, "check", a.body, c.fields)
		want(t, "runs", *runs, 0)
		status := 200
		if c.fields != "{}" {
			status = 422
		}
		// The same key: the check has not used it.
		a = s.do("POST", "/sign-up?_action=save", asPatch, form("name", c.name, "age", c.age), wire.KeyHeader, "0123456789abcdef")
		want(t, "status of the submit", a.StatusCode, status)
		if status == 422 {
			contains(t, "submit", a.body, c.fields[1:len(c.fields)-1])
		}
	}
	want(t, "runs", *runs, 1)
}

// Without a patch client the header means nothing: it is a submit.
func TestCheckNeedsTheClient(t *testing.T) {
	s := newSite(t, "")
	runs := signUp(s, taken)
	a := s.do("POST", "/sign-up?_action=save", "text/html", form("name", "ben"), wire.CheckHeader, "1")
	want(t, "status", a.StatusCode, http.StatusSeeOther)
	want(t, "runs", *runs, 1)
}

// A check that fails or panics is an error like that of an action.
func TestCheckThatFails(t *testing.T) {
	for _, check := range []func(SignUpForm) error{
		func(SignUpForm) error { return errors.New("no database") },
		func(SignUpForm) error { panic("a bug") },
	} {
		s := newSite(t, "")
		runs := signUp(s, check)
		a := s.do("POST", "/sign-up?_action=save", asPatch, form("name", "ben"), wire.CheckHeader, "1")
		want(t, "status", a.StatusCode, http.StatusInternalServerError)
		a = s.do("POST", "/sign-up?_action=save", asPatch, form("name", "ben"))
		want(t, "status of the submit", a.StatusCode, http.StatusInternalServerError)
		want(t, "runs", *runs, 0)
	}
}

// Checks are limited apart from actions: who types fast may still submit.
func TestCheckLimit(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxActionsPerMinute: 2})
	runs := signUp(s, taken)
	for i, status := range []int{200, 200, 429} {
		a := s.do("POST", "/sign-up?_action=save", asPatch, form("name", "ben"), wire.CheckHeader, "1")
		want(t, "status of a check", a.StatusCode, status)
		want(t, "Retry-After", a.Header.Get("Retry-After") != "", i == 2)
	}
	a := s.do("POST", "/sign-up?_action=save", asPatch, form("name", "ben"))
	want(t, "status of the submit", a.StatusCode, 200)
	want(t, "runs", *runs, 1)
}
