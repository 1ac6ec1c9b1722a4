package framework

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// A request is one request and its response.
type request[V any] struct {
	app       *App[V]
	w         http.ResponseWriter
	r         *http.Request
	kind      wire.Kind
	spoken    bool       // the server speaks the client's version of the protocol
	locale    *locale    // the language of the answer
	preferred *locale    // the language of the viewer
	seq       live.Seq   // of the hub, before the viewer was resolved
	stream    *tabStream // the answer; nil: it is no stream
	wait      func()     // blocks while the stream of the response is open; nil if there is none

	viewer     Viewer[V]
	identified bool       // the viewer is known
	files      *formFiles // of the form that is read; nil if its type has none
	actor      string     // ID of the viewer that an action runs for
}

// ServeHTTP implements [http.Handler].
func (app *App[V]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if test := app.selfTest.Load(); test != nil && test.Is(r) {
		test.ServeHTTP(w, r)
		return
	}
	if !app.serving.Load() {
		app.serving.Store(true)
	}
	limitBodyTime(w, r, app.options.BodyTimeout)
	kind, spoken := wire.Requested(r.Header)
	if kind != wire.StreamKind && app.options.BodyTimeout > 0 {
		// The next request of the connection has its own time.
		defer func() { _ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) }()
	}
	if kind != wire.StreamKind && !app.options.DisableCompression && r.Header.Get("Accept-Encoding") != "" {
		compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { app.serve(w, r, kind, spoken) })).ServeHTTP(w, r)
		return
	}
	var wait func()
	//mutant:false TestStreamsAreShallow: a stream over HTTP/2 does not keep the stack of the views
	if kind == wire.StreamKind && r.ProtoMajor > 1 {
		wait = onFreshStack(func() func() { return app.serve(w, r, kind, spoken) })
	} else {
		wait = app.serve(w, r, kind, spoken)
	}
	if wait != nil {
		wait() // here, because the stack of a stream stays allocated while its tab is open
	}
}

// serve answers a request. If the answer is a stream that needs this goroutine, wait sends it.
func (app *App[V]) serve(w http.ResponseWriter, r *http.Request, kind wire.Kind, spoken bool) (wait func()) {
	//mutant:delete TestEveryAnswerHasTheSafeHeaders
	setSafe(w.Header())
	path := fullPath(r)
	rq := &request[V]{app: app, w: w, r: r, kind: kind, spoken: spoken}
	rq.preferLocale()
	if name, ok := strings.CutPrefix(path, app.clientPath()); ok {
		if app.dev != nil && name == devmode.File {
			if err := rq.checkHost(); err != nil {
				rq.respondError(err)
				return nil
			}
			app.dev.ServeHTTP(w, r)
			return nil
		}
		if name == forgetFile {
			serveForget(w, r)
			return nil
		}
		if id, ok := strings.CutPrefix(name, uploadFolder); ok && app.options.Files != nil {
			if err := rq.serveUpload(id); err != nil {
				rq.respondError(err)
			}
			return nil
		}
		serveClientFile(w, r, name)
		return nil
	}
	err := rq.dispatch(path)
	if err == nil && rq.stream != nil {
		err = rq.serveStream()
	}
	if err != nil {
		rq.respondError(err)
	}
	return rq.wait
}

// fullPath returns the public path of a request, escaped. Patterns are full public paths, but
// http.StripPrefix takes the mount off the path of the request.
func fullPath(r *http.Request) string {
	path := r.URL.EscapedPath()
	if full, _, _ := strings.Cut(r.RequestURI, "?"); len(full) > len(path) && strings.HasPrefix(full, "/") && strings.HasSuffix(full, path) {
		return full
	}
	return path
}

func (rq *request[V]) dispatch(path string) error {
	header := rq.w.Header()
	rq.app.addVary(header)
	if rq.kind != wire.Document {
		header.Set("Cache-Control", "no-store")
	}
	if err := rq.checkHost(); err != nil {
		return err
	}
	if err := rq.checkRequest(); err != nil {
		return err
	}
	//mutant:false TestUnknownProtocol: a client of another protocol keeps its page
	if !rq.spoken {
		rq.respondUnknownProtocol()
		return nil
	}
	rq.seq = rq.app.hub.Seq()
	if err := rq.identify(); err != nil {
		return err
	}
	to, ok := rq.app.resolve(path, rq.r.URL.RawQuery)
	if !ok {
		return Error{Status: http.StatusNotFound}
	}
	rq.speak(to)
	rq.noteClientError(to)
	safe := rq.r.Method != http.MethodPost
	if status := to.report.Status(safe); status != 0 {
		return Error{Status: status, Message: to.report.Message(rq.texts())}
	}
	switch {
	case !safe:
		return rq.runAction(to)
	case rq.kind == wire.StreamKind && rq.r.Method == http.MethodHead:
		header.Set("Content-Type", wire.StreamType)
		return nil
	case rq.kind == wire.StreamKind:
		return rq.openStream(to)
	case rq.kind == wire.PatchKind:
		return rq.respondPatch(to, "")
	case to.report.UsedAlias:
		header.Set("Cache-Control", "private, no-cache")
		http.Redirect(rq.w, rq.r, string(to.url), http.StatusMovedPermanently)
		return nil
	default:
		return rq.respondDocument(to)
	}
}

// checkRequest refuses methods that the app does not have, and requests that another site made.
func (rq *request[V]) checkRequest() error {
	switch rq.r.Method {
	case http.MethodGet, http.MethodHead:
		if rq.kind != wire.Document && rq.r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			return Error{Status: http.StatusForbidden}
		}
	case http.MethodPost:
		if err := rq.app.options.CrossOrigin.Check(rq.r); err != nil {
			return Error{Status: http.StatusForbidden, code: crossOrigin, Cause: err}
		}
	default:
		rq.w.Header().Set("Allow", "GET, HEAD, POST")
		return Error{Status: http.StatusMethodNotAllowed}
	}
	return nil
}

// identify calls the viewer function.
func (rq *request[V]) identify() error {
	rq.identified = false
	defer rq.preferLocale()
	err := recoverPanic(func() (err error) {
		rq.viewer, err = rq.app.viewer(rq.r)
		return err
	})
	if _, ok := asRedirect(err); ok {
		err = fmt.Errorf("a viewer function cannot redirect; use a guard, framework.Members: %v", err)
	}
	if err != nil {
		rq.viewer = Viewer[V]{}
		return reportError(err, rq.app.options.Logger, "viewer", rq.r.URL.Path)
	}
	rq.identified = true
	return nil
}
