// Package unwrap answers: what do the middlewares around a handler wrap?
package unwrap

import (
	"iter"
	"net/http"
)

// Writers returns a response writer and those that it wraps, the outermost first: as
// [http.ResponseController] looks for them.
func Writers(w http.ResponseWriter) iter.Seq[http.ResponseWriter] {
	return func(yield func(http.ResponseWriter) bool) {
		for yield(w) {
			outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
			if !ok {
				return
			}
			w = outer.Unwrap()
		}
	}
}
