package framework_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// serves serves the site until the test calls stop.
func (s *site) serves(t *testing.T) (url string, stop func(), served chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served = make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, nil) }()
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	return "http://" + listener.Addr().String(), stop, served
}

func fetch(t *testing.T, url, accept string) *http.Response {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	r.Header.Set("Accept", accept)
	r.Header.Set("X-User", "ana")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

// A server that shuts down waits for work that was held. Until then /readyz answers 503, streams
// and more work are refused, and pages are answered.
func TestHold(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Hour, DrainNotice: -1})
	url, stop, served := s.serves(t)
	game, err := s.app.Hold("game 7")
	want(t, "error", err, error(nil))
	want(t, "ready", fetch(t, url+"/readyz", "*/*").StatusCode, 200)
	http.DefaultClient.CloseIdleConnections()
	stop()
	<-game.Draining()
	for _, c := range []struct {
		path, accept string
		status       int
	}{
		{"/readyz", "*/*", 503},
		{"/livez", "*/*", 200},
		{"/notes", "text/html", 200},
		{"/notes", wire.AcceptPatch, 200},
		{"/notes", wire.AcceptStream, 503},
	} {
		resp := fetch(t, url+c.path, c.accept)
		want(t, c.path+" as "+c.accept, resp.StatusCode, c.status)
		want(t, "the connection of "+c.path+" ends", resp.Close, true)
	}
	_, err = s.app.Hold("game 8")
	want(t, "more work", errors.Is(err, framework.ErrDraining), true)
	select {
	case <-served:
		t.Error("the server has ended, and work is held")
	case <-game.HandOver():
		t.Error("the work has to stop early")
	default:
	}
	game.Release()
	game.Release()
	want(t, "end", <-served, error(nil))
	contains(t, "log", s.logs.String(), "game 7")
}

// Work that goes on until its deadline is told to stop. The server waits for it, for a while.
func TestHandOver(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Second})
	_, stop, served := s.serves(t)
	game, _ := s.app.Hold("game 7")
	never, _ := s.app.Hold("import")
	stop()
	<-game.HandOver()
	game.Release()
	want(t, "end", <-served, error(nil))
	contains(t, "log", s.logs.String(), "ends with the process")
	never.Release() // too late, and harmless
}

// A balancer gets time to notice that a server is not ready, if one asks.
func TestDrainNotice(t *testing.T) {
	for _, asks := range []bool{true, false} {
		s := newSite(t, "", framework.Options[User]{GracePeriod: 20 * time.Second, DrainNotice: 10 * time.Millisecond})
		url, stop, served := s.serves(t)
		if asks {
			fetch(t, url+"/readyz", "*/*")
		}
		http.DefaultClient.CloseIdleConnections()
		stop()
		want(t, "end", <-served, error(nil))
		notice := "notice=0s"
		if asks {
			notice = "notice=10ms"
		}
		contains(t, "log", s.logs.String(), notice)
	}
}
