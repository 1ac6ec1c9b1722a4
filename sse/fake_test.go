package sse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
)

// A node joins a server and a hub of screens, as package framework does.
type node struct {
	*Server
	hub *live.Hub[*Frame]
}

type sub = live.Subscription[*Frame]

// options are those of a stream and of its tab.
type options struct {
	First       *Frame
	Expires     time.Time
	CloseTopic  string
	CloseEvent  *Frame
	SignalTopic string
	SignalEvent *Frame
}

func newNode() *node { return &node{NewServer(), live.NewHub[*Frame]()} }

func (h *node) Notify(topics ...string) { h.hub.Notify(topics...) }

func (h *node) Open(key any, l live.Loader[*Frame]) *live.Screen[*Frame] { return h.hub.Open(key, l) }

func (h *node) Close() {
	h.Server.Close()
	h.hub.Close()
}

// screens returns the number of screens that have content or are loading.
func (h *node) screens() int { return h.hub.Count().Screens }

// serve is a whole handler.
func serve(h *node, w http.ResponseWriter, r *http.Request, o options, subs ...sub) error {
	tab := live.TabOptions[*Frame]{
		Subscriptions: subs,
		CloseTopic:    o.CloseTopic,
		CloseEvent:    o.CloseEvent,
		SignalTopic:   o.SignalTopic,
		SignalEvent:   o.SignalEvent,
		AfterSeq:      h.hub.Seq(),
	}
	wait, err := h.Serve(w, r, Stream{
		First:   o.First,
		Expires: o.Expires,
		Prepare: func(ctx context.Context) error { return h.hub.Prepare(ctx, subs...) },
		Start:   func(w Waker) Source { return h.hub.Attach(tab, w) },
	})
	if err == nil {
		wait()
	}
	return err
}

// A fakeDB is a database with one number in it, and the loader of a screen that shows it.
type fakeDB struct {
	number atomic.Int64
	loads  atomic.Int64
	fails  atomic.Bool
	topics func(number int64) []string
	slow   time.Duration
}

// A number is the content of a screen. Its version is the number.
type number string

func (n number) EventFrom(version string, _ live.Kind) (*Frame, bool) {
	return NewFrame(&Event{ID: []byte(n), Data: []byte("n=" + string(n))}), version == string(n)
}

var (
	errDown = errors.New("the database is down")
	errGone = errors.New("gone")
)

func (s *fakeDB) Load(context.Context, live.Content[*Frame], *live.Charge) (live.Loaded[*Frame], error) {
	s.loads.Add(1)
	if s.fails.Load() {
		return live.Loaded[*Frame]{}, errDown
	}
	n := s.number.Load()
	time.Sleep(s.slow)
	l := live.Loaded[*Frame]{Content: number(fmt.Sprint(n)), Version: fmt.Sprint(n), Topics: []string{"number"}}
	if s.topics != nil {
		l.Topics = s.topics(n)
	}
	return l, nil
}

var recoveredFrame = NewFrame(&Event{Event: []byte("fresh"), Data: []byte("fresh")})

func (s *fakeDB) Route() string { return "" }

func (s *fakeDB) RecoveredEvent(live.Kind) *Frame { return recoveredFrame }

func (s *fakeDB) ErrorEvent(err error, _ live.Kind) (*Frame, bool) {
	return NewFrame(&Event{Event: []byte("stale"), Data: []byte(err.Error())}), errors.Is(err, errGone)
}

// A removable page can be deleted.
type removable struct {
	*fakeDB
	gone atomic.Bool
}

func (r *removable) Load(ctx context.Context, last live.Content[*Frame], c *live.Charge) (live.Loaded[*Frame], error) {
	if r.gone.Load() {
		return live.Loaded[*Frame]{}, errGone
	}
	return r.fakeDB.Load(ctx, last, c)
}

// A recording is a tab without a network: it collects what its stream is sent.
type recording struct {
	cancel context.CancelFunc
	done   chan struct{}
	err    error

	mu  sync.Mutex
	got strings.Builder
}

func (w *recording) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.got.Write(p)
}

func (w *recording) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.got.String()
}

// data returns the data of all events so far, joined by spaces.
func (w *recording) data() string { return dataOf(w.text()) }

func (w *recording) close() {
	w.cancel()
	<-w.done
}

type recorder struct {
	*httptest.ResponseRecorder
	to *recording
}

func (r recorder) Write(p []byte) (int, error) { return r.to.Write(p) }

func record(h *node, s *live.Screen[*Frame], version string, o options) *recording {
	ctx, cancel := context.WithCancel(context.Background())
	w := &recording{cancel: cancel, done: make(chan struct{})}
	if o.First == nil {
		o.First = heartbeatFrame
	}
	o.CloseEvent = NewFrame(&Event{Event: []byte("reload"), Data: []byte("bye")})
	go func() {
		defer close(w.done)
		r := httptest.NewRequest("GET", "/", nil).WithContext(ctx)
		w.err = serve(h, recorder{httptest.NewRecorder(), w}, r, o, sub{Screen: s, Version: version})
	}()
	return w
}

// bubble runs a test in fake time, with a node that ends with it.
func bubble(t *testing.T, test func(t *testing.T, h *node)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newNode()
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
