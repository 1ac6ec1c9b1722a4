package router

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
)

// A LinkBuilder makes links and forms that change some fields of a current state.
type LinkBuilder[P any] struct {
	route *Route[P]
	p     P
}

// From returns a builder of links from the state p.
func (r *Route[P]) From(p P) LinkBuilder[P] { return LinkBuilder[P]{r, p} }

// To returns the address of p. If p differs from the current state, each field tagged reset that is
// equal in both gets its default. So a link to another tab leads to its first page.
func (f LinkBuilder[P]) To(p P) URL {
	r := f.route
	d := r.acquire(p)
	defer r.release(d)
	d.from = f.p
	if r.differs(d) {
		r.resetUnchanged(d)
	}
	d.text = r.append(d.text[:0], d.value())
	return URL(d.text)
}

// resetUnchanged sets the reset fields that are equal in both states to their defaults.
func (r *Route[P]) resetUnchanged(d *scratch[P]) {
	fields := r.codec.Fields()
	for i := range fields {
		if fields[i].Reset && d.same(&fields[i]) {
			r.codec.Reset(&fields[i], d.value())
		}
	}
}

// Hidden returns the hidden inputs of a GET form that changes only the keys in except, for which
// the form has inputs of its own. A browser replaces the whole query by the inputs of such a form.
// Fields tagged reset are left out, as in [LinkBuilder.To]. The name of a struct stands for all its
// fields: "filter" for filter.from and filter.to.
//
// Hidden panics if a key is not one of the route.
func (f LinkBuilder[P]) Hidden(except ...string) []Input {
	r := f.route
	d := r.acquire(f.p)
	defer r.release(d)
	r.checkExcept(except)
	fields := r.codec.Fields()
	var inputs []Input
	for i := range fields {
		field := &fields[i]
		if field.Path != "" || field.Reset || slices.ContainsFunc(except, func(key string) bool { return hasKeyPrefix(key, field.Key) }) {
			continue
		}
		d.text = field.Append(d.text[:0], d.value())
		for _, pair := range values.ParsePairs(string(d.text)) {
			inputs = append(inputs, Input{Name: pair.Key, Value: pair.Value})
		}
	}
	return inputs
}

func (r *Route[P]) checkExcept(except []string) {
	for _, key := range except {
		if !slices.ContainsFunc(r.codec.Fields(), func(f values.Field) bool { return f.Path == "" && hasKeyPrefix(key, f.Key) }) {
			panic(fmt.Sprintf("router: Hidden(%q): %s has no such key: name the one that the form has an input for", key, r.pattern))
		}
	}
}

// hasKeyPrefix reports whether name is the key, or the name of a struct around it.
func hasKeyPrefix(name, key string) bool {
	rest, ok := strings.CutPrefix(key, name)
	return ok && (rest == "" || rest[0] == '.')
}

// An Input is a hidden input of a form.
type Input = address.Input
