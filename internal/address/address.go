// Package address holds the types that routers and components share, so that neither imports the
// other.
package address

// A URL is a same-origin path and query, such as "/tickets?tab=closed". Package router builds it.
type URL string

// An Input is a hidden input of a form: its name and its value.
type Input struct{ Name, Value string }
