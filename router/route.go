package router

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/goldfish-go/goldfish/internal/values"
)

// A Route is a pattern and the struct of its params. It is made once, at start, and is safe for concurrent
// use.
type Route[P any] struct {
	pattern  string
	segments []segment
	codec    *values.Codec
	defaults P
	desks    sync.Pool // of *desk[P]
}

// New returns the route of a pattern such as /teams/{team}/tickets. Each {name} is a whole segment and
// belongs to the field of P that is tagged path:"name". The defaults are what the fields are when an address
// says nothing.
//
// New panics if the pattern, P and the defaults do not fit together: a route is made when the program starts,
// and the sentence says what to do.
func New[P any](pattern string, defaults P) *Route[P] {
	r, err := newRoute(pattern, defaults)
	if err != nil {
		panic(fmt.Sprintf("router: New(%q): %v", pattern, err))
	}
	return r
}

func newRoute[P any](pattern string, defaults P) (*Route[P], error) {
	r := &Route[P]{pattern: pattern, defaults: defaults}
	r.desks.New = func() any { return new(desk[P]) }
	codec, err := values.For[P]()
	if err != nil {
		return nil, err
	}
	if r.codec, err = codec.WithDefaults(reflect.ValueOf(defaults)); err != nil {
		return nil, err
	}
	if err := checkKeys(r.codec.Fields()); err != nil {
		return nil, err
	}
	r.segments, err = parsePattern(pattern, r.codec.Fields())
	return r, err
}

// Pattern returns the pattern, such as /tickets/{id}.
func (r *Route[P]) Pattern() string { return r.pattern }

// Defaults returns the state of the address that says nothing.
func (r *Route[P]) Defaults() P { return r.defaults }

// URL returns the canonical address of p. Equal states have equal addresses.
//
// A field that has no valid text, such as an enum value that is not listed, is left out like one at its
// default. A path value that has none is written as the empty text. What does not fit into [MaxQuery] is
// written, and refused by [Route.Parse]: long texts belong into a database, not into an address.
func (r *Route[P]) URL(p P) URL {
	d := r.sit(p)
	defer r.leave(d)
	d.text = r.append(d.text, d.value())
	return URL(d.text)
}

// Append appends the canonical address of p to dst.
func (r *Route[P]) Append(dst []byte, p P) []byte {
	d := r.sit(p)
	defer r.leave(d)
	return r.append(dst, d.value())
}

func (r *Route[P]) append(dst []byte, p reflect.Value) []byte {
	dst = append(r.appendPath(dst, p), '?')
	path := len(dst)
	if dst = r.codec.Append(dst, p); len(dst) == path {
		dst = dst[:path-1]
	}
	return dst
}
