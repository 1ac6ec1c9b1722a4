package framework

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/layout"
)

// An App is an [http.Handler] made of routes, views and actions. V is who asks. The fields are options: set them
// before the app serves.
type App[V any] struct {
	// Shell surrounds every page; by default [layout.Plain]. For error pages the viewer may be the zero value. It is drawn from its two
	// arguments alone: if something else that it shows has changed, notify [Viewer.ShellTopic].
	Shell func(viewer V, doc layout.Document) templ.Component

	// ErrorPage is the body of error pages; by default a heading and the sentence.
	ErrorPage func(Error) templ.Component

	// Policy is the Content-Security-Policy of documents; the default allows nothing from elsewhere, and nothing inline.
	Policy string

	// CrossOrigin refuses posts from other sites. Add origins that you trust.
	CrossOrigin *http.CrossOriginProtection

	Vary    []string      // request headers that the viewer function reads, beside Cookie
	Build   string        // names this build in the log and at /readyz; by default the revision, else a sum of the executable
	Log     *slog.Logger  // by default slog.Default()
	MaxForm int64         // bytes of a form body, 1 MiB by default
	Plain   bool          // compress no documents and no patches, because a proxy does; for streams there is Streams.DisableCompression
	Timeout time.Duration // for one run of a view, 30 s by default

	// Dev is the development mode, which is for the one who writes the app: New sets it where the environment has GOLDFISH_DEV=1. Each load of a
	// screen runs its view at least twice and compares the pages, looks for what will hurt later, and warns in the log with the line of the template;
	// an overlay in the browser shows that, and what each patch changed. A load takes several times as long, and anybody who can
	// reach the app can read the warnings, which quote pages: never use it in production. Set it before anything renders with templ,
	// since it sets a variable of templ's for the whole process. docs/development.md says more.
	Dev bool

	// Hub holds the screens of this node. Its fields are options too.
	Hub *live.Hub[*sse.Frame]

	// Streams sends what is new to the tabs of this node. Its fields are options too.
	Streams *sse.Server

	viewer func(*http.Request) (Viewer[V], error)
	mux    *chi.Mux // finds the place of a path
	places map[string]*place[V]

	scripts func() string // where the client is served
	dev     func() *dev
	shells  func() *shellCache[V]

	unfits   sync.Map              // cause to Error: why no stream gets out, once for each cause
	checking atomic.Pointer[check] // while the app looks at the chain that it stands in
}

// New returns an app that asks viewer who asks.
func New[V any](viewer func(*http.Request) (Viewer[V], error)) *App[V] {
	if viewer == nil {
		panic("framework: New needs a viewer function; framework.Public is the one of an app without users")
	}
	app := &App[V]{
		Shell:       func(_ V, doc layout.Document) templ.Component { return layout.Plain(doc) },
		ErrorPage:   errorPage,
		Policy:      defaultPolicy,
		CrossOrigin: http.NewCrossOriginProtection(),
		Log:         slog.Default(),
		MaxForm:     1 << 20,
		Timeout:     30 * time.Second,
		Dev:         devByEnvironment(),
		Hub:         live.NewHub[*sse.Frame](),
		Streams:     sse.NewServer(),
		viewer:      viewer,
		mux:         chi.NewRouter(),
		places:      map[string]*place[V]{},
	}
	app.scripts = sync.OnceValue(func() string { return scriptPath(slices.Collect(maps.Keys(app.places))) })
	app.shells = sync.OnceValue(func() *shellCache[V] { return &shellCache[V]{} })
	app.dev = sync.OnceValue(func() *dev {
		if !app.Dev {
			return nil
		}
		return newDev(app.Log)
	})
	return app
}

// defaultPolicy lets the client work and nothing else: its Trusted Types policy is named goldfish.
const defaultPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types goldfish"

// Notify says that the topics changed. Call it after the change is committed: every screen that watches one of them looks again.
func (app *App[V]) Notify(topics ...string) { app.Hub.Notify(topics...) }

// Drain ends all streams and refuses new ones; everything else is answered as before. Call it before [http.Server.Shutdown], which waits
// for the streams that it knows and does not see the others.
func (app *App[V]) Drain() { app.Streams.Drain() }

// Close drains the app and ends the views that run. Call it when no more requests come; those that do are answered with 503.
func (app *App[V]) Close() {
	app.Streams.Drain()
	app.Hub.Close()
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
	return layout.Problem(title, e.sentence(), e.ID)
}
