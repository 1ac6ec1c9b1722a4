package sse

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"
)

// Content is what a screen shows: of a type that can be compared, such as a pointer. It never changes once it is loaded, and many goroutines use it at once. A content with a method
// Drop() is told when its screen shows it no more: another came after it, or nobody looks. Drop must not wait, nor call the hub.
type Content interface {
	// Version names the content: equal content has equal versions.
	Version() string

	// Since returns the event that brings a tab which holds the given version to this content, for the tab's page or for one of its
	// parts. It reports whether it knows that version as an earlier one of this screen; for one that it does not know the event
	// holds the whole. A nil event says that the bytes are not kept any more: the screen loads again, and asks the content of that load.
	Since(held string, part bool) (event *Frame, known bool)
}

// A Source is where a screen's content comes from.
type Source interface {
	// Load returns the content as it is now, with the topics that it depends on and until when it is true (zero: until a notice).
	// Last is the content loaded before, or nil. The context is the screen's own, and ends with it. A load must not wait for
	// another screen: so many run at once, and they would wait for each other.
	Load(ctx context.Context, last Content) (Loaded, error)

	// Stale returns the event that tells a tab's page, or one of its parts, of a load that failed, or nil, and whether the stream ends with it:
	// only that of the page does.
	Stale(err error, part bool) (event *Frame, end bool)

	// Again returns the event that says that content which was stale is true again and unchanged, or nil.
	Again(part bool) *Frame
}

// Loaded is what one load found.
type Loaded struct {
	Content Content
	Topics  []string
	Until   time.Time
}

// ErrClosed says that the hub was drained, for a stream, or closed, for a load.
var ErrClosed = errors.New("sse: hub closed")

// A Screen is what all tabs on one key share: content, topics, and at most one load at a time. At rest it has no goroutine, no context and,
// unless its content ends at a known moment, no timer.
type Screen struct {
	hub    *Hub
	key    any
	source Source

	// The hub's lock guards these.
	users     int // requests and streams
	ears      []ear
	idle      *list.Element
	idleSince time.Time
	cancel    context.CancelFunc // of the load that runs
	freed     bool

	mu        sync.Mutex // never held while the hub's lock is taken
	closed    bool
	forgotten bool          // the hub knows it no more
	dirty     bool          // something was named since the last load began
	failures  int           // loads that failed in a row
	pause     time.Duration // from the start of one that failed to the next try
	running   *flight
	next      *flight // begins when running ends: for those who came after running began
	begun     uint64  // loads so far
	landed    uint64  // the load that content and err are of
	wanted    uint64  // a tab waits for this load to land, news or not, unless it has
	strangers []strange
	content   Content
	err       error // of the last load
	until     time.Time
	began     time.Time // the last load
	timer     *time.Timer
	tabs      *sub // the first of those who look
}

// Release gives back what Open took.
func (s *Screen) Release() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.release()
}

// release is Release with the hub's lock held.
func (s *Screen) release() {
	if s.users--; s.users == 0 && s.hub.screens[s.key] == s {
		s.hub.rest(s)
	}
}

// free forgets a screen. The lock is held.
func (h *Hub) free(s *Screen) {
	for i := range s.ears {
		h.index.remove(&s.ears[i])
	}
	s.ears = nil
	s.freed = true
	delete(h.screens, s.key)
	s.mu.Lock()
	s.forgotten = true
	drop(s.content)
	s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
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

// settle waits until there is content for a tab that holds a version: the last content where it is still true, else that of a
// load. A tab that holds what this screen does not know may have been shown something newer elsewhere, so it gets no load that began before it came, or
// before another came with the same; however many of those come, they wait together for one in each interval.
func (s *Screen) settle(ctx context.Context, held string) error {
	s.mu.Lock()
	came, known := s.begun, held == "" || s.content != nil && knows(s.content, held)
	if !known {
		came = s.meet(held)
	}
	if s.content != nil && !s.closed {
		if s.valid() && (known || s.landed > came) || s.err != nil && time.Now().Before(s.began.Add(s.pause)) {
			s.mu.Unlock()
			return nil
		}
	}
	f, early := s.running, false
	if f != nil && f.begun {
		early = s.begun <= came
	} else {
		f = s.soon()
	}
	s.mu.Unlock()
	content, err := f.wait(ctx)
	if err != nil || !early || knows(content, held) {
		return err
	}
	s.mu.Lock()
	f = s.soon()
	s.mu.Unlock()
	_, err = f.wait(ctx)
	return err
}

// knows reports whether content is surely no older than what a page holds.
func knows(c Content, held string) bool {
	if held == "" || c.Version() == held {
		return true
	}
	_, known := c.Since(held, false)
	return known
}

// Peek returns what the screen of this key was loaded with last, or nil where there is no such screen, or nothing was loaded yet. It opens nothing and waits
// for nothing.
func (h *Hub) Peek(key any) Content {
	h.mu.Lock()
	s := h.screens[key]
	h.mu.Unlock()
	if s == nil {
		return nil
	}
	content, _, _ := s.level()
	return content
}

// valid reports whether the content is still true. The lock is held.
func (s *Screen) valid() bool {
	return s.err == nil && !s.dirty && (s.until.IsZero() || time.Now().Before(s.until))
}

// hear says that the content may have changed.
func (s *Screen) hear() { s.touch(0) }

// doubt says that a notice may have been lost, so that the content may have changed.
func (s *Screen) doubt() { s.touch(0) }

// touch is hear, to be acted upon after a delay.
func (s *Screen) touch(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirty = true
	s.plan(delay)
}

// shut refuses further loads.
func (s *Screen) shut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.plan(0)
}

// dismiss ends the streams of those who look.
func (s *Screen) dismiss() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for t := s.tabs; t != nil; t = t.next {
		t.tab.end(endClose)
	}
}

// worthKeeping reports whether somebody who comes back soon is served by this screen.
func (s *Screen) worthKeeping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content != nil && s.err == nil && !s.closed
}
