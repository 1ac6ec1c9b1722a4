package framework

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/text"
)

// An exchange is one request and its answer.
type exchange[V any] struct {
	app  *App[V]
	w    http.ResponseWriter
	r    *http.Request
	kind kind
	came live.Seq // before the viewer was resolved
	stay func()   // what is left to do when the answer has begun, or nil

	viewer   Viewer[V]
	resolved bool // the viewer is known
}

// ServeHTTP implements [http.Handler].
func (app *App[V]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if c := app.checking.Load(); c != nil && r.Header.Get(headerCheck) == c.token {
		c.answer(w, r)
		return
	}
	if !app.serving.Load() {
		app.serving.Store(true)
	}
	kind := kindOf(r)
	if kind != stream && !app.options.DisableCompression && r.Header.Get("Accept-Encoding") != "" {
		compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { app.serve(w, r, kind) })).ServeHTTP(w, r)
		return
	}
	var stay func()
	//mutant:false TestStreamsAreShallow: a stream over HTTP/2 does not keep the stack of the views
	if kind == stream && r.ProtoMajor > 1 {
		stay = apart(func() func() { return app.serve(w, r, kind) })
	} else {
		stay = app.serve(w, r, kind)
	}
	if stay != nil {
		stay() // here, since the stack of a stream is kept for as long as its tab is open
	}
}

// serve answers a request. What is left to do of an attended stream it returns.
func (app *App[V]) serve(w http.ResponseWriter, r *http.Request, kind kind) (stay func()) {
	path := fullPath(r)
	if name, ok := strings.CutPrefix(path, app.scripts()); ok {
		if app.dev != nil && name == devFile {
			app.dev.ServeHTTP(w, r)
			return nil
		}
		serveScript(w, r, name)
		return nil
	}
	x := &exchange[V]{app: app, w: w, r: r, kind: kind}
	if err := x.answer(path); err != nil {
		x.fail(err)
	}
	return x.stay
}

// fullPath returns the public path of a request, escaped. Patterns are full public paths, but http.StripPrefix takes the mount off the path.
func fullPath(r *http.Request) string {
	path := r.URL.EscapedPath()
	if full, _, _ := strings.Cut(r.RequestURI, "?"); len(full) > len(path) && strings.HasPrefix(full, "/") && strings.HasSuffix(full, path) {
		return full
	}
	return path
}

func (x *exchange[V]) answer(path string) error {
	header := x.w.Header()
	header.Add("Vary", strings.Join(append([]string{"Accept", "Cookie"}, x.app.options.VaryHeaders...), ", "))
	if x.kind != document {
		header.Set("Cache-Control", "no-store")
	}
	if err := x.admit(); err != nil {
		return err
	}
	x.came = x.app.hub.Seq()
	if err := x.resolve(); err != nil {
		return err
	}
	place := x.app.find(path)
	if place == nil {
		return Error{Status: http.StatusNotFound}
	}
	to, ok := place.read(path, x.r.URL.RawQuery)
	if !ok {
		return Error{Status: http.StatusNotFound}
	}
	safe := x.r.Method != http.MethodPost
	if status := to.report.Status(safe); status != 0 {
		return Error{Status: status, Message: to.report.Notice(&text.English)}
	}
	switch {
	case !safe:
		return x.act(to)
	case x.kind == stream && x.r.Method == http.MethodHead:
		header.Set("Content-Type", typeStream)
		return nil
	case x.kind == stream:
		return x.stream(to)
	case x.kind == patch:
		return x.patch(to, "")
	case to.report.Alias:
		header.Set("Cache-Control", "private, no-cache")
		http.Redirect(x.w, x.r, string(to.url), http.StatusMovedPermanently)
		return nil
	default:
		return x.document(to)
	}
}

// admit refuses methods that mean nothing here, and requests that another site made for the person.
func (x *exchange[V]) admit() error {
	switch x.r.Method {
	case http.MethodGet, http.MethodHead:
		if x.kind != document && x.r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			return Error{Status: http.StatusForbidden}
		}
	case http.MethodPost:
		if err := x.app.options.CrossOrigin.Check(x.r); err != nil {
			return Error{Status: http.StatusForbidden, Message: "This came from another site, so it was not done.", Cause: err}
		}
	default:
		x.w.Header().Set("Allow", "GET, HEAD, POST")
		return Error{Status: http.StatusMethodNotAllowed}
	}
	return nil
}

// resolve asks who asks.
func (x *exchange[V]) resolve() error {
	x.resolved = false
	err := guard(func() (err error) {
		x.viewer, err = x.app.viewer(x.r)
		return err
	})
	if _, ok := asRedirect(err); ok {
		err = fmt.Errorf("a viewer function cannot redirect; use a guard, framework.Members: %v", err)
	}
	if err != nil {
		x.viewer = Viewer[V]{}
		return settle(err, x.app.options.Logger, "viewer", x.r.URL.Path)
	}
	x.resolved = true
	return nil
}

// at reads a URL of this app, such as the one that an action names as next.
func (app *App[V]) at(to router.URL) (address[V], bool) {
	if !strings.HasPrefix(string(to), "/") {
		return address[V]{}, false
	}
	u, err := url.Parse(string(to))
	if err != nil || u.Host != "" {
		return address[V]{}, false
	}
	place := app.find(u.EscapedPath())
	if place == nil {
		return address[V]{}, false
	}
	a, ok := place.read(u.EscapedPath(), u.RawQuery)
	if u.Fragment != "" {
		a.fragment = "#" + u.EscapedFragment()
	}
	return a, ok
}

// screen opens the screen of this address. The caller releases it.
func (x *exchange[V]) screen(to address[V]) *live.Screen[*sse.Frame] {
	key, view := to.screen(x.viewer.Who)
	return x.app.hub.Open(key, x.app.source(to, view))
}

// load returns what the screen of this address shows, from a load that began after the request came.
func (x *exchange[V]) load(to address[V]) (*body, error) {
	screen := x.screen(to)
	defer screen.Release()
	// A view that does not heed its own timeout must not hold this request too; it may begin after one that runs already.
	ctx, cancel := context.WithTimeout(x.r.Context(), 2*x.app.options.ViewTimeout+time.Second)
	defer cancel()
	c, err := screen.LoadNow(ctx)
	if err != nil {
		return nil, err
	}
	return bodyOf(c), nil
}

func (app *App[V]) source(to address[V], view view) source {
	return source{view: view, url: to.url, name: to.log, log: app.options.Logger, timeout: app.options.ViewTimeout, dev: app.dev, reads: app.reads}
}
