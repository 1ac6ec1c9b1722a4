package main

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/go-chi/chi/v5"
)

func init() { subjects["hand"] = newHand }

// hand is patch-style navigation as one writes it with chi and templ: a route, a view, a fragment
// of HTML.
func newHand(offer) subject {
	w, views := newWorld(), new(atomic.Int64)
	router := chi.NewRouter()
	for _, prefix := range []string{everyone, own} {
		link := func(tab string) string { return prefix + boardPage + "?tab=" + tab }
		router.Get(prefix+boardPage, func(rw http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(prefix, own) && userOf(r) == 0 {
				http.Error(rw, "Please sign in first.", http.StatusUnauthorized)
				return
			}
			views.Add(1)
			tab := r.URL.Query().Get("tab")
			var b bytes.Buffer
			if err := boardView(tab, w.list(tab), link).Render(r.Context(), &b); err != nil {
				http.Error(rw, err.Error(), http.StatusInternalServerError)
				return
			}
			h := rw.Header()
			h.Set("Content-Type", "text/html; charset=utf-8")
			h.Set("Cache-Control", "no-store")
			h.Set("Vary", "Accept, Cookie")
			h.Set("Content-Length", strconv.Itoa(b.Len()))
			_, _ = b.WriteTo(rw)
		})
	}
	return subject{Handler: router, change: w.change, views: views, streams: func() (int, int) { return 0, 0 }}
}
