package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A site is a real Goldfish server at one address, which its restarts keep.
type site struct {
	number  atomic.Int64
	deleted atomic.Bool // the page of the number
	wrap    func(http.Handler) http.Handler

	socket string
	url    string
	app    *framework.App[string]
	stop   func()
}

type empty struct{}

var (
	numberRoute  = router.New("/number", empty{})
	oldRoute     = router.New("/old", empty{})
	privateRoute = router.New("/private", empty{})
	badgeRoute   = router.New("/badge", empty{})
	brokenRoute  = router.New("/broken", empty{})
)

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{socket: "127.0.0.1:0", wrap: func(h http.Handler) http.Handler { return h }}
	s.start(t)
	t.Cleanup(func() { s.stop() })
	return s
}

func (s *site) start(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", s.socket)
	if err != nil {
		t.Fatal(err)
	}
	s.socket = listener.Addr().String()
	s.url = "http://" + s.socket
	app := framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		who, err := r.Cookie("who")
		if err != nil {
			return framework.Viewer[string]{User: r.Header.Get("X-Who")}, nil
		}
		return framework.Viewer[string]{User: who.Value, ID: "u", RevokeTopic: "user:" + who.Value}, nil
	}, framework.Options[string]{Logger: slog.New(slog.DiscardHandler)})
	framework.Get(app, numberRoute, framework.Everyone, func(context.Context, framework.Anyone, empty) (framework.Page, error) {
		page := framework.Page{Topics: []string{"number"}}
		if s.deleted.Load() {
			return page, framework.Error{Status: http.StatusNotFound, Message: "The number has gone."}
		}
		page.Title = fmt.Sprint("Number ", s.number.Load())
		page.Body = html(`<h1 id="n">%d</h1><p>%d</p>`, s.number.Load(), s.number.Load())
		return page, nil
	})
	to := func(url router.URL) framework.View[framework.Anyone, empty] {
		return func(context.Context, framework.Anyone, empty) (framework.Page, error) {
			return framework.Page{}, framework.Redirect(url)
		}
	}
	framework.Get(app, oldRoute, framework.Everyone, to(numberRoute.URL(empty{})))
	framework.Get(app, privateRoute, framework.Self, func(_ context.Context, who string, _ empty) (framework.Page, error) {
		if who == "" {
			return framework.Page{}, framework.Error{Status: http.StatusUnauthorized}
		}
		part := markup.Part{URL: badgeRoute.URL(empty{})}
		return framework.Page{Title: "Private", Body: templ.Join(html("<p>%s</p>", who), part)}, nil
	})
	framework.Get(app, badgeRoute, framework.Everyone, func(context.Context, framework.Anyone, empty) (framework.Page, error) {
		return framework.Page{Title: "Badge", Body: html("<b>%d</b>", s.number.Load()), Topics: []string{"number"}}, nil
	})
	framework.Get(app, brokenRoute, framework.Everyone, func(context.Context, framework.Anyone, empty) (framework.Page, error) {
		return framework.Page{}, errors.New("the disk is on fire")
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	handler := s.wrap(app)
	go func() { ended <- app.Serve(ctx, listener, handler) }()
	s.app = app
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func (s *site) set(n int64) {
	s.number.Store(n)
	s.app.Notify("number")
}

func html(format string, args ...any) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := fmt.Fprintf(w, format, args...)
		return err
	})
}
