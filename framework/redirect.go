package framework

import (
	"errors"

	"github.com/goldfish-go/goldfish/router"
)

// Stay is the next URL of an action that stays on its page: the page of the URL that the form was
// posted to.
const Stay router.URL = ""

// Redirect returns the error with which a view says that its page is at another URL:
//
//	return framework.Page{}, framework.Redirect(Tickets.URL(TicketsURL{}))
//
// Documents answer with 303. A client with scripts goes to that URL too. An action returns its next
// URL instead.
func Redirect(to router.URL) error { return redirect{to} }

type redirect struct{ to router.URL }

func (r redirect) Error() string { return "redirect to " + string(r.to) }

// asRedirect returns where an error redirects to.
func asRedirect(err error) (to router.URL, ok bool) {
	r, ok := errors.AsType[redirect](err)
	return r.to, ok
}
