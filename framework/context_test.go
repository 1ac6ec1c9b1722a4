package framework_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// posting adds a page whose only action is act, and posts to it.
func posting(s *site, act func(ctx context.Context) (router.URL, error)) func(accept string) answer {
	page := router.New("/act", struct{}{})
	framework.Get(s.app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) {
		return framework.Page{Title: "Act"}, nil
	})
	framework.Post(s.app, router.NewAction[struct{}](page, "go"), framework.Everyone, func(ctx context.Context, _ User, _, _ struct{}) (router.URL, error) {
		return act(ctx)
	})
	return func(accept string) answer { return s.do("POST", "/act?_action=go", accept, "") }
}

// An empty set of field errors is no error, however it is returned; the errors of a joined set are
// all shown.
func TestEmptyFieldErrors(t *testing.T) {
	for name, err := range map[string]error{
		"nil":        framework.FieldErrors(nil),
		"empty":      framework.FieldErrors{},
		"two, empty": errors.Join(framework.FieldErrors{}, framework.FieldErrors(nil)),
	} {
		post := posting(newSite(t, ""), func(context.Context) (router.URL, error) { return "/notes", err })
		a := post("")
		want(t, name, a.StatusCode, http.StatusSeeOther)
		want(t, name, a.Header.Get("Location"), "/notes")
	}
	both := errors.Join(framework.FieldErrors{"a": "No."}, framework.FieldErrors{}, framework.FieldErrors{"b": "Nor this."})
	a := posting(newSite(t, ""), func(context.Context) (router.URL, error) { return framework.Stay, both })(asPatch)
	contains(t, "both", a.body, `"fields":{"a":"No.","b":"Nor this."}`)
	down := errors.Join(framework.FieldErrors{"a": "No."}, errors.New("the disk is on fire"))
	a = posting(newSite(t, ""), func(context.Context) (router.URL, error) { return framework.Stay, down })(asPatch)
	want(t, "with another error", a.StatusCode, http.StatusInternalServerError)
}

// An action reaches flash, cookies and its request by its context.
func TestActionContext(t *testing.T) {
	s := newSite(t, "")
	post := posting(s, func(ctx context.Context) (router.URL, error) {
		framework.Flash(ctx, "Hello "+framework.Request(ctx).Header.Get("X-User")+".")
		framework.SetCookie(ctx, &http.Cookie{Name: "who", Value: "ana"})
		return framework.Stay, nil
	})
	a := post("")
	want(t, "stay", a.Header.Get("Location"), "/act")
	contains(t, "cookies", strings.Join(a.Header.Values("Set-Cookie"), "\n"), "who=ana", "goldfish_flash=Hello+ana.")
	a = post(asPatch)
	contains(t, "cookie", a.Header.Get("Set-Cookie"), "who=ana")
	want(t, "the client asks with its new cookie", a.body, `{"flash":"Hello ana.","next":"/act"}`)
}

// A view cannot reach the request, nor set cookies.
func TestNoRequestInViews(t *testing.T) {
	ctx := context.Background()
	for name, call := range map[string]func(){
		"Flash":     func() { framework.Flash(ctx, "x") },
		"SetCookie": func() { framework.SetCookie(ctx, &http.Cookie{}) },
		"Request":   func() { framework.Request(ctx) },
	} {
		contains(t, name, mustPanic(t, call), "framework: "+name+" needs the context of an action")
	}
}

// An action that returns Redirect, as a function that it shares with a view does, leads there too.
func TestActionRedirect(t *testing.T) {
	post := posting(newSite(t, ""), func(context.Context) (router.URL, error) { return framework.Stay, framework.Redirect("/notes") })
	want(t, "location", post("").Header.Get("Location"), "/notes")
}

// exampleApp is an app with one page and one action, and a function that asks it.
func exampleApp(view func() (framework.Page, error), act func(context.Context) (router.URL, error)) (ask func(method, target string) *httptest.ResponseRecorder) {
	app := framework.New(framework.Public)
	page := router.New("/", struct{}{})
	framework.Get(app, page, framework.Everyone, func(context.Context, framework.Anyone, struct{}) (framework.Page, error) { return view() })
	framework.Post(app, router.NewAction[struct{}](page, "save"), framework.Everyone, func(ctx context.Context, _ framework.Anyone, _, _ struct{}) (router.URL, error) {
		return act(ctx)
	})
	return func(method, target string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, target, nil)
		if method == "POST" {
			r.Header.Set("Accept", asPatch)
		}
		app.ServeHTTP(w, r)
		return w
	}
}

func ExampleRedirect() {
	ask := exampleApp(func() (framework.Page, error) { return framework.Page{}, framework.Redirect("/tickets") }, noAction)
	w := ask("GET", "/")
	fmt.Println(w.Code, w.Header().Get("Location"))
	// Output: 303 /tickets
}

func ExampleFieldErrors() {
	check := func(subject string) framework.FieldErrors {
		errs := framework.FieldErrors{}
		if subject == "" {
			errs["subject"] = "Say what is broken."
		}
		return errs
	}
	ask := exampleApp(nil, func(context.Context) (router.URL, error) { return framework.Stay, check("") })
	w := ask("POST", "/?_action=save")
	_, fields, _ := strings.Cut(w.Body.String(), `"fields":`)
	fmt.Println(w.Code, fields)
	// Output: 422 {"subject":"Say what is broken."}}
}

func ExampleFlash() {
	page := func() (framework.Page, error) { return framework.Page{Title: "Home"}, nil }
	ask := exampleApp(page, func(ctx context.Context) (router.URL, error) {
		framework.Flash(ctx, "Saved.")
		return framework.Stay, nil
	})
	w := ask("POST", "/?_action=save")
	fmt.Println(strings.Contains(w.Body.String(), `"flash":"Saved."`))
	// Output: true
}

func noAction(context.Context) (router.URL, error) { return framework.Stay, nil }

// A session that ends when nobody does anything must not count the requests of an open tab.
func TestIsBackground(t *testing.T) {
	for _, c := range []struct {
		accept, header string
		background     bool
	}{
		{wire.AcceptStream, "", true},
		{asPatch, "1", true}, // a poll
		{asPatch, "", false},
		{"text/html", "", false},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept", c.accept)
		if c.header != "" {
			r.Header.Set(wire.BackgroundHeader, c.header)
		}
		want(t, c.accept, framework.IsBackground(r), c.background)
	}
}
