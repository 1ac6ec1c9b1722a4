package router

import "github.com/goldfish-go/goldfish/internal/values"

// Parse reads an address: the path as [net/url.URL.EscapedPath] has it, and the raw query. It reports false,
// which means 404, if the path is not one of this route's or holds a value that its field cannot.
//
// Params are usable in any case: a value of the query that cannot be used is replaced by its default, and the
// [Report] says so. Strings in them may share the memory of the query.
func (r *Route[P]) Parse(path, rawQuery string) (P, Report, bool) {
	d := r.sit(r.defaults)
	defer r.leave(d)
	v := d.value()
	ok, old := r.matchPath(path, v)
	if !ok {
		return r.defaults, Report{}, false
	}
	if len(rawQuery) > MaxQuery {
		return d.p, Report{Alias: old, TooLong: true}, true
	}
	read := r.codec.Decode(v, rawQuery, values.Query)
	return d.p, Report{Problems: read.Problems, Alias: old || read.Alias}, true
}
