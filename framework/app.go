package framework

import (
	"context"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/selftest"
	"github.com/goldfish-go/goldfish/internal/uploads"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// An App is an [http.Handler] made of routes, views and actions. V is the type of its users.
type App[V any] struct {
	options Options[V] // with their defaults
	hub     *live.Hub[*sse.Frame]
	streams *sse.Server
	viewer  func(*http.Request) (Viewer[V], error)
	dev     *devmode.Mode // nil outside of development mode
	shells  *shellCache[V]
	locales locales
	vary    string // the request headers that all answers depend on

	mux        *chi.Mux                // finds the endpoint of a path
	endpoints  map[string]*endpoint[V] // by pattern
	clientPath func() string           // where the files of the client are served
	serving    atomic.Bool             // a request came, so nothing can be registered any more

	presence     *presence.Tracker
	actions      rateLimit // of each client
	checks       rateLimit // of forms that are not submitted yet
	uploads      rateLimit // that are started
	uploadLocks  uploads.Locks
	stopSweeping context.CancelFunc
	submissions  submissions  // those that run
	clientErrors clientErrors // that the log has
	holds        *holds       // work that a shutdown waits for
	unsubscribe  func()       // from the bus of the store
	outage       *outage

	// Cause to Error: why no stream gets out; each is logged once.
	blocked  sync.Map
	selfTest atomic.Pointer[selftest.Streaming] // while the app tests the handlers around it
}

// New returns an app. It calls viewer for each request, to learn who asks. It takes [Options] once,
// or none for the defaults. New panics if an option makes no sense.
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
		options:   o,
		hub:       o.newHub(),
		streams:   o.newStreams(),
		viewer:    viewer,
		shells:    &shellCache[V]{},
		locales:   newLocales(o.Languages),
		mux:       chi.NewRouter(),
		endpoints: map[string]*endpoint[V]{},
		holds:     newHolds(),
		actions:   rateLimit{perMinute: o.MaxActionsPerMinute},
		checks:    rateLimit{perMinute: o.MaxActionsPerMinute},
		uploads:   rateLimit{perMinute: o.MaxActionsPerMinute},
	}
	messages, _ := o.Store.(bus.Broadcaster)
	app.presence = presence.New(messages, app.hub.Notify, o.Logger)
	app.outage = &outage{hub: app.hub, spread: app.spread}
	app.hub.Unavailable = app.probeIfUnavailable
	app.vary = strings.Join(o.varyNames(), ", ")
	app.unsubscribe = o.Store.Subscribe(bus.Receiver{
		Notify: func(topics []string) { app.hub.Notify(topics...) },
		Gap:    app.resync,
		Health: app.outage.healthChanged,
	})
	if o.Dev {
		app.dev = devmode.New(o.Logger)
	}
	app.clientPath = sync.OnceValue(func() string { return clientPathOf(slices.Collect(maps.Keys(app.endpoints))) })
	app.startSweeping()
	return app
}

// Notify says that what the topics name has changed. Call it after the change is committed: every
// page that depends on one of them is rendered again, for those who have it open. Other nodes
// hear it too, if [Options.Store] is one that they share; but not if this process is killed just
// now. A write of the store notifies in its transaction, so that nothing is lost.
func (app *App[V]) Notify(topics ...string) { app.options.Store.Notify(topics...) }

// resync looks at all screens again, since notifications may have been lost: not all at once.
func (app *App[V]) resync() {
	app.outage.noteResync()
	app.hub.Resync(app.spread())
}

// spread returns the time over which all screens load again: at most 500 a second.
func (app *App[V]) spread() time.Duration {
	return max(time.Second, time.Duration(app.hub.Count().Screens)*time.Second/500)
}

// probeIfUnavailable reports whether an error says that a database cannot be reached. Then it makes
// the store probe its own: only that one decides whether this is an outage.
func (app *App[V]) probeIfUnavailable(err error) bool {
	if !isUnavailable(err) {
		return false
	}
	if s, ok := app.options.Store.(interface{ Look() }); ok {
		s.Look()
	}
	return true
}

// Ready returns an error while no view returns although views wait: see [Options.ReadyTimeout]. Run
// and Serve answer /readyz with it.
func (app *App[V]) Ready() error {
	if problem := app.hub.Stuck(app.options.ReadyTimeout); problem != "" {
		return errors.New(problem)
	}
	return nil
}

// Close ends all streams and cancels the views that run. Call it when no more requests come. Later
// requests are answered with 503.
func (app *App[V]) Close() {
	app.stopSweeping()
	app.streams.Close()
	app.unsubscribe()
	app.presence.Close()
	app.outage.close()
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
	Screens    int   // screens, including those that nobody uses at the moment
	Topics     int   // topics that a screen or a tab depends on
	CacheBytes int64 // memory of rendered pages and of what is cached beside them

	LoadsRunning int // views that run
	LoadsWaiting int // views that wait for others to end
	LoadsHung    int // views that still run after Options.ViewTimeout; the app has given them up
	RoutesDown   int // routes that answer 503, because a view of theirs has hung

	LoadsTimedOut uint64 // views that were given up, since the start
	LoadsRefused  uint64 // views that were not run, because too many waited or the route was down
}

// Stats returns the gauges of this app.
func (app *App[V]) Stats() Stats {
	streams, screens := app.streams.Count(), app.hub.Count()
	return Stats{
		Streams:       streams.Streams,
		Parked:        streams.Parked,
		Screens:       screens.Screens,
		Topics:        screens.Topics,
		CacheBytes:    screens.CacheBytes,
		LoadsRunning:  screens.Loads.Running,
		LoadsWaiting:  screens.Loads.Waiting,
		LoadsHung:     screens.Loads.Hung,
		RoutesDown:    screens.Loads.RoutesDown,
		LoadsTimedOut: screens.Loads.TimedOut,
		LoadsRefused:  screens.Loads.Refused,
	}
}

// match returns the endpoint of a path, as [url.URL.EscapedPath] gives it.
func (app *App[V]) match(path string) *endpoint[V] {
	rctx := routeContexts.Get().(*chi.Context)
	defer routeContexts.Put(rctx)
	rctx.Reset()
	if !app.mux.Match(rctx, http.MethodGet, path) {
		return nil
	}
	return app.endpoints[rctx.RoutePattern()]
}

// routeContexts are the memory in which the mux matches a path.
var routeContexts = sync.Pool{New: func() any { return chi.NewRouteContext() }}

// errorPage is the default of [Options.ErrorPage].
func errorPage(e Error) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		t := text.From(ctx)
		return layout.ErrorPage(errorTitle(t, e), e.sentence(t), e.ID).Render(ctx, w)
	})
}

func errorTitle(t *text.Texts, e Error) string {
	return text.Fill(t.ErrorTitle, "status", strconv.Itoa(e.status()))
}
