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

	// Watch names the topics that this page depends on. A notice on one of them makes the page be looked at again.
	Watch []string

	// Until is when the page must be looked at again for the sake of time alone; zero: never.
	Until time.Time

	// Description is for search engines.
	Description string

	// Location, if set, says that the page is elsewhere; all else is then ignored. Documents answer with 303.
	Location router.URL
}

// A View reads the database and returns a page. Its context is the screen's own: it holds no value of any request,
// and it is cancelled only when nobody looks any more, at shutdown, or after [Options.ViewTimeout]. A view must not write.
//
// One run of a view serves everybody of the audience, so a view must not depend on anything but its arguments and the database.
type View[A, P any] func(ctx context.Context, audience A, params P) (Page, error)

// An Action is the only thing that writes. Its context is the request's. It returns where to go next, or [Invalid] for a
// form that the person can mend, or another error.
type Action[V, P, F any] func(ctx context.Context, viewer V, params P, form F) (next router.URL, err error)
