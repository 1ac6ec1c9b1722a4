package framework_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// 10,000 signed-in people of one team on one page are one screen: one change, one run of the view.
func TestSharedScreenPerAudience(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{Heartbeat: time.Hour, MaxStreamsPerAddress: -1})
	ctx, cancel := context.WithCancel(t.Context())
	var tabs, notified sync.WaitGroup
	var heads sync.WaitGroup
	notified.Add(10000)
	for n := range 10000 {
		heads.Add(1)
		tabs.Go(func() {
			r := httptest.NewRequest("GET", "/notes", nil).WithContext(ctx)
			r.Header.Set("X-User", fmt.Sprint("user", n))
			r.Header.Set("Accept", asStream)
			w := &counting{ResponseRecorder: httptest.NewRecorder(), open: heads.Done, notified: notified.Done}
			s.app.ServeHTTP(w, r)
			if w.events != 3 {
				t.Errorf("tab %d got %d events; want hello, the page, the change", n, w.events)
			}
		})
	}
	heads.Wait()
	want(t, "streams", s.app.Stats().Streams, 10000)
	want(t, "screens", s.app.Stats().Screens, 1)
	before := s.views.Load()
	if before > 2 {
		t.Errorf("%d runs of the view for 10,000 that come at once", before)
	}
	s.mu.Lock()
	s.texts = []string{"milk"}
	s.mu.Unlock()
	s.app.Notify("notes")
	notified.Wait()
	want(t, "runs for a change", s.views.Load()-before, int64(1))
	cancel()
	tabs.Wait()
}

type counting struct {
	*httptest.ResponseRecorder
	open, notified func()
	events         int
}

// Flush comes after each event.
func (c *counting) Flush() {
	switch c.events++; c.events {
	case 2:
		c.open()
	case 3:
		c.notified()
	}
}

// A view and its render are given nothing of the request.
func TestViewSeesNoRequest(t *testing.T) {
	s := newSite(t, "")
	type secret struct{}
	var seen any = "not run"
	s.does(1, func(ctx context.Context) (framework.Page, error) {
		seen = ctx.Value(secret{})
		return framework.Page{}, nil
	})
	r := httptest.NewRequest("GET", "/notes/1", nil)
	r = r.WithContext(context.WithValue(r.Context(), secret{}, "session of ana"))
	s.app.ServeHTTP(httptest.NewRecorder(), r)
	want(t, "the view sees", seen, nil)
}

// The first requester's cancellation does not end what others wait for.
func TestViewOutlivesTheFirstRequester(t *testing.T) {
	s := newSite(t, "")
	started, finish := make(chan struct{}), make(chan struct{})
	var once sync.Once
	s.does(1, func(ctx context.Context) (framework.Page, error) {
		once.Do(func() { close(started) })
		select {
		case <-finish:
			return framework.Page{Title: "Done"}, nil
		case <-ctx.Done():
			return framework.Page{}, ctx.Err()
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan struct{})
	go func() {
		defer close(first)
		s.app.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/notes/1", nil).WithContext(ctx))
	}()
	<-started
	second := make(chan answer)
	go func() { second <- s.get("/notes/1") }()
	cancel()
	<-first
	close(finish)
	want(t, "the second", (<-second).StatusCode, 200)
}

// Everyone reads their own writes: a document, a patch and an action's answer never use a load that
// began before their request.
func TestReadYourWrites(t *testing.T) {
	s := newSite(t, "")
	var people sync.WaitGroup
	for p := range 20 {
		people.Go(func() {
			for n := range 20 {
				mine := fmt.Sprintf("p%d.%d.", p, n)
				switch n % 3 {
				case 0:
					contains(t, "the answer", s.do("POST", "/notes?_action=add", asPatch, form("text", mine)).body, mine)
				case 1:
					s.do("POST", "/notes?_action=add", "", form("text", mine))
					contains(t, "the document", s.get("/notes").body, mine)
				case 2:
					s.do("POST", "/notes?_action=add", "", form("text", mine))
					contains(t, "the patch", s.do("GET", "/notes", asPatch, "").body, mine)
				}
			}
		})
	}
	people.Wait()
}

// A refused form's errors never reach a shared render, whenever it runs.
func TestInvalidFormIsPrivate(t *testing.T) {
	ctx := markup.WithInvalidForm(context.Background(), markup.InvalidForm{Errors: map[string]string{"text": "no"}})
	if got := markup.FieldError(ctx, "text"); got != "" {
		t.Errorf("outside of its form the error shows: %q", got)
	}
}
