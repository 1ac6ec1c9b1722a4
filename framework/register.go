package framework

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"github.com/goldfish-go/goldfish/router"
)

// A place is a route with its view and actions; the types of params, audience and forms are closed over.
type place[V any] struct {
	pattern string
	read    func(path, query string) (address[V], bool)
	actions map[string]action[V]
}

// An address is a URL of a place, parsed.
type address[V any] struct {
	place   *place[V]
	url     router.URL // canonical
	log     string     // the same without secrets
	report  router.Report
	params  any
	screen  func(V) (key any, view view)
	history func(from address[V]) router.History
	action  func(name string) router.URL

	fragment string // with its "#", for the browser alone
}

// view runs a view for one audience and params.
type view func(context.Context) (Page, error)

// action decodes the form and runs the action.
type action[V any] func(ctx context.Context, viewer V, params any, form url.Values) (router.URL, error)

// key is what names a screen.
type key[A comparable] struct {
	url      router.URL
	audience A
}

// Get registers the view of a route, for an audience that is derived from the viewer: all viewers of equal audience
// share what one run of the view returns. [Everyone] makes a page that is the same for all, [Self] one that is private to each.
//
// Get panics where two views share a pattern.
func Get[V any, A comparable, P any](app *App[V], route *router.Route[P], audience func(V) A, run View[A, P]) {
	pattern := route.Pattern()
	app.mustNotServe(fmt.Sprintf("framework: Get(%q): ", pattern))
	if audience == nil || run == nil {
		panic(fmt.Sprintf("framework: Get(%q): audience and view must not be nil", pattern))
	}
	if app.places[pattern] != nil {
		panic(fmt.Sprintf("framework: Get(%q): this pattern has a view already; remove one of the two", pattern))
	}
	p := &place[V]{pattern: pattern, actions: map[string]action[V]{}}
	p.read = func(path, query string) (address[V], bool) {
		params, report, ok := route.Parse(path, query)
		if !ok {
			return address[V]{}, false
		}
		to := route.URL(params)
		return address[V]{
			place:  p,
			url:    to,
			log:    route.Redact(params),
			report: report,
			params: params,
			screen: func(viewer V) (any, view) {
				a := audience(viewer)
				return key[A]{to, a}, func(ctx context.Context) (Page, error) { return run(ctx, a, params) }
			},
			history: func(from address[V]) router.History {
				if from.place != p {
					return router.Push
				}
				return route.History(from.params.(P), params)
			},
			action: func(name string) router.URL { return route.Action(params, name) },
		}, true
	}
	app.places[pattern] = p
	app.mux.Get(pattern, func(http.ResponseWriter, *http.Request) {}) // the mux only finds; App.ServeHTTP answers
}

// mustNotServe panics if the app has got a request: maps that requests read must not change.
func (app *App[V]) mustNotServe(call string) {
	if app.serving.Load() {
		panic(call + "the app serves already; register all views and actions first")
	}
}

var actionName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// Post registers a named action of a route that has a view. Its form posts to [router.Route.Action] of that name. The form type is a struct
// with the same tags as params.
//
// Post panics if the route has no view yet, if the name is taken or is not lower-case letters, digits and hyphens, or if the
// form type cannot be read from a form.
func Post[V, P, F any](app *App[V], route *router.Route[P], name string, act Action[V, P, F]) {
	place := app.places[route.Pattern()]
	call := fmt.Sprintf("framework: Post(%q, %q): ", route.Pattern(), name)
	app.mustNotServe(call)
	switch {
	case act == nil:
		panic(call + "the action must not be nil")
	case place == nil:
		panic(call + "the route has no view; call Get with it first")
	case !actionName.MatchString(name):
		panic(call + "a name is lower-case letters, digits and hyphens, such as \"add-note\"")
	case place.actions[name] != nil:
		panic(call + "this name is taken; give each action of a route a name of its own")
	}
	form, err := newForm[F]()
	if err != nil {
		panic(call + err.Error())
	}
	place.actions[name] = func(ctx context.Context, viewer V, params any, sent url.Values) (router.URL, error) {
		f, err := form.read(sent)
		if err != nil {
			return "", err
		}
		return act(ctx, viewer, params.(P), f)
	}
}
