package router

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/goldfish-go/goldfish/internal/values"
)

// An Action is a named action of a route. F is the type of its form. It is made once, at start, as
// routes are. Forms post to its [Action.URL].
type Action[P, F any] struct {
	route *Route[P]
	name  string
}

var actionName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// NewAction returns an action of the route. F is a struct with the same tags as params.
//
//	var Create = router.NewAction[TicketForm](Tickets, "create")
//
// NewAction panics if the name is not lower-case letters, digits and hyphens.
func NewAction[F, P any](route *Route[P], name string) *Action[P, F] {
	if !actionName.MatchString(name) {
		panic(fmt.Sprintf("router: NewAction(%q, %q): a name is lower-case letters, digits and hyphens, such as \"add-note\"", route.pattern, name))
	}
	return &Action[P, F]{route, name}
}

// Route returns the route of the action.
func (a *Action[P, F]) Route() *Route[P] { return a.route }

// Name returns the name of the action.
func (a *Action[P, F]) Name() string { return a.name }

// URL returns the address that a form posts to, so that the action runs for p. The name of the
// action is in the query under [ActionParam]. It is no state.
func (a *Action[P, F]) URL(p P) URL {
	r := a.route
	d := r.acquire(p)
	defer r.release(d)
	d.text = r.append(d.text, d.value())
	if bytes.IndexByte(d.text, '?') < 0 {
		d.text = append(d.text, '?')
	} else {
		d.text = append(d.text, '&')
	}
	d.text = append(d.text, ActionParam+"="...)
	from := len(d.text)
	d.text = values.EscapeQuery(append(d.text, a.name...), from)
	return URL(d.text)
}
