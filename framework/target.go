package framework

import (
	"context"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
)

// An endpoint is a route with its view and actions. The types of params, audience and forms are in
// its functions.
type endpoint[V any] struct {
	pattern string
	parse   func(path, query string) (target[V], bool)
	redact  func(params any) string // the URL without secrets, for logs
	actions map[string]action[V]
}

// A target is a URL of an endpoint, parsed.
type target[V any] struct {
	endpoint *endpoint[V]
	url      router.URL // canonical
	report   router.Report
	params   any
	screen   func(V) (key any, view view) // see request.screen
	history  func(from target[V]) router.HistoryMode

	language   string                      // BCP 47, if the URL says it: see [Localized]
	inLanguage func(tag string) router.URL // nil if the URL says none

	fragment string // with its "#"; only the browser uses it
}

// log returns the URL without secrets.
func (to target[V]) log() string { return to.endpoint.redact(to.params) }

// view runs a view for one audience and params.
type view func(context.Context) (Page, error)

// lookup parses a URL of this app, such as the one that an action returns as next.
func (app *App[V]) lookup(to router.URL) (target[V], bool) {
	if !strings.HasPrefix(string(to), "/") {
		return target[V]{}, false
	}
	u, err := url.Parse(string(to))
	if err != nil || u.Host != "" {
		return target[V]{}, false
	}
	a, ok := app.resolve(u.EscapedPath(), u.RawQuery)
	if u.Fragment != "" {
		a.fragment = "#" + u.EscapedFragment()
	}
	return a, ok
}

// openScreen opens the screen of a target. The caller releases it.
func (rq *request[V]) openScreen(to target[V]) *live.Screen[*sse.Frame] {
	key, view := rq.screen(to)
	return rq.app.hub.Open(key, rq.loader(to, view))
}

// load returns what the screen of a target shows, from a load that began after the request arrived.
func (rq *request[V]) load(to target[V]) (*body, error) {
	screen := rq.openScreen(to)
	defer screen.Release()
	c, err := screen.LoadNow(rq.r.Context(), rq.client())
	if err != nil {
		return nil, err
	}
	return bodyOf(c), nil
}

func (rq *request[V]) loader(to target[V], view view) pageLoader {
	app := rq.app
	return pageLoader{
		view: view, route: to.endpoint.pattern, url: to.url, locale: rq.localeOf(to), redact: to.endpoint.redact, params: to.params, log: app.options.Logger,
		dev: app.dev, people: app.presence, forms: formTypes[V]{app}, beginRender: app.hub.BeginRender,
	}
}
