package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// document returns the status of a page of the app, and its HTML.
func document(app http.Handler, path string) (status int, html string) {
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Code, w.Body.String()
}

// A page places another page inside itself by its URL. The inner page has an audience, topics and a
// cache entry of its own.
func Example_part() {
	type none struct{}
	badge := router.New("/badge", none{})
	home := router.New("/", none{})

	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, badge, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Badge", Topics: []string{"messages"}, Body: templ.Raw("<b>3 unread</b>")}, nil
	})
	framework.Get(app, home, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			io.WriteString(w, "<h1>Home</h1>")
			return markup.Part{URL: badge.URL(none{}), Label: "Unread messages"}.Render(ctx, w)
		})
		return framework.Page{Title: "Home", Body: body}, nil
	})

	status, html := document(app, "/")
	fmt.Println(status, strings.Contains(html, "<h1>Home</h1>"), strings.Contains(html, "<b>3 unread</b>"))
	// Output: 200 true true
}

// A page that says until when it is true is rendered again at that time, for all tabs that show it.
func Example_expiresAt() {
	type none struct{}
	clock := router.New("/", none{})

	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, clock, framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		now := time.Date(2026, 3, 4, 15, 59, 30, 0, time.UTC) // in an app: time.Now()
		next := now.Truncate(time.Minute).Add(time.Minute)
		return framework.Page{Title: "Clock", ExpiresAt: next, Body: templ.Raw(now.Format("<p>15:04</p>"))}, nil
	})

	status, html := document(app, "/")
	fmt.Println(status, strings.Contains(html, "<p>15:59</p>"))
	// Output: 200 true
}
