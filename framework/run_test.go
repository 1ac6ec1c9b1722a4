package framework_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/goldfish-go/goldfish/framework"
)

// A deploy ends streams and lets everything else finish: an action that has written must not end in an error page.
func TestAnswersDuringShutdown(t *testing.T) {
	s := newSite(t, "")
	events, ended := s.follow(t, "/notes")
	next(t, events)
	next(t, events)
	s.app.Drain()
	want(t, "the stream ends cleanly", <-ended, error(nil))
	want(t, "document", s.get("/notes").StatusCode, 200)
	a := s.do("POST", "/notes?_action=add", asPatch, form("text", "eggs"))
	want(t, "action", a.StatusCode, 200)
	contains(t, "action", a.body, "eggs")
	want(t, "a stream", s.do("GET", "/notes", asStream, "").StatusCode, 503)
	s.app.Close()
	want(t, "document of a closed app", s.get("/notes").StatusCode, 503)
}

func TestServeAndShutdown(t *testing.T) {
	s := newSite(t, "")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	started, finish := make(chan struct{}), make(chan struct{})
	s.does(7, func(context.Context) (framework.Page, error) {
		close(started)
		<-finish
		return framework.Page{Title: "At last"}, nil
	})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, nil) }()
	url := "http://" + listener.Addr().String()
	get := func(path string) (int, string) {
		resp, err := http.Get(url + path)
		if err != nil {
			return 0, err.Error()
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body)
	}
	for path, want1 := range map[string]string{"/livez": "ok\n", "/readyz": "ok test\n"} { // with the build
		status, body := get(path)
		want(t, path, status, 200)
		want(t, path, body, want1)
	}
	slow := make(chan int)
	go func() {
		status, _ := get("/notes/7")
		slow <- status
	}()
	<-started
	stop()
	close(finish)
	want(t, "a request that was under way", <-slow, 200)
	want(t, "end", <-served, error(nil))
	http.DefaultClient.CloseIdleConnections()
}
