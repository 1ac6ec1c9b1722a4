package router

import "github.com/goldfish-go/goldfish/internal/values"

// A History is what going to an address does to the browser's history.
type History string

const (
	Push    History = "push"    // a new entry: Back returns to the address that was left
	Replace History = "replace" // the new address takes the place of the old one
)

// History returns Push if a field that is tagged push or stands in the path differs between the two states, else
// Replace. A field that fell back counts like any other: the first letter of a search on page 3 makes an entry,
// so that Back returns to page 3, and the next letters replace it.
func (r *Route[P]) History(from, to P) History {
	d := r.sit(to)
	defer r.leave(d)
	d.from = from
	fields := r.codec.Fields()
	for i := range fields {
		if (fields[i].Push || fields[i].Path != "") && !d.same(&fields[i]) {
			return Push
		}
	}
	return Replace
}

// changes reports whether any field differs from where the person is.
func (r *Route[P]) changes(d *desk[P]) bool {
	fields := r.codec.Fields()
	for i := range fields {
		if !d.same(&fields[i]) {
			return true
		}
	}
	return false
}

func (d *desk[P]) same(f *values.Field) (same bool) {
	same, d.text = f.Same(d.origin(), d.value(), d.text)
	return same
}
