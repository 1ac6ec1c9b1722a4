package framework_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/socket"
)

// A deploy ends streams and lets everything else finish: an action that has written must not end in
// an error page.
func TestAnswersDuringShutdown(t *testing.T) {
	s := newSite(t, "")
	events, ended := s.follow(t, "/notes")
	next(t, events)
	next(t, events)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	s.app.Drain(over)
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
	// With the build.
	for path, want1 := range map[string]string{"/livez": "ok\n", "/readyz": "ok test\n"} {
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

// hangInAction serves the site until stop or a signal, and posts to an action that does not return.
func (s *site) hangInAction(t *testing.T, serve func(net.Listener) error) (served chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	started, let := make(chan struct{}), make(chan struct{})
	s.onAdd = func() { close(started); <-let }
	served = make(chan error, 1)
	go func() { served <- serve(listener) }()
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		for {
			r, _ := http.NewRequest("POST", "http://"+listener.Addr().String()+"/notes?_action=add", strings.NewReader("text=x"))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("X-User", "ana")
			resp, err := http.DefaultClient.Do(r)
			if err == nil {
				resp.Body.Close()
			}
			select {
			case <-started:
				return
			default: // the server does not listen yet
				time.Sleep(time.Millisecond)
			}
		}
	}()
	t.Cleanup(func() { close(let); <-answered; http.DefaultClient.CloseIdleConnections() })
	<-started
	return served
}

// ended waits until a server has ended.
func ended(t *testing.T, served <-chan error) error {
	t.Helper()
	select {
	case err := <-served:
		return err
	case <-time.After(time.Minute):
		t.Fatal("the server does not end")
		return nil
	}
}

// An action that never returns does not stop the process from ending.
func TestGracePeriod(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{GracePeriod: 10 * time.Millisecond})
	ctx, stop := context.WithCancel(t.Context())
	served := s.hangInAction(t, func(l net.Listener) error { return s.app.Serve(ctx, l, nil) })
	stop()
	want(t, "end", ended(t, served), error(nil))
	contains(t, "log", s.logs.String(), "requests did not finish")
}

// A client may send a request over a connection just when the server begins to stop. So a
// connection without a request stays open for a while, and is not closed at once.
func TestIdleConnectionAtShutdown(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Minute})
	ctx, stop := context.WithCancel(t.Context())
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, nil) }()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET /livez HTTP/1.1\r\nHost: "+listener.Addr().String()+"\r\n\r\n")
	answers := bufio.NewReader(conn)
	resp, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		t.Fatal(err)
	}
	stopped := time.Now()
	stop()
	_, err = answers.ReadByte()
	want(t, "the end of the connection", err, io.EOF)
	if open := time.Since(stopped); open < 2*time.Second {
		t.Errorf("the connection was open for %v after the server began to stop, want 2 s", open)
	}
	want(t, "end", <-served, error(nil))
}

// A server that accepts more slowly than clients connect ends. Each request is answered, or refused
// before it is sent, so that a proxy may send it to another server even if it is a POST.
func TestQueuedConnectionsAtShutdown(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Minute, MaxConnections: 2})
	s.does(7, func(context.Context) (framework.Page, error) {
		time.Sleep(3 * time.Millisecond)
		return framework.Page{Title: "Slow"}, nil
	})
	listener, err := socket.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	served := make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, nil) }()
	address := listener.Addr().String()
	var answered atomic.Int64
	var clients sync.WaitGroup
	for range 16 {
		clients.Go(func() {
			for {
				conn, err := net.Dial("tcp", address)
				if errors.Is(err, syscall.ECONNREFUSED) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				fmt.Fprintf(conn, "GET /notes/7 HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", address)
				if text, err := io.ReadAll(conn); err != nil || !strings.HasPrefix(string(text), "HTTP/1.1 200") {
					t.Errorf("not answered, though not refused: %q, %v", text, err)
				}
				conn.Close()
				if answered.Add(1) == 50 {
					stop()
				}
			}
		})
	}
	clients.Wait()
	want(t, "end", <-served, error(nil))
}

// The second signal ends the wait for requests.
func TestSecondSignal(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{GracePeriod: time.Hour})
	var addr string
	served := s.hangInAction(t, func(l net.Listener) error {
		addr = l.Addr().String()
		l.Close()
		return s.app.Run(addr, nil)
	})
	kill := func() {
		if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
	}
	kill()
	for { // until the first signal has closed the listener
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		conn.Close()
		time.Sleep(time.Millisecond)
	}
	kill()
	want(t, "end", ended(t, served), error(nil))
}
