// Package router answers one question: what does this address mean?
package router

import (
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
)

const (
	// ActionKey is the query key that names the action a form posts to.
	ActionKey = "_action"
	// MaxQuery is how long a query may be, in bytes.
	MaxQuery = 8 << 10
)

// A URL is a same-origin path and query in canonical form.
type URL string

// A History says what navigating does to the browser's history.
type History string

// The two kinds of history entry.
const (
	Push    History = "push"
	Replace History = "replace"
)

// An Input is a hidden input of a form.
type Input struct{ Name, Value string }

// A Problem is one value of an address that could not be used.
type Problem = values.Problem

// A Report says what was wrong with an address.
type Report struct {
	Problems []Problem
	Alias    bool
	TooLong  bool
}

// Status is the HTTP status to answer with, or 0 if it is fine to go on.
func (r Report) Status(safe bool) int { return 0 }

// Notice is a sentence for the person who asked, or "".
func (r Report) Notice() string { return "" }

// A Route is a pattern and its params type.
type Route[P any] struct {
	pattern  string
	defaults P
}

// New returns the route of a pattern.
func New[P any](pattern string, defaults P) *Route[P] {
	return &Route[P]{pattern, defaults}
}

// Pattern returns the pattern.
func (r *Route[P]) Pattern() string { return r.pattern }

// Defaults returns the defaults.
func (r *Route[P]) Defaults() P { return r.defaults }

// URL returns the address of p.
func (r *Route[P]) URL(p P) URL { return URL(r.Append(nil, p)) }

// Append appends the address of p to dst.
func (r *Route[P]) Append(dst []byte, p P) []byte { return append(dst, r.pattern...) }

// Action returns where the form of the named action posts to.
func (r *Route[P]) Action(p P, name string) URL {
	u := r.URL(p)
	if strings.Contains(string(u), "?") {
		return u + "&" + ActionKey + "=" + URL(name)
	}
	return u + "?" + ActionKey + "=" + URL(name)
}

// From returns the links that start at p.
func (r *Route[P]) From(p P) From[P] { return From[P]{r, p} }

// Parse reads an address.
func (r *Route[P]) Parse(path, rawQuery string) (P, Report, bool) {
	return r.defaults, Report{}, path == r.pattern
}

// History says what going from one state to another does to the history.
func (r *Route[P]) History(from, to P) History { return Replace }

// Redact is URL for logs.
func (r *Route[P]) Redact(p P) string { return string(r.URL(p)) }

// Schema describes the fields, one line each.
func (r *Route[P]) Schema() string { return "" }

// From is where a person is.
type From[P any] struct {
	route *Route[P]
	p     P
}

// To returns the address of p as seen from here.
func (f From[P]) To(p P) URL { return f.route.URL(p) }

// Hidden returns the inputs that a GET form needs to keep the rest of the state.
func (f From[P]) Hidden(except ...string) []Input { return nil }

// Local accepts a same-origin path and query.
func Local(s string) (URL, bool) { return URL(s), strings.HasPrefix(s, "/") }
