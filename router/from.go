package router

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
)

// A From is where a person is. Links that change something of that are made from it.
type From[P any] struct {
	route *Route[P]
	p     P
}

// From returns the place of p.
func (r *Route[P]) From(p P) From[P] { return From[P]{r, p} }

// To returns the address of p as a step from here: a field tagged reset falls back to its default if any
// other field changed, unless p itself changed it. So a link to another tab leads to the first page of it,
// and nobody has to remember that.
func (f From[P]) To(p P) URL {
	r := f.route
	d := r.sit(p)
	defer r.leave(d)
	d.from = f.p
	if r.changes(d) {
		r.fallBack(d)
	}
	d.text = r.append(d.text[:0], d.value())
	return URL(d.text)
}

// fallBack gives the reset fields that are what they were their defaults.
func (r *Route[P]) fallBack(d *desk[P]) {
	fields := r.codec.Fields()
	for i := range fields {
		if fields[i].Reset && d.same(&fields[i]) {
			r.codec.Reset(&fields[i], d.value())
		}
	}
}

// Hidden returns the inputs that a GET form here needs so that it changes the keys in except, for which it
// has inputs of its own, and nothing else: a browser replaces the whole query by what the form holds. Fields
// tagged reset fall back, as in a link. The name of a struct stands for all that is in it: "filter" for
// filter.from and filter.to.
//
// Hidden panics if a key is not one of the route's, since the form would send it to nobody.
func (f From[P]) Hidden(except ...string) []Input {
	r := f.route
	d := r.sit(f.p)
	defer r.leave(d)
	r.checkExcept(except)
	fields := r.codec.Fields()
	var inputs []Input
	for i := range fields {
		field := &fields[i]
		if field.Path != "" || field.Reset || slices.ContainsFunc(except, func(key string) bool { return covers(key, field.Key) }) {
			continue
		}
		d.text = field.Append(d.text[:0], d.value())
		for _, pair := range values.Pairs(string(d.text)) {
			inputs = append(inputs, Input{Name: pair.Key, Value: pair.Value})
		}
	}
	return inputs
}

func (r *Route[P]) checkExcept(except []string) {
	for _, key := range except {
		if !slices.ContainsFunc(r.codec.Fields(), func(f values.Field) bool { return f.Path == "" && covers(key, f.Key) }) {
			panic(fmt.Sprintf("router: Hidden(%q): %s has no such key: name the one that the form has an input for", key, r.pattern))
		}
	}
}

// covers reports whether a name is a key, or a struct around it.
func covers(name, key string) bool {
	rest, ok := strings.CutPrefix(key, name)
	return ok && (rest == "" || rest[0] == '.')
}

// An Input is a hidden input of a form.
type Input = address.Input
