package soak

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/blackhole"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A node is one app behind three listeners: TCP, where streams are parked; TLS with HTTP/2, where
// each stream has a goroutine; and, where there can be one, a link that can be cut.
type node struct {
	app    *framework.App[string]
	number atomic.Int64

	opened, vanished atomic.Int64 // tabs, so far

	httpServer, secure, linked *httptest.Server
}

type (
	sharedURL struct {
		X int `url:"x,push"`
	}
	noURL struct{}
)

var (
	sharedRoute = router.New("/shared", sharedURL{})
	ownRoute    = router.New("/own", noURL{})
	bigRoute    = router.New("/big", noURL{})
	badgeRoute  = router.New("/badge", noURL{})
)

func newNode(t *testing.T, link *blackhole.Link) *node {
	t.Helper()
	n := &node{}
	n.app = framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		who, err := r.Cookie("who")
		if err != nil {
			return framework.Viewer[string]{}, nil
		}
		return framework.Viewer[string]{User: who.Value, ID: who.Value, RevokeTopic: "user:" + who.Value}, nil
	}, framework.Options[string]{
		Logger:             slog.New(slog.DiscardHandler),
		Heartbeat:          2 * time.Second,
		StreamWriteTimeout: 5 * time.Second,
		ScreenIdleTimeout:  500 * time.Millisecond,
	})
	framework.Get(n.app, sharedRoute, framework.Everyone, n.shared)
	framework.Get(n.app, ownRoute, framework.Self, n.own)
	framework.Get(n.app, bigRoute, framework.Everyone, n.big)
	framework.Get(n.app, badgeRoute, framework.Everyone, n.badge)
	loopback := func() (net.Listener, error) { return net.Listen("tcp", "127.0.0.1:0") }
	serve := func(listen func() (net.Listener, error), start func(*httptest.Server)) *httptest.Server {
		listener, err := listen()
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewUnstartedServer(n.app)
		_ = server.Listener.Close()
		server.Listener = listener
		server.Config.ConnContext = n.app.ConnContext
		server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
		server.EnableHTTP2 = true
		start(server)
		t.Cleanup(server.Close)
		return server
	}
	n.httpServer = serve(loopback, (*httptest.Server).Start)
	n.secure = serve(loopback, (*httptest.Server).StartTLS)
	if link != nil {
		n.linked = serve(link.Listen, (*httptest.Server).Start)
	}
	t.Cleanup(n.app.Close)
	return n
}

func (n *node) shared(_ context.Context, _ framework.Anyone, u sharedURL) (framework.Page, error) {
	rows := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		now := n.number.Load()
		for i := range 20 {
			fmt.Fprintf(w, `<p id="r%d">row %d of %d: %d</p>`, i, i, u.X, now/int64(i+1))
		}
		return nil
	})
	page := framework.Page{Title: fmt.Sprint("Shared ", u.X), Topics: []string{"shared"}, Body: rows}
	if u.X == 0 {
		page.Body = templ.Join(rows, markup.Part{URL: badgeRoute.URL(noURL{})})
	}
	return page, nil
}

func (n *node) own(_ context.Context, who string, _ noURL) (framework.Page, error) {
	body := fmt.Sprintf("<h1>%s</h1><p>%d</p>", who, n.number.Load())
	return framework.Page{Title: "Own", Topics: []string{"own:" + who}, Body: templ.Raw(body)}, nil
}

// big is other from head to foot each time, so that it is sent whole, and fills what a reader
// leaves.
func (n *node) big(context.Context, framework.Anyone, noURL) (framework.Page, error) {
	word := fmt.Sprintf("%d ", rand.Uint64())
	return framework.Page{Title: word, Topics: []string{"big"}, Body: templ.Raw("<p>" + strings.Repeat(word, 50_000/len(word)) + "</p>")}, nil
}

func (n *node) badge(context.Context, framework.Anyone, noURL) (framework.Page, error) {
	return framework.Page{Title: "Badge", Topics: []string{"badge"}, Body: templ.Raw(fmt.Sprintf("<b>%d</b>", n.number.Load()))}, nil
}

const people = 10

// change changes something, and says so.
func (n *node) change(rng *rand.Rand) {
	n.number.Add(1)
	who := rng.IntN(people)
	topics := []string{"shared", "shared", "badge", "big", fmt.Sprint("own:u", who), fmt.Sprint("user:u", who)}
	n.app.Notify(topics[rng.IntN(len(topics))])
}
