package framework_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/store"
)

// A shakyStore is the store of a database and a bus that can be broken.
type shakyStore struct {
	*store.Mem
	receiver bus.Receiver
	finds    atomic.Int64
	looks    atomic.Int64
}

func (s *shakyStore) Durable() bool { return true }

func (s *shakyStore) Look() { s.looks.Add(1) }

func (s *shakyStore) Subscribe(r bus.Receiver) func() {
	s.receiver = r
	return s.Mem.Subscribe(r)
}

func (s *shakyStore) Find(ctx context.Context, sub store.Submission) (store.Outcome, bool, error) {
	s.finds.Add(1)
	return s.Mem.Find(ctx, sub)
}

var errNoConnection = fmt.Errorf("query: %w", driver.ErrBadConn)

// A shakySite is a site with that store, in fake time, and with people who have its notes open.
type shakySite struct {
	*site
	store   *shakyStore
	down    atomic.Bool
	loads   atomic.Int64
	streams []*listener
}

func newShakySite(t *testing.T, test func(t *testing.T, s *shakySite)) {
	st := &shakyStore{Mem: store.Memory()}
	inFakeTime(t, framework.Options[User]{Store: st, MaxStreamAge: -1}, func(t *testing.T, plain *site) {
		s := &shakySite{site: plain, store: st}
		const notes = 30
		for n := range notes {
			s.does(n, func(context.Context) (framework.Page, error) {
				s.loads.Add(1)
				if s.down.Load() {
					return framework.Page{}, errNoConnection
				}
				return framework.Page{Title: "Note", Body: templ.Raw("<p>a note</p>"), Topics: []string{"note"}}, nil
			})
		}
		s.onAdd = func() {}
		for n := range notes {
			s.streams = append(s.streams, follow(t, s.site, fmt.Sprint("/notes/", n), "X-User", ""))
		}
		time.Sleep(time.Second)
		test(t, s)
	})
}

// got returns what each stream has brought since the last call, the heartbeats left out. It must be
// the same for all.
func (s *shakySite) got(t *testing.T) string {
	t.Helper()
	synctest.Wait()
	all := map[string]int{}
	for _, stream := range s.streams {
		stream.mu.Lock()
		var lines []string
		for line := range strings.Lines(stream.text.String()) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, ":") {
				lines = append(lines, line)
			}
		}
		stream.text.Reset()
		stream.mu.Unlock()
		all[strings.Join(lines, " ")]++
	}
	if len(all) != 1 {
		t.Errorf("streams have brought different things: %v", all)
	}
	for text := range all {
		return text
	}
	return ""
}

// While the database is down: open pages stay and say that they may be out of date, no page is
// loaded again for nothing, new pages and posts are answered with 503 and when to come back. Then
// all pages are true again, without their bytes.
func TestDatabaseThatIsDown(t *testing.T) {
	newShakySite(t, func(t *testing.T, s *shakySite) {
		s.got(t)
		before := s.loads.Load()
		s.down.Store(true)
		s.store.receiver.Health(bus.Health{Log: errNoConnection})
		for range 40 {
			s.app.Notify("note")
			time.Sleep(100 * time.Millisecond)
		}
		want(t, "got in 4 s, which may be a restart", s.got(t), "")
		time.Sleep(2 * time.Second)
		want(t, "got then", s.got(t), `event:stale data:{"message":"This is not available just now. Please try again in a moment."}`)
		time.Sleep(10 * time.Minute)
		want(t, "got in a long outage", s.got(t), "")
		want(t, "loads of 30 open pages", s.loads.Load()-before, int64(0))

		for n := range 10 {
			a := s.get(fmt.Sprint("/notes/", n))
			want(t, "a document", a.StatusCode, 503)
			want(t, "Retry-After", a.Header.Get("Retry-After"), "1")
			contains(t, "a document", a.body, "not available just now")
			a = s.do("GET", fmt.Sprint("/notes/", n), asPatch, "")
			want(t, "a patch", a.StatusCode, 503)
			contains(t, "a patch", a.body, "not available just now")
		}
		want(t, "loads for 20 requests", s.loads.Load()-before, int64(1))

		post := func() answer {
			return s.do("POST", "/notes?_action=add", asPatch, "text=milk", wire.KeyHeader, "key-0123456789abcdef")
		}
		refused := post()
		want(t, "a post", refused.StatusCode, 503)
		want(t, "a post: Retry-After", refused.Header.Get("Retry-After"), "1")
		want(t, "texts", len(s.texts), 0)

		s.down.Store(false)
		s.store.receiver.Health(bus.Health{})
		time.Sleep(3 * time.Second)
		want(t, "got at the end", s.got(t), "event:fresh data:{}")
		want(t, "loads at the end", s.loads.Load()-before, int64(1+30))
		for range 2 {
			want(t, "the post, sent again", post().StatusCode, 200)
		}
		want(t, "texts", strings.Join(s.texts, " "), "milk")
	})
}

