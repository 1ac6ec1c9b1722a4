package caches

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// The app behind the caches. Pages say for whom, and in which language, they were made.

type user struct{ ID string }

type pageURL struct {
	N    int `url:"n" alias:"number"`
	Must int `url:"must,strict"`
}

type signInURL struct {
	Next string `url:"next"`
}

var (
	open    = router.New("/open", pageURL{})
	own     = router.New("/own", pageURL{})
	members = router.New("/members", pageURL{})
	signIn  = router.New("/sign-in", signInURL{})

	enter = router.NewAction[struct{}](signIn, "enter")
	leave = router.NewAction[struct{}](own, "leave")
)

// A site is an app that serves at an address.
type site struct {
	app     *framework.App[user]
	address string
	forgets atomic.Int64 // answers to requests for the file that clears caches
}

// forgotten waits until the browser has asked for the file that clears its caches, which it does
// after a sign-out without scripts.
func (s *site) forgotten(t *testing.T, scripts bool) {
	t.Helper()
	for late := time.Now().Add(time.Minute); !scripts && s.forgets.Load() == 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal("the browser does not ask for the file that clears its caches")
		}
	}
}

// mark is what a page says of itself.
func mark(route, audience, language string) string {
	return fmt.Sprintf("[%s for %s in %s]", route, audience, language)
}

// name is what pages call a person.
func name(id string) string {
	if id == "" {
		return "nobody"
	}
	return id
}

// newSite serves an app. If public is set, its pages may be kept by shared caches where nobody is
// signed in.
func newSite(t *testing.T, public bool) *site {
	t.Helper()
	viewer := func(r *http.Request) (framework.Viewer[user], error) {
		cookie, err := r.Cookie("session")
		if err != nil || cookie.Value == "" {
			return framework.Viewer[user]{}, nil
		}
		return framework.Viewer[user]{User: user{cookie.Value}, ID: cookie.Value, RevokeTopic: "user:" + cookie.Value}, nil
	}
	app := framework.New(viewer, framework.Options[user]{
		Logger:    slog.New(slog.DiscardHandler),
		Languages: []text.Texts{text.English, text.German},
	})
	framework.Get(app, open, framework.Everyone, func(ctx context.Context, _ framework.Anyone, u pageURL) (framework.Page, error) {
		return show("open", "everyone", ""), nil
	})
	framework.Get(app, own, framework.Self, func(_ context.Context, me user, _ pageURL) (framework.Page, error) {
		return show("own", name(me.ID), leave.URL(pageURL{})), nil
	})
	guard := framework.Members(framework.Self[user], func(next router.URL) router.URL { return signIn.URL(signInURL{string(next)}) })
	framework.Get(app, members, guard, func(_ context.Context, me user, _ pageURL) (framework.Page, error) {
		return show("members", name(me.ID), ""), nil
	})
	framework.Get(app, signIn, framework.Everyone, func(_ context.Context, _ framework.Anyone, u signInURL) (framework.Page, error) {
		return show("sign-in", "everyone", enter.URL(u)), nil
	})
	framework.Post(app, enter, framework.Everyone, func(ctx context.Context, _ user, _ signInURL, _ struct{}) (router.URL, error) {
		framework.SetCookie(ctx, &http.Cookie{Name: "session", Value: "ana", Path: "/", HttpOnly: true})
		return own.URL(pageURL{}), nil
	})
	framework.Post(app, leave, framework.Everyone, func(ctx context.Context, me user, _ pageURL, _ struct{}) (router.URL, error) {
		framework.SetCookie(ctx, &http.Cookie{Name: "session", Path: "/", MaxAge: -1})
		app.Notify("user:" + me.ID)
		return open.URL(pageURL{}), nil
	})
	s := &site{app: app}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if public && r.Header.Get("Cookie") == "" {
			w.Header().Set("Cache-Control", "public, max-age=600")
		}
		app.ServeHTTP(w, r)
		if strings.HasSuffix(r.URL.Path, "/forget") {
			s.forgets.Add(1)
		}
	})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- app.Serve(ctx, listener, handler) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	s.address = listener.Addr().String()
	return s
}

// show is a page that is large enough to be compressed.
func show(route, audience string, action router.URL) framework.Page {
	return framework.Page{Title: route, Topics: []string{"page"}, Body: templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		_, err := fmt.Fprintf(w, "<h1>%s</h1><p>%s</p>", mark(route, audience, framework.Language(ctx)), strings.Repeat("a line of text ", 200))
		if err != nil || action == "" {
			return err
		}
		return markup.Form{Action: action}.Render(templ.WithChildren(ctx, templ.Raw(`<button>go</button>`)), w)
	})}
}
