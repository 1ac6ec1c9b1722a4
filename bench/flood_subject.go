//go:build linux

package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

func init() {
	subjects["flood-goldfish"] = newFloodGoldfish
	subjects["flood-plain"] = newFloodPlain
}

// The pages of the flood: a list, a view that takes two seconds, one that never returns, and an
// action.
const (
	listPage = "/list"
	slowPage = "/slow"
	hungPage = "/hung"
	slowView = 2 * time.Second
)

type numberURL struct {
	N int `url:"n"`
}

type floodForm struct {
	Text string `url:"text"`
}

// newFloodGoldfish is an app as [framework.App.Run] serves it, with default options.
func newFloodGoldfish(offer) subject {
	w, views := newWorld(), new(atomic.Int64)
	app := framework.New(func(r *http.Request) (framework.Viewer[user], error) {
		c, err := r.Cookie("user")
		if err != nil {
			return framework.Viewer[user]{}, nil
		}
		return framework.Viewer[user]{User: userOf(r), ID: c.Value}, nil
	}, framework.Options[user]{Logger: slog.New(slog.DiscardHandler)})
	add := func(path string, before func()) {
		route := router.New(path, numberURL{})
		framework.Get(app, route, framework.Everyone, func(context.Context, framework.Anyone, numberURL) (framework.Page, error) {
			views.Add(1)
			before()
			return framework.Page{Title: "List", Body: boardView("a", w.list("a"), noLink), Topics: []string{boardPage}}, nil
		})
		framework.Post(app, router.NewAction[floodForm](route, "save"), framework.Everyone,
			func(context.Context, user, numberURL, floodForm) (router.URL, error) { return framework.Stay, nil })
	}
	add(listPage, func() {})
	add(slowPage, func() { time.Sleep(slowView) })
	add(hungPage, func() { select {} })
	return subject{
		change:  func(page string) { w.change(page); app.Notify(page) },
		views:   views,
		streams: func() (int, int) { n := app.Stats(); return n.Streams, n.Parked },
		serve:   func(l net.Listener) { _ = app.Serve(context.Background(), l, nil) },
	}
}

func noLink(string) string { return listPage }

// newFloodPlain is the same pages as one writes them with net/http and templ, and a server with the
// timeouts that Goldfish sets.
func newFloodPlain(offer) subject {
	w, views := newWorld(), new(atomic.Int64)
	mux := http.NewServeMux()
	add := func(path string, before func()) {
		mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && r.ParseForm() != nil {
				http.Error(rw, "This is not a form.", http.StatusBadRequest)
				return
			}
			views.Add(1)
			before()
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			_ = boardView("a", w.list("a"), noLink).Render(r.Context(), rw)
		})
	}
	add(listPage, func() {})
	add(slowPage, func() { time.Sleep(slowView) })
	add(hungPage, func() { select {} })
	for _, path := range []string{"/livez", "/readyz"} {
		mux.HandleFunc(path, func(http.ResponseWriter, *http.Request) {})
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	return subject{
		change:  w.change,
		views:   views,
		streams: func() (int, int) { return 0, 0 },
		serve:   func(l net.Listener) { _ = server.Serve(l) },
	}
}
