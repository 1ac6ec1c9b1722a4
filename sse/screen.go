package sse

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"
)

// Content is what a screen shows. It never changes once it is loaded, and many goroutines use it at once.
type Content interface {
	// Version names the content: equal content has equal versions.
	Version() string

	// Since returns the encoded event that brings a tab which holds the given version to this content. It reports whether it
	// knows that version as an earlier one of this screen; for one that it does not know the event holds the whole.
	Since(held string) (event []byte, known bool)
}

// A Source is where a screen's content comes from.
type Source interface {
	// Load returns the content as it is now, with the topics that it depends on and until when it is true (zero: until a notice).
	// Last is the content loaded before, or nil. The context is the screen's own, and ends with it.
	Load(ctx context.Context, last Content) (Loaded, error)

	// Stale returns the encoded event that tells a tab of a load that failed, and whether the stream ends with it.
	Stale(err error) (event []byte, end bool)
}

// Loaded is what one load found.
type Loaded struct {
	Content Content
	Topics  []string
	Until   time.Time
}

// ErrClosed says that the hub was closed.
var ErrClosed = errors.New("sse: hub closed")

// A Screen is what all tabs on one key share: content, topics, and at most one load at a time.
type Screen struct {
	hub    *Hub
	key    any
	source Source
	ctx    context.Context
	cancel context.CancelFunc

	// The hub's lock guards these.
	users     int // requests and streams
	topics    []string
	idle      *list.Element
	idleSince time.Time

	mu       sync.Mutex // never held while the hub's lock is taken
	running  *flight
	next     *flight // begins when running ends: for those who came after running began
	content  Content
	until    time.Time
	err      error // of the last load
	failures int   // loads that failed in a row
	dirty    bool  // something was named since the last load began
	began    time.Time
	timer    *time.Timer
	tabs     map[*tab]struct{}
	closed   bool
}

func newScreen(h *Hub, key any, source Source) *Screen {
	ctx, cancel := context.WithCancel(h.ctx)
	return &Screen{hub: h, key: key, source: source, ctx: ctx, cancel: cancel}
}

// Release gives back what Open took.
func (s *Screen) Release() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	if s.users--; s.users == 0 && s.hub.screens[s.key] == s {
		s.hub.rest(s)
	}
}

// Fresh returns content from a load that began after this call, so everybody reads their own writes. Calls that come while a
// load runs share the next one. An error of the context leaves the load to those who still wait.
func (s *Screen) Fresh(ctx context.Context) (Content, error) {
	s.mu.Lock()
	f := s.join()
	s.mu.Unlock()
	return f.wait(ctx)
}

// settle returns content for a tab that holds a version, for a stream: the last content where it is still true, else that of a
// load. A tab that holds what this screen does not know may have been shown something newer elsewhere, so it gets no load that began before it came.
func (s *Screen) settle(ctx context.Context, held string) error {
	s.mu.Lock()
	if s.content != nil {
		if s.valid() && knows(s.content, held) || s.err != nil && time.Now().Before(s.began.Add(pause(s.failures))) {
			s.mu.Unlock()
			return nil
		}
	}
	f, fresh := s.running, false
	if f == nil {
		f, fresh = s.join(), true
	}
	s.mu.Unlock()
	content, err := f.wait(ctx)
	if err == nil && !fresh && !knows(content, held) {
		_, err = s.Fresh(ctx)
	}
	return err
}

func knows(c Content, held string) bool {
	if held == "" || c.Version() == held {
		return true
	}
	_, known := c.Since(held)
	return known
}

// valid reports whether the content is still true. The lock is held.
func (s *Screen) valid() bool {
	return s.err == nil && !s.dirty && (s.until.IsZero() || time.Now().Before(s.until))
}

// touch says that the content may have changed.
func (s *Screen) touch() { s.touchAfter(0) }

func (s *Screen) touchAfter(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirty = true
	s.plan(delay)
}

// shut ends the streams and refuses further loads.
func (s *Screen) shut() {
	s.mu.Lock()
	s.closed = true
	s.stopTimer()
	for t := range s.tabs {
		t.end(endClose)
	}
	s.mu.Unlock()
}

func (s *Screen) streams() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.tabs)
}

// worthKeeping reports whether somebody who comes back soon is served by this screen.
func (s *Screen) worthKeeping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content != nil && s.err == nil && !s.closed
}
