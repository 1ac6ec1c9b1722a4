package main

import (
	"context"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

func init() { subjects[goldfish] = newGoldfish }

// The pages stand at three addresses each: for everyone, for a team of all who are signed in, and
// for each person alone. The bytes are the same; how many screens they make is not.
const (
	everyone = ""
	team     = "/team"
	own      = "/own"
)

type (
	// user is who asks; zero is a stranger.
	user int

	counterURL struct{}
	boardURL   struct {
		Tab string `url:"tab,push"`
	}
)

func newGoldfish(o offer) subject {
	w, views := newWorld(), new(atomic.Int64)
	app := framework.New(func(r *http.Request) (framework.Viewer[user], error) {
		u := userOf(r)
		if u == 0 {
			return framework.Viewer[user]{}, nil
		}
		return framework.Viewer[user]{User: u, ID: strconv.Itoa(int(u)), RevokeTopic: "user:" + strconv.Itoa(int(u))}, nil
	}, framework.Options[user]{ScreenIdleTimeout: o.grace, MaxStreams: -1}) // idle has 18,000
	addPages(app, everyone, framework.Everyone, w, views)
	addPages(app, team, func(user) bool { return true }, w, views)
	addPages(app, own, framework.Self, w, views)
	return subject{
		Handler: app,
		views:   views,
		change: func(page string) {
			w.change(page)
			app.Notify(page)
		},
		drain: func() { app.Drain(context.Background()) },
		close: app.Close,
		streams: func() (int, int) {
			n := app.Stats()
			return n.Streams, n.Parked
		},
	}
}

func addPages[A comparable](app *framework.App[user], prefix string, audience func(user) A, w *world, views *atomic.Int64) {
	counter := router.New(prefix+counterPage, counterURL{})
	framework.Get(app, counter, audience, func(context.Context, A, counterURL) (framework.Page, error) {
		views.Add(1)
		return framework.Page{Title: "Counter", Body: counterView(w.counter()), Topics: []string{counterPage}}, nil
	})
	board := router.New(prefix+boardPage, boardURL{})
	framework.Get(app, board, audience, func(_ context.Context, _ A, u boardURL) (framework.Page, error) {
		views.Add(1)
		link := func(tab string) string { return string(board.URL(boardURL{tab})) }
		return framework.Page{Title: "Board", Body: boardView(u.Tab, w.list(u.Tab), link), Topics: []string{boardPage}}, nil
	})
}

// userOf reads the cookie, as all subjects do.
func userOf(r *http.Request) user {
	c, err := r.Cookie("user")
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(c.Value)
	return user(n)
}
