// Package address holds the types that routes make and components take.
package address

// A URL is a same-origin path and query, such as "/tickets?tab=closed". Package router builds it; routers and components meet
// here so that neither has to import the other.
type URL string

// An Input is a hidden input of a form.
type Input struct{ Name, Value string }
