package router

import "github.com/goldfish-go/goldfish/internal/values"

// Parse decodes an address: an escaped path, as [net/url.URL.EscapedPath] returns it, and a raw
// query. ok is false, which means 404, if the path does not match the pattern or a path value is
// invalid.
//
// The params are usable in any case: an invalid value of the query is replaced by its default, and
// the [Report] says so. Strings in the params may share memory with the query.
func (r *Route[P]) Parse(path, rawQuery string) (P, Report, bool) {
	d := r.acquire(r.defaults)
	defer r.release(d)
	v := d.value()
	ok, usedAlias := r.matchPath(path, v)
	if !ok {
		return r.defaults, Report{}, false
	}
	if len(rawQuery) > MaxQuery {
		return d.p, Report{UsedAlias: usedAlias, TooLong: true}, true
	}
	decoded := r.codec.Decode(v, rawQuery, values.QueryLimits)
	return d.p, Report{Problems: decoded.Problems, UsedAlias: usedAlias || decoded.UsedAlias}, true
}
