package framework_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// An action signs a person in with a plain cookie. The answer to the client is the next URL alone.
// The client requests that URL with the new cookie, so the next page is that of the new viewer.
func ExampleSetCookie() {
	type none struct{}
	type signInForm struct{ Name string }
	home := router.New("/", none{})
	signIn := router.NewAction[signInForm](home, "sign-in")

	viewer := func(r *http.Request) (framework.Viewer[string], error) {
		session, err := r.Cookie("session") // in an app: signed, or the key of a row
		if err != nil {
			return framework.Viewer[string]{User: "stranger"}, nil
		}
		return framework.Viewer[string]{User: session.Value, ID: session.Value}, nil
	}
	app := framework.New(viewer)
	defer app.Close()
	framework.Get(app, home, framework.Self, func(_ context.Context, name string, _ none) (framework.Page, error) {
		return framework.Page{Title: "Hello, " + name}, nil
	})
	framework.Post(app, signIn, framework.Everyone, func(ctx context.Context, _ string, _ none, f signInForm) (router.URL, error) {
		framework.SetCookie(ctx, &http.Cookie{Name: "session", Value: f.Name, Path: "/", HttpOnly: true})
		return home.URL(none{}), nil
	})

	answer := submitWithScripts(app, signIn.URL(none{}), url.Values{"name": {"ana"}})
	fmt.Println(answer.Header().Get("Set-Cookie"))
	fmt.Println(answer.Body)

	next := httptest.NewRequest("GET", "/", nil)
	next.Header.Set("Accept", asPatch)
	next.AddCookie(answer.Result().Cookies()[0])
	page := httptest.NewRecorder()
	app.ServeHTTP(page, next)
	fmt.Println(strings.Contains(page.Body.String(), `"title":"Hello, ana"`))
	// Output:
	// session=ana; Path=/; HttpOnly
	// {"next":"/"}
	// true
}

// An action reads a header of its request. A view cannot: other viewers get its page too.
func ExampleRequest() {
	page := func() (framework.Page, error) { return framework.Page{Title: "Home"}, nil }
	ask := exampleApp(page, func(ctx context.Context) (router.URL, error) {
		framework.Flash(ctx, "Saved from "+framework.Request(ctx).Host+".")
		return framework.Stay, nil
	})
	w := ask("POST", "/?_action=save")
	fmt.Println(strings.Contains(w.Body.String(), `"flash":"Saved from example.com."`))
	// Output: true
}
