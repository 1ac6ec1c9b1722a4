package framework_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// inFakeTime runs a test with a site in a bubble of fake time. All requests are without a network.
func inFakeTime(t *testing.T, o framework.Options[User], test func(t *testing.T, s *site)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newSite(t, "", o)) })
}

// hang makes note n hang, until the end of the test.
func (s *site) hang(t *testing.T, n int) {
	let := make(chan struct{})
	t.Cleanup(func() { close(let) })
	s.does(n, func(context.Context) (framework.Page, error) { <-let; return framework.Page{}, nil })
}

// A view that never returns makes its own route answer 503 for a while, and no other.
func TestHungView(t *testing.T) {
	inFakeTime(t, framework.Options[User]{ViewTimeout: 10 * time.Second}, func(t *testing.T, s *site) {
		s.hang(t, 7)
		start := time.Now()
		first := s.get("/notes/7")
		want(t, "the page that hangs", first.StatusCode, 503)
		want(t, "it took", time.Since(start), 11*time.Second)
		other := s.get("/notes/8")
		want(t, "another page of the route", other.StatusCode, 503)
		want(t, "Retry-After", other.Header.Get("Retry-After"), "10")
		want(t, "a stream of the route", s.do("GET", "/notes/8", asStream, "").StatusCode, 503)
		want(t, "another route", s.get("/notes").StatusCode, 200)
		stats := s.app.Stats()
		want(t, "hung", stats.LoadsHung, 1)
		want(t, "timed out", stats.LoadsTimedOut, uint64(1))
		want(t, "routes down", stats.RoutesDown, 1)
		want(t, "ready, with one bad route", s.app.Ready(), error(nil))
		log := s.logs.String()
		if strings.Count(log, "/notes/{id}") < 1 || strings.Count(log, "hang.func") < 1 {
			t.Errorf("the log does not name the route and the view that hangs:\n%s", log)
		}
		time.Sleep(10 * time.Second)
		want(t, "another page, later", s.get("/notes/8").StatusCode, 200)
		want(t, "and again", s.get("/notes/8").StatusCode, 200)
	})
}

// A page with a refused form is rendered like any other: it is given up when it hangs.
func TestHungRefusedForm(t *testing.T) {
	inFakeTime(t, framework.Options[User]{}, func(t *testing.T, s *site) {
		let := make(chan struct{})
		t.Cleanup(func() { close(let) })
		s.onList = func() { <-let }
		a := s.do("POST", "/notes?_action=add", "", form("text", ""))
		want(t, "status", a.StatusCode, 503)
		want(t, "hung", s.app.Stats().LoadsHung, 1)
	})
}

// While no view returns although others wait, the app is not ready.
func TestNotReady(t *testing.T) {
	inFakeTime(t, framework.Options[User]{}, func(t *testing.T, s *site) {
		let := make(chan struct{})
		t.Cleanup(func() { close(let) })
		hang := func(context.Context, User, struct{}) (framework.Page, error) {
			<-let
			return framework.Page{}, nil
		}
		for n := range 20 {
			framework.Get(s.app, router.New(fmt.Sprint("/hang-", n), struct{}{}), framework.Self[User], hang)
		}
		for n := range 400 {
			go s.get(fmt.Sprint("/hang-", n%20), "X-User", fmt.Sprint(n))
		}
		synctest.Wait()
		want(t, "at first", s.app.Ready(), error(nil))
		time.Sleep(11 * time.Second)
		if s.app.Ready() == nil {
			t.Error("the app is ready, though no view returns")
		}
	})
}
