package live

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// An event is what the tabs of these tests are sent.
type event struct{ name, id, data string }

type (
	testHub     = Hub[*event]
	testScreen  = Screen[*event]
	testContent = Content[*event]
	testLoaded  = Loaded[*event]
	options     = TabOptions[*event]
	sub         = Subscription[*event]
)

// A fakeDB is a database with one number in it, and the loader of a screen that shows it.
type fakeDB struct {
	route  string
	number atomic.Int64
	loads  atomic.Int64
	fails  atomic.Bool
	topics func(number int64) []string
	slow   time.Duration
	until  func() time.Time
}

// A number is the content of a screen. Its version is the number.
type number string

func (n number) EventFrom(version string, _ Kind) (*event, bool) {
	return &event{id: string(n), data: "n=" + string(n)}, version == string(n)
}

var (
	errDown = errors.New("the database is down")
	errGone = errors.New("gone")
)

func (s *fakeDB) Load(ctx context.Context, _ testContent, _ *Charge) (testLoaded, error) {
	s.loads.Add(1)
	if s.fails.Load() {
		return testLoaded{}, errDown
	}
	n := s.number.Load()
	if s.slow > 0 {
		select {
		case <-time.After(s.slow):
		case <-ctx.Done():
			return testLoaded{}, ctx.Err()
		}
	}
	l := testLoaded{Content: number(fmt.Sprint(n)), Version: fmt.Sprint(n), Topics: []string{"number"}}
	if s.topics != nil {
		l.Topics = s.topics(n)
	}
	if s.until != nil {
		l.ExpiresAt = s.until()
	}
	return l, nil
}

func (s *fakeDB) Route() string {
	if s == nil { // a loader that has nothing else of it
		return ""
	}
	return s.route
}

func (s *fakeDB) RecoveredEvent(Kind) *event { return &event{name: "fresh", data: "fresh"} }

func (s *fakeDB) ErrorEvent(err error, _ Kind) (*event, bool) {
	return &event{name: "stale", data: err.Error()}, errors.Is(err, errGone)
}

// A client is a tab with the simplest transport: it collects what it is sent.
type client struct {
	cancel  context.CancelFunc
	done    chan struct{}
	err     error // of Prepare
	wakeups chan struct{}

	mu  sync.Mutex
	got []*event
}

func (c *client) Wake() {
	select {
	case c.wakeups <- struct{}{}:
	default:
	}
}

func (c *client) End() { c.Wake() }

func connect(s *testScreen, version string, o options) *client {
	return connectAll(o, sub{Screen: s, Version: version})
}

func connectAll(o options, subs ...sub) *client {
	ctx, cancel := context.WithCancel(context.Background())
	c := &client{cancel: cancel, done: make(chan struct{}), wakeups: make(chan struct{}, 1)}
	h := subs[0].Screen.hub
	o.Subscriptions, o.CloseEvent = subs, &event{name: "reload", data: "bye"}
	if o.AfterSeq == 0 {
		o.AfterSeq = h.Seq()
	}
	go func() {
		defer close(c.done)
		if c.err = h.Prepare(ctx, "", subs...); c.err == nil {
			c.run(ctx, h.Attach(o, c))
		}
	}()
	return c
}

func (c *client) run(ctx context.Context, tab *Tab[*event]) {
	defer tab.Close()
	for {
		e, end := tab.Next()
		if e != nil {
			tab.Sent()
			c.mu.Lock()
			c.got = append(c.got, e)
			c.mu.Unlock()
		}
		if end {
			return
		}
		if e != nil {
			continue
		}
		select {
		case <-c.wakeups:
		case <-ctx.Done():
			return
		}
	}
}

func (c *client) events() []*event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.got
}

// data returns the data of all events so far, joined by spaces.
func (c *client) data() string {
	var all []string
	for _, e := range c.events() {
		all = append(all, e.data)
	}
	return strings.Join(all, " ")
}

func (c *client) close() {
	c.cancel()
	<-c.done
}

// bubble runs a test in fake time, with a hub that ends with it.
func bubble(t *testing.T, test func(t *testing.T, h *testHub)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := NewHub[*event]()
		defer h.Close()
		test(t, h)
	})
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
