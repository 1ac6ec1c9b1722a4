package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

// A page that many people request and that takes long to render uses no more slots than there are
// processors, though more of its views run. Another page is rendered meanwhile.
func TestHotPageStarvesNobody(t *testing.T) {
	type numberURL struct {
		N int `url:"n"`
	}
	// The hub reads the number of processors when it is made.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	app := framework.New(framework.Public, framework.Options[framework.Anyone]{})
	t.Cleanup(app.Close)
	var rendering, most atomic.Int64
	let := make(chan struct{})
	const people = 12
	ready := make(chan struct{}, people)
	add := func(path string, body templ.ComponentFunc) {
		framework.Get(app, router.New(path, numberURL{}), framework.Everyone, func(context.Context, framework.Anyone, numberURL) (framework.Page, error) {
			ready <- struct{}{}
			return framework.Page{Title: "Page", Body: body}, nil
		})
	}
	add("/hot", func(context.Context, io.Writer) error {
		now := rendering.Add(1)
		defer rendering.Add(-1)
		for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
		}
		<-let
		return nil
	})
	add("/other", func(context.Context, io.Writer) error { return nil })
	get := func(uri string, who int) int {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", uri, nil)
		r.RemoteAddr = fmt.Sprintf("192.0.2.%d:1", who)
		app.ServeHTTP(w, r)
		return w.Code
	}
	// A route gets half of 16 places for each processor, so all of these views run at once.
	const hot = people - 1
	var all sync.WaitGroup
	for n := range hot {
		all.Go(func() {
			if code := get(fmt.Sprint("/hot?n=", n+1), n); code != 200 {
				t.Errorf("the hot page is answered with %d", code)
			}
		})
	}
	for range hot {
		<-ready
	}
	if code := get("/other", 99); code != 200 {
		t.Errorf("another page is answered with %d", code)
	}
	close(let)
	all.Wait()
	if n := most.Load(); n > int64(runtime.GOMAXPROCS(0)) {
		t.Errorf("%d pages of one route were rendered at once on %d processors", n, runtime.GOMAXPROCS(0))
	}
}

// While one person requests many pages, of which no more may be rendered, another person's page of
// the same route is rendered, and those that wait do not hold it up.
func TestFloodOfOnePerson(t *testing.T) {
	type numberURL struct {
		N int `url:"n"`
	}
	// The hub reads the number of processors when it is made.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	synctest.Test(t, func(t *testing.T) { // a slot that is held for a second would not count
		viewer := func(r *http.Request) (framework.Viewer[string], error) {
			id := r.URL.User.Username()
			return framework.Viewer[string]{User: id, ID: id}, nil
		}
		app := framework.New(viewer, framework.Options[string]{})
		t.Cleanup(app.Close)
		begun, let := make(chan struct{}, 20), make(chan struct{})
		framework.Get(app, router.New("/list", numberURL{}), framework.Everyone, func(_ context.Context, _ framework.Anyone, u numberURL) (framework.Page, error) {
			return framework.Page{Title: "Page", Body: templ.ComponentFunc(func(context.Context, io.Writer) error {
				begun <- struct{}{}
				if u.N > 0 {
					<-let
				}
				return nil
			})}, nil
		})
		get := func(who, uri string) int {
			w, r := httptest.NewRecorder(), httptest.NewRequest("GET", uri, nil)
			r.URL.User = url.User(who)
			app.ServeHTTP(w, r)
			return w.Code
		}
		var all sync.WaitGroup
		for n := range 12 {
			all.Go(func() {
				if code := get("greedy", fmt.Sprint("/list?n=", n+1)); code != 200 {
					t.Errorf("a page of the flood is answered with %d", code)
				}
			})
		}
		<-begun
		for range 3 {
			answered := make(chan int, 1)
			go func() { answered <- get("me", "/list") }()
			select {
			case code := <-answered:
				if code != 200 {
					t.Errorf("another person's page is answered with %d", code)
				}
				<-begun
			case <-time.After(time.Minute):
				t.Error("another person's page waits for renders of the flood")
			}
		}
		close(let)
		all.Wait()
	})
}
