package framework

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/router"
)

// A Page is what a view returns: not commands, but a description.
type Page struct {
	Title string
	Body  templ.Component

	// Topics names what this page depends on, such as "ticket:42". [App.Notify] on one of them
	// renders the page again.
	Topics []string

	// ExpiresAt is when the page must be rendered again for the sake of time alone. Zero: never.
	ExpiresAt time.Time

	// Description is for search engines.
	Description string
}

// A View reads the database and returns a page, or [Redirect], or another error. Its context is the screen's own: it holds no value of any request,
// and it is cancelled only when nobody looks any more, at shutdown, or after [Options.ViewTimeout]. A view must not write.
//
// One run of a view serves everybody of the audience, so a view must not depend on anything but its arguments and the database.
type View[A, P any] func(ctx context.Context, audience A, params P) (Page, error)

// An Action is the only thing that writes. Its context is the request's: [Flash], [SetCookie] and
// [Request] take it. It returns the URL of the next page, or [Stay]; or [FieldErrors] for a form that
// the person can correct; or another error.
type Action[V, P, F any] func(ctx context.Context, viewer V, params P, form F) (next router.URL, err error)
