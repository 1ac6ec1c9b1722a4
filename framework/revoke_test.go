package framework_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// A revocation ends all streams of a person within a second, and those of nobody else. Each new
// stream asks the viewer function again, and an old one ends by itself, so a revocation that was
// lost ends the person's streams too.
func TestRevocation(t *testing.T) {
	inFakeTime(t, framework.Options[User]{MaxStreamAge: 10 * time.Minute}, func(t *testing.T, s *site) {
		var revoked atomic.Bool
		app := framework.New(func(r *http.Request) (framework.Viewer[User], error) {
			if r.Header.Get("X-User") == "ana" && revoked.Load() {
				return framework.Viewer[User]{}, nil
			}
			return viewer(r)
		}, framework.Options[User]{MaxStreamAge: 10 * time.Minute, Logger: s.logger()})
		defer app.Close()
		framework.Get(app, s.notes, User.team, s.list)
		open := func(user string) (ended chan struct{}) {
			ended = make(chan struct{})
			r := httptest.NewRequest("GET", "/notes", nil)
			r.Header.Set("Accept", asStream)
			r.Header.Set("X-User", user)
			ctx, cancel := context.WithCancel(context.Background())
			t.Cleanup(func() { cancel(); <-ended })
			go func() {
				defer close(ended)
				app.ServeHTTP(&streamRecorder{header: http.Header{}, began: make(chan int, 1)}, r.WithContext(ctx))
			}()
			synctest.Wait()
			return ended
		}
		var ana []chan struct{}
		for range 50 {
			ana = append(ana, open("ana"))
		}
		ben := open("ben")
		revoked.Store(true)
		start := time.Now()
		app.Notify("user:ana")
		for _, ended := range ana {
			<-ended
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("the streams ended after %v", took)
		}
		select {
		case <-ben:
			t.Error("another person's stream has ended")
		default:
		}
		want(t, "a new stream", s.doTo(app, "GET", "/notes", asStream, "").StatusCode, 401)

		revoked.Store(false)
		late := open("ana")
		revoked.Store(true) // and the notification is lost
		time.Sleep(10 * time.Minute)
		select {
		case <-late:
		default:
			t.Error("a stream is older than MaxStreamAge, and its viewer was not asked again")
		}
	})
}
