package router

import "github.com/goldfish-go/goldfish/internal/address"

// A URL is a path and query on this origin, in canonical form. It begins with exactly one "/", and holds
// nothing but letters, digits and -._~/?&=+% so that it is safe in an attribute, a header and a log as it is.
// templ takes it in an href without a wrapper.
type URL = address.URL

const (
	// ActionKey is the key of the query that names the action which a form posts to. It is never state.
	ActionKey = "_action"

	// MaxQuery is how long a query may be, in bytes. Proxies and browsers carry about as much safely; a
	// longer one is answered with 414.
	MaxQuery = 8 << 10
)
