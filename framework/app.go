package framework

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// An App is an [http.Handler] made of routes, views and actions. V is who asks.
type App[V any] struct {
	options Options[V] // with their defaults
	hub     *live.Hub[*sse.Frame]
	streams *sse.Server
	viewer  func(*http.Request) (Viewer[V], error)
	dev     *dev // nil outside the development mode
	shells  *shellCache[V]

	mux     *chi.Mux // finds the place of a path
	places  map[string]*place[V]
	scripts func() string // where the client is served
	serving atomic.Bool   // a request came, so there is no registering any more

	unfits   sync.Map              // cause to Error: why no stream gets out, once for each cause
	checking atomic.Pointer[check] // while the app looks at the chain that it stands in
}

// New returns an app that asks viewer who asks. It takes [Options] once, or none for the defaults.
// New panics if an option makes no sense.
func New[V any](viewer func(*http.Request) (Viewer[V], error), options ...Options[V]) *App[V] {
	if viewer == nil {
		panic("framework: New needs a viewer function; framework.Public is the one of an app without users")
	}
	if len(options) > 1 {
		panic("framework: New takes Options once; join the two")
	}
	var o Options[V]
	if len(options) == 1 {
		o = options[0]
	}
	o = o.checked()
	app := &App[V]{
		options: o,
		hub:     o.newHub(),
		streams: o.newStreams(),
		viewer:  viewer,
		shells:  &shellCache[V]{},
		mux:     chi.NewRouter(),
		places:  map[string]*place[V]{},
	}
	if o.Dev {
		app.dev = newDev(o.Logger)
	}
	app.scripts = sync.OnceValue(func() string { return scriptPath(slices.Collect(maps.Keys(app.places))) })
	return app
}

// Notify says that the topics changed. Call it after the change is committed: every screen that watches one of them looks again.
func (app *App[V]) Notify(topics ...string) { app.hub.Notify(topics...) }

// Drain ends all streams and refuses new ones; everything else is answered as before. Call it before [http.Server.Shutdown], which waits
// for the streams that it knows and does not see the others.
func (app *App[V]) Drain() { app.streams.Drain() }

// Close drains the app and ends the views that run. Call it when no more requests come; those that do are answered with 503.
func (app *App[V]) Close() {
	app.streams.Drain()
	app.hub.Close()
}

// ConnContext sets options of a connection's socket, so that the app notices clients that vanished.
// [App.Run] uses it. If you serve the app with a server of your own, set [http.Server.ConnContext]
// to it.
func (app *App[V]) ConnContext(ctx context.Context, conn net.Conn) context.Context {
	return app.streams.ConnContext(ctx, conn)
}

// Stats are gauges for metrics.
type Stats struct {
	Streams    int   // open streams, one for each open tab
	Parked     int   // those of them that have no goroutine; net/http does not know of them
	Screens    int   // all screens, with those that nobody uses just now
	Topics     int   // topics that a screen or a tab depends on
	CacheBytes int64 // memory of rendered pages and of what is kept beside them
}

// Stats returns the gauges of this app.
func (app *App[V]) Stats() Stats {
	streams, screens := app.streams.Count(), app.hub.Count()
	return Stats{streams.Streams, streams.Parked, screens.Screens, screens.Topics, screens.CacheBytes}
}

// find returns the place of a path, as [url.URL.EscapedPath] gives it.
func (app *App[V]) find(path string) *place[V] {
	rctx := routings.Get().(*chi.Context)
	defer routings.Put(rctx)
	rctx.Reset()
	if !app.mux.Match(rctx, http.MethodGet, path) {
		return nil
	}
	return app.places[rctx.RoutePattern()]
}

// routings are what the mux writes on while it looks for a path.
var routings = sync.Pool{New: func() any { return chi.NewRouteContext() }}

func errorPage(e Error) templ.Component {
	title := fmt.Sprintf("%d %s", e.status(), http.StatusText(e.status()))
	return layout.ErrorPage(title, e.sentence(), e.ID)
}
