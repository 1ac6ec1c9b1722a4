package framework

import (
	"context"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// An actionContext is what the context of an action leads to.
type actionContext struct {
	w      http.ResponseWriter
	r      *http.Request
	flash  string
	signal func(place, value string, ttl time.Duration) error
}

type actionKey struct{}

// inAction returns what the context of an action leads to. Any other context is a mistake of the
// caller: a view must not reach the request, because one run of it serves many viewers.
func inAction(ctx context.Context, call string) *actionContext {
	a, ok := ctx.Value(actionKey{}).(*actionContext)
	if !ok {
		panic("framework: " + call + " needs the context of an action; views cannot reach the request")
	}
	return a
}

// Flash shows a message to the person on the page that comes next. It takes the context of an
// action and panics with any other, as [SetCookie] and [Request] do.
func Flash(ctx context.Context, message string) { inAction(ctx, "Flash").flash = message }

// SetCookie adds a cookie to the answer of an action.
//
// The viewer function is asked for the next page by a request that has the cookie. So an action can
// sign a person in or out with a plain cookie.
func SetCookie(ctx context.Context, cookie *http.Cookie) {
	http.SetCookie(inAction(ctx, "SetCookie").w, cookie)
}

// Signal says what the viewer does at a place just now, such as "typing" in "room:42", for ttl, at
// most a minute. A later signal of the same viewer at the place replaces it, and a ttl of zero ends
// it. Package presence reads it; no database keeps it. Signals of strangers are ignored. It takes
// the context of an action. The error is of a place that is no name.
func Signal(ctx context.Context, place, value string, ttl time.Duration) error {
	return inAction(ctx, "Signal").signal(place, value, ttl)
}

// IsBackground reports whether the client made a request by itself: a stream, or a look for news
// where no stream gets through. An open tab makes such requests for as long as it is open. So they
// should not keep a session alive: if the session ends after a time without requests, do not count
// these.
func IsBackground(r *http.Request) bool {
	kind, _ := wire.Requested(r.Header)
	return kind == wire.StreamKind || r.Header.Get(wire.BackgroundHeader) != ""
}

// Request returns the request of an action. Its form is read already.
func Request(ctx context.Context) *http.Request { return inAction(ctx, "Request").r }
