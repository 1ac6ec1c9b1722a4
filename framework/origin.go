package framework

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/router"
)

// local returns a URL that is surely a path of this origin, and whether the given one is. It may
// have a fragment. No answer of the app names any other URL, because a client goes where it is
// told.
func local(to router.URL) (router.URL, bool) {
	path, fragment, hasFragment := strings.Cut(string(to), "#")
	safe, ok := router.ParseLocal(path)
	if ok && hasFragment {
		u := url.URL{Fragment: fragment}
		if text, err := url.PathUnescape(fragment); err == nil {
			u.Fragment = text
		}
		safe += "#" + router.URL(u.EscapedFragment())
	}
	return safe, ok
}

// foreignURL is the error of an action, a view or a guard that wants to lead a client elsewhere.
func foreignURL(to router.URL) error {
	return Error{Cause: fmt.Errorf(
		"%.200q is no path of this app, so no client is led there: check what comes from a request with router.ParseLocal; "+
			"to leave the site, show a link, or lead to a handler of yours that redirects", string(to))}
}

// requestedURL returns the URL of a request, for the answer that there is nothing at it. It is a
// path of this origin, whatever was requested.
func (rq *request[V]) requestedURL() router.URL {
	path := fullPath(rq.r)
	if query := rq.r.URL.RawQuery; query != "" {
		if to, ok := router.ParseLocal(path + "?" + query); ok {
			return to
		}
	}
	//mutant:insert(return router.URL(path)) TestAnswersLeadNowhereElse: the URL of an error is a path of this origin
	if to, ok := router.ParseLocal(path); ok {
		return to
	}
	return "/"
}

// resolve returns the target of a path, as [url.URL.EscapedPath] gives it, and a raw query.
//
// Several escaped paths may have one canonical path. If that belongs to another endpoint, the path
// is none: with "/wiki/{name}" beside "/wiki/new", the path "/wiki/%6eew" would be the page "new"
// of the former, at a URL of the latter.
func (app *App[V]) resolve(path, query string) (to target[V], ok bool) {
	endpoint := app.match(path)
	if endpoint == nil {
		return target[V]{}, false
	}
	if to, ok = endpoint.parse(path, query); !ok {
		return target[V]{}, false
	}
	canonical, _, _ := strings.Cut(string(to.url), "?")
	//mutant:false TestEachURLHasOneView: the canonical path of a page leads to the page
	//mutant:false TestCanaries
	if canonical != path && app.match(canonical) != endpoint {
		return target[V]{}, false
	}
	return to, true
}
