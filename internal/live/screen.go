package live

import (
	"container/list"
	"context"
	"sync"
	"time"
)

// A Screen is what all tabs with one key share: content, topics, and at most one load at a time.
// At rest it has no goroutine and no context, and a timer only if its content expires.
type Screen[E comparable] struct {
	hub    *Hub[E]
	key    any
	loader Loader[E]

	// The hub's lock guards these.
	users     int // requests and tabs
	entries   []entry[E]
	idle      *list.Element
	idleSince time.Time
	cancel    context.CancelFunc // of the load that runs

	// The hub has removed the screen: what a late load brings is not counted. It is written with
	// both locks held, so either is enough to read it.
	removed bool

	mu          sync.Mutex // never held while the hub's lock is taken
	closed      bool
	owner       string        // the only client that has had a tab with it; "": several, or none
	shared      bool          // several clients have had one
	invalidated bool          // a topic was notified since the last load started
	suspended   bool          // no load that nobody waits for: see Hub.Suspend
	failures    int           // loads that failed in a row
	backoff     time.Duration // from the start of a load that failed to the next try
	running     *call[E]
	next        *call[E] // starts after running, for those who came after running started
	started     uint64   // loads that have started
	finished    uint64   // the load that charge and err are of
	wantLoad    uint64   // when this load finishes, tabs are woken even if nothing changed
	unknown     []unknownVersion
	charge      *Charge // of the content
	version     *string // of the content; tabs share the pointer; nil: nothing was loaded yet
	err         error   // of the last load
	expiresAt   time.Time
	place       string    // see Loaded.Place; it outlives the content
	startedAt   time.Time // the last load
	timer       *time.Timer
	tabs        *subscription[E] // the first one
}

// Release gives back what Open returned.
func (s *Screen[E]) Release() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.release()
}

// release is Release with the hub's lock held.
func (s *Screen[E]) release() {
	if s.users--; s.users == 0 && s.hub.screens[s.key] == s {
		s.hub.markIdle(s)
	}
}

// remove forgets a screen and ends its load. The lock is held.
func (h *Hub[E]) remove(s *Screen[E]) {
	for i := range s.entries {
		h.index.remove(&s.entries[i])
	}
	s.entries = nil
	delete(h.screens, s.key)
	s.mu.Lock()
	s.removed = true
	if s.charge != nil {
		//mutant:delete TestCacheBytes$: content of a screen that was removed does not count
		h.cache.remove(s.charge)
	}
	s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
}

// cacheable reports whether the screen can serve somebody who comes back soon.
func (s *Screen[E]) cacheable() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version != nil && (s.err == nil || s.suspended) && !s.closed
}

// valid reports whether the content is still true. The lock is held.
func (s *Screen[E]) valid() bool {
	return s.err == nil && !s.invalidated && (s.expiresAt.IsZero() || time.Now().Before(s.expiresAt))
}

// notify implements listener: the content may have changed.
func (s *Screen[E]) notify() { s.invalidateAfter(0) }

// mayHaveMissed implements listener.
func (s *Screen[E]) mayHaveMissed() { s.invalidateAfter(0) }

// invalidateAfter marks the content as outdated. The next load starts after the delay at the
// earliest, unless somebody waits for it.
func (s *Screen[E]) invalidateAfter(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.invalidated = true
	s.schedule(delay)
}

// close refuses further loads.
func (s *Screen[E]) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.schedule(0)
}

// Place returns where those are present who show the screen: see [Loaded].
func (s *Screen[E]) Place() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.place
}

// A result is what the last load of a screen brought.
type result[E comparable] struct {
	content Content[E] // of the last load that succeeded; nil: evicted
	version *string    // of that content; nil: no load has succeeded
	load    uint64     // the number of the last load
	err     error      // of the last load
}

// current returns what the last load brought.
func (s *Screen[E]) current() result[E] {
	s.mu.Lock()
	defer s.mu.Unlock()
	return result[E]{contentOf[E](s.charge), s.version, s.finished, s.err}
}