// A post does not wait for a database that is down.
func TestPostInAnOutage(t *testing.T) {
	newShakySite(t, func(t *testing.T, s *shakySite) {
		s.store.receiver.Health(bus.Health{Log: errNoConnection})
		a := s.do("POST", "/notes?_action=add", asPatch, "text=milk", wire.KeyHeader, "key-0123456789abcdef")
		want(t, "status", a.StatusCode, 503)
		want(t, "lookups", s.store.finds.Load(), int64(0))
	})
}

// A page whose database cannot be reached is answered with 503, before the store has noticed, and
// the store looks at once. If the store's own database works, nobody else is concerned.
func TestViewWithoutDatabase(t *testing.T) {
	newShakySite(t, func(t *testing.T, s *shakySite) {
		s.down.Store(true)
		a := s.get("/notes/1")
		want(t, "status", a.StatusCode, 503)
		want(t, "Retry-After", a.Header.Get("Retry-After"), "1")
		synctest.Wait()
		if s.store.looks.Load() == 0 {
			t.Error("the store has not looked")
		}
		want(t, "another page of the route is tried", s.get("/notes/2").StatusCode, 503)
		s.down.Store(false)
		want(t, "and works", s.get("/notes/2").StatusCode, 200)
		s.does(1, func(context.Context) (framework.Page, error) {
			return framework.Page{}, framework.Error{Status: 502, Message: "The weather is down.", Cause: errNoConnection}
		})
		chosen := s.get("/notes/1")
		want(t, "the status that the view chose", chosen.StatusCode, 502)
		contains(t, "its sentence", chosen.body, "The weather is down.")
	})
}

// While nodes cannot wake each other, pages say so, and stay true by the poll. When they can again,
// pages say so, and all screens are looked at once more: those that have not changed get no byte of
// their page. What is over in a moment is told to nobody.
func TestUpdatesAreDelayed(t *testing.T) {
	newShakySite(t, func(t *testing.T, s *shakySite) {
		s.got(t)
		health := func(h bus.Health, then time.Duration) {
			s.store.receiver.Health(h)
			time.Sleep(then)
		}
		broken := bus.Health{Waker: errors.New("no broker")}
		before := s.loads.Load()
		for range 20 {
			health(broken, 4*time.Second)
			health(bus.Health{}, time.Second)
		}
		want(t, "got while the broker comes and goes", s.got(t), "")
		health(broken, 6*time.Second)
		want(t, "got after 6 s", s.got(t), `event:delayed data:{"delayed":true}`)
		for range 20 {
			health(bus.Health{}, time.Second)
			health(broken, time.Second)
		}
		want(t, "got while the broker comes and goes", s.got(t), "")
		want(t, "loads so far", s.loads.Load()-before, int64(0))
		late := follow(t, s.site, "/notes/3")
		late.await(t, `{"delayed":true}`)

		s.app.Notify("note") // as the poll does
		time.Sleep(time.Second)
		want(t, "loads after a change", s.loads.Load()-before, int64(30))
		health(bus.Health{}, time.Second)
		want(t, "got after 1 s", s.got(t), "")
		time.Sleep(5 * time.Second)
		want(t, "got after 6 s", s.got(t), `event:delayed data:{"delayed":false}`)
		want(t, "loads after the broker is back", s.loads.Load()-before, int64(60))

		health(broken, 6*time.Second)
		s.got(t)
		s.store.receiver.Gap()
		health(bus.Health{}, 10*time.Second)
		want(t, "loads if a gap was told meanwhile", s.loads.Load()-before, int64(90))
		s.app.Close()
		s.store.receiver.Health(broken) // one that is late
		time.Sleep(time.Minute)
	})
}
