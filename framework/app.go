package framework

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// An App is an [http.Handler] made of routes, views and actions. V is who asks. The fields are options: set them
// before the app serves.
type App[V any] struct {
	// Shell surrounds every page; by default [layout.Plain].
	Shell func(viewer V, doc layout.Document) templ.Component

	// ErrorPage is the body of error pages; by default a heading and the sentence.
	ErrorPage func(Error) templ.Component

	Build   string        // names this build; by default a sum of the executable
	Log     *slog.Logger  // by default slog.Default()
	MaxForm int64         // bytes of a form body, 1 MiB by default
	Timeout time.Duration // for one run of a view, 30 s by default
}

// New returns an app that asks viewer who asks.
func New[V any](viewer func(*http.Request) (Viewer[V], error)) *App[V] { panic("not yet") }

// Get registers the view of a route, for an audience that is derived from the viewer: all viewers of equal audience
// share what one run of the view returns.
func Get[V any, A comparable, P any](app *App[V], route *router.Route[P], audience func(V) A, view View[A, P]) {
}

// Post registers a named action of a route that has a view.
func Post[V, P, F any](app *App[V], route *router.Route[P], name string, action Action[V, P, F]) {}

// Notify says that the topics changed. Call it after the change is committed.
func (app *App[V]) Notify(topics ...string) {}

// ServeHTTP implements [http.Handler].
func (app *App[V]) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// Run serves handler, or the app itself where handler is nil, at addr until SIGTERM or an interrupt; then it ends all
// streams, lets requests finish, and returns nil. /livez and /readyz answer beside it.
func (app *App[V]) Run(addr string, handler http.Handler) error { return nil }
