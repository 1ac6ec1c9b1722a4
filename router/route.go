package router

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/goldfish-go/goldfish/internal/values"
)

// A Route is a pattern and the struct of its params. It is made once, at start, and is safe for
// concurrent use.
type Route[P any] struct {
	pattern     string
	segments    []segment
	codec       *values.Codec
	defaults    P
	scratchPool sync.Pool // of *scratch[P]
}

// New returns the route of a pattern such as /teams/{team}/tickets. Each {name} is a whole segment
// and belongs to the field of P that is tagged path:"name". Fields that an address does not mention
// are as in defaults.
//
// New panics if pattern, P and defaults do not match. The message says how to correct them.
func New[P any](pattern string, defaults P) *Route[P] {
	r, err := newRoute(pattern, defaults)
	if err != nil {
		panic(fmt.Sprintf("router: New(%q): %v", pattern, err))
	}
	return r
}

func newRoute[P any](pattern string, defaults P) (*Route[P], error) {
	r := &Route[P]{pattern: pattern, defaults: defaults}
	r.scratchPool.New = func() any { return new(scratch[P]) }
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

// Defaults returns the state of the address without a query.
func (r *Route[P]) Defaults() P { return r.defaults }

// URL returns the canonical address of p. Equal states have equal addresses.
//
// A field that cannot be encoded, such as one with an unlisted enum value, is left out, as if it
// had its default. A path value that cannot be encoded is written as the empty text. An address
// with more than [MaxQuery] bytes of query is returned too, but [Route.Parse] refuses it: keep long
// texts in a database.
func (r *Route[P]) URL(p P) URL {
	d := r.acquire(p)
	defer r.release(d)
	d.text = r.append(d.text, d.value())
	return URL(d.text)
}

func (r *Route[P]) append(dst []byte, p reflect.Value) []byte {
	dst = append(r.appendPath(dst, p), '?')
	path := len(dst)
	if dst = r.codec.Append(dst, p); len(dst) == path {
		dst = dst[:path-1]
	}
	return dst
}
