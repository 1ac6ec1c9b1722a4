package router

import "github.com/goldfish-go/goldfish/internal/address"

// A URL is a path and query on this origin, in canonical form. It begins with exactly one "/", and
// contains only letters, digits and -._~/?&=+%. So it needs no escaping in an attribute, a header
// or a log. templ accepts it in an href as it is.
type URL = address.URL

const (
	// ActionParam is the query parameter that names the action of a form. It is no state.
	ActionParam = "_action"

	// MaxQuery is the maximum length of a query in bytes. Browsers and proxies accept about as
	// much. A longer query is answered with 414.
	MaxQuery = 8 << 10
)
