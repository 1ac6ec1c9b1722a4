package framework_test

import (
	"context"
	"fmt"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// mistake prints the sentence of a panic.
func mistake(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

// New checks the options and copies them. An option that makes no sense is a panic at start.
func ExampleNew() {
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{
		MaxFormBytes: 64 << 10,
		ViewTimeout:  5 * time.Second,
	})
	defer app.Close()

	mistake(func() {
		framework.New(framework.Public, framework.Options[framework.Anyone]{ViewTimeout: -1})
	})
	// Output: framework: New: Options.ViewTimeout is negative: leave it out for the default
}

// Stats has the numbers of a node, for metrics.
func ExampleApp_Stats() {
	app := framework.New(framework.Public)
	defer app.Close()
	stats := app.Stats()
	fmt.Println(stats.Streams, stats.Screens, stats.LoadsWaiting)
	// Output: 0 0 0
}

// Two patterns that the same paths match are a panic at start, because one of the two pages could
// never be reached. A word beside a value is fine: the word wins.
func ExampleGet_overlap() {
	type noteURL struct {
		ID int `path:"id"`
	}
	type namedURL struct {
		Name string `path:"name"`
	}
	type none struct{}

	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, router.New("/notes/{id}", noteURL{}), framework.Everyone, func(context.Context, framework.Anyone, noteURL) (framework.Page, error) {
		return framework.Page{Title: "A note"}, nil
	})
	framework.Get(app, router.New("/notes/new", none{}), framework.Everyone, func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "A new note"}, nil
	})
	mistake(func() {
		framework.Get(app, router.New("/notes/{name}", namedURL{}), framework.Everyone, func(context.Context, framework.Anyone, namedURL) (framework.Page, error) {
			return framework.Page{}, nil
		})
	})
	// Output: framework: Get("/notes/{name}"): the same paths belong to "/notes/{id}" already; give one of the two another word
}

// A view that is registered after the first request is a panic.
func ExampleGet_afterTheFirstRequest() {
	type none struct{}
	view := func(context.Context, framework.Anyone, none) (framework.Page, error) {
		return framework.Page{Title: "Home"}, nil
	}
	app := framework.New(framework.Public)
	defer app.Close()
	framework.Get(app, router.New("/", none{}), framework.Everyone, view)
	document(app, "/")
	mistake(func() { framework.Get(app, router.New("/late", none{}), framework.Everyone, view) })
	// Output: framework: Get("/late"): the app serves already; register all views and actions first
}
