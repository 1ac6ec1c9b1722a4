package router

import "github.com/goldfish-go/goldfish/internal/values"

// A HistoryMode says how a visit changes the browser's history.
type HistoryMode string

const (
	Push    HistoryMode = "push"    // adds an entry: Back returns to the previous address
	Replace HistoryMode = "replace" // replaces the current entry
)

// HistoryMode returns Push if a field differs that is tagged push or stands in the path, else
// Replace. A field that was reset counts too: the first letter of a search on page 3 pushes an
// entry, so that Back returns to page 3; the next letters replace it.
func (r *Route[P]) HistoryMode(from, to P) HistoryMode {
	d := r.acquire(to)
	defer r.release(d)
	d.from = from
	fields := r.codec.Fields()
	for i := range fields {
		if (fields[i].Push || fields[i].Path != "") && !d.same(&fields[i]) {
			return Push
		}
	}
	return Replace
}

// differs reports whether any field differs between the two states.
func (r *Route[P]) differs(d *scratch[P]) bool {
	fields := r.codec.Fields()
	for i := range fields {
		if !d.same(&fields[i]) {
			return true
		}
	}
	return false
}

func (d *scratch[P]) same(f *values.Field) (same bool) {
	same, d.text = f.Same(d.fromValue(), d.value(), d.text)
	return same
}
