package framework

import (
	"context"
	"errors"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/router"
)

// A Page is what a view returns.
type Page struct {
	Title string
	Body  templ.Component

	// Topics names what this page depends on, such as "ticket:42". [App.Notify] on one of them
	// renders the page again.
	Topics []string

	// Presence names where the people are whose tabs show this page, such as "room:42": package
	// presence reads who is there. Empty: nowhere.
	Presence string

	// ExpiresAt is when the page must be rendered again although no topic changed. Zero: never.
	ExpiresAt time.Time

	// Description is for search engines.
	Description string

	// NoIndex asks search engines not to list this page (<meta name="robots" content="noindex">).
	// Set it for states that a person reaches by filtering or sorting, so that only the plain page
	// is found.
	NoIndex bool
}

// A View reads the database and returns a page, or [Redirect], or another error. It must not write.
//
// Its context is that of the screen: it has no values of a request. It is cancelled when nobody
// uses the screen any more, at shutdown, and after [Options.ViewTimeout].
//
// One run of a view serves all viewers of the audience, so a view must depend on nothing but its
// arguments and the database.
type View[A, P any] func(ctx context.Context, audience A, params P) (Page, error)

// An Action is the only thing that writes. Its context is the request's: [Flash], [SetCookie] and
// [Request] take it. It returns the URL of the next page, or [Stay]; or [FieldErrors] for a form
// that the person can correct; or another error.
type Action[V, P, F any] func(ctx context.Context, viewer V, params P, form F) (next router.URL, err error)

// A Check looks at a form before its action, and while a person fills it in. It may read the
// database, and writes nothing. It returns [FieldErrors], or nil, or another error. Fields that
// cannot be read have their zero value, and an error of their own. See [Post].
type Check[V, P, F any] func(ctx context.Context, viewer V, params P, form F) error

// Stay is the next URL of an action that stays on its page: the page of the URL that the form was
// posted to.
const Stay router.URL = ""

// Redirect returns the error with which a view says that its page is at another URL:
//
//	return framework.Page{}, framework.Redirect(Tickets.URL(TicketsURL{}))
//
// Documents answer with 303. A client with scripts goes to that URL too. An action returns its next
// URL instead.
//
// The URL must be a path of this app's origin; anything else is an error of its own, a 500.
func Redirect(to router.URL) error {
	//mutant:insert(return redirect{to}) TestAnswersLeadNowhereElse: a view leads to this origin
	if to, ok := local(to); ok {
		return redirect{to}
	}
	return foreignURL(to)
}

type redirect struct{ to router.URL }

func (r redirect) Error() string { return "redirect to " + string(r.to) }

// asRedirect returns where an error redirects to.
func asRedirect(err error) (to router.URL, ok bool) {
	r, ok := errors.AsType[redirect](err)
	return r.to, ok
}
