package sse

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Hub brings notices to screens and screens to tabs. The fields are options: set them before use.
type Hub struct {
	// Interval is the least time between the starts of two loads of one screen, unless somebody waits for an answer.
	Interval time.Duration // 50 ms

	// Loads is how many loads that nobody waits for run at once; the others wait their turn, first come first served. Of those that
	// somebody waits for, sixteen times as many run at once: a view mostly waits for its database.
	Loads int // GOMAXPROCS

	// Heartbeat is the longest time without a sign of life on a stream that has nothing to say.
	Heartbeat time.Duration // 20 s

	// WriteTimeout is how long a tab may take no byte, or its peer acknowledge none, before its stream ends.
	WriteTimeout time.Duration // 30 s

	// MaxAge is when a stream ends at the latest, so that tabs spread over servers again and viewers are looked at again; each
	// stream gets 80 to 100 % of it, at random, so that tabs that came together do not come back together. Zero: never.
	MaxAge time.Duration // 10 min

	// Grace is how long a screen is kept that nobody looks at, so that a document's stream, or a reload, finds it.
	Grace time.Duration // 10 s

	// MaxIdle is how many screens are kept that nobody looks at. The ones left longest go first.
	MaxIdle int // 1024

	// MaxStreams is how many streams are open at most; those that come then get [ErrFull]. Zero: as many as come.
	MaxStreams int // 15/16 of the descriptors that the process may have

	// MaxScreens is how many screens are in use at most before streams get [ErrFull] that need one of their own. Zero: as many as there are.
	MaxScreens int // 100,000

	// Plain says that streams are not compressed, also where the request takes gzip.
	Plain bool

	// Log hears, once for each cause, why streams cost more than they need to. By default slog.Default().
	Log *slog.Logger

	ctx    context.Context
	cancel context.CancelFunc
	loads  sync.WaitGroup
	lanes  lanes
	lot    lot // where parked tabs stand
	said   sync.Map
	// A middleware encodes streams that are encoded already, so they are not.
	recoded atomic.Bool

	drain sync.Once

	mu       sync.Mutex
	draining bool // no streams
	closed   bool // and no loads
	streams  int
	opening  int // streams that have a place, and have not entered yet
	screens  map[any]*Screen
	index    index
	notices  notices
	idle     idleList
}

// NewHub returns a hub with default options.
func NewHub() *Hub {
	h := &Hub{
		Interval:     50 * time.Millisecond,
		Loads:        runtime.GOMAXPROCS(0),
		Heartbeat:    20 * time.Second,
		WriteTimeout: 30 * time.Second,
		MaxAge:       10 * time.Minute,
		Grace:        10 * time.Second,
		MaxIdle:      1024,
		MaxStreams:   room(),
		MaxScreens:   100_000,
		screens:      map[any]*Screen{},
		index:        index{},
		notices:      notices{count: 1},
	}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.lot.hub = h
	return h
}

// Notify says that topics changed. It never waits: not for a load, not for a reader. Topics are hints, so a notice too
// many costs a load, and never more.
func (h *Hub) Notify(topics ...string) {
	var hearers []hearer
	h.mu.Lock()
	for _, topic := range topics {
		h.notices.add(topic)
		hearers = h.index.appendTo(hearers, topic)
	}
	h.mu.Unlock()
	if len(topics) > 1 {
		hearers = once(hearers)
	}
	for _, who := range hearers {
		who.hear()
	}
}

// Gap says that notices may have been lost. Every screen that somebody looks at is looked at again, and every stream that a notice could have ended
// is ended, for its tab to come back and its viewer to be looked at again: spread over the given time.
func (h *Hub) Gap(spread time.Duration) {
	h.mu.Lock()
	h.notices.lose()
	screens := h.all()
	tabs := h.index.tabs()
	h.mu.Unlock()
	for i, s := range screens {
		s.touch(spread * time.Duration(i) / time.Duration(len(screens)))
	}
	const steps = 256 // since a timer for each would weigh more than the tab
	for i := range min(steps, len(tabs)) {
		time.AfterFunc(spread*time.Duration(i)/steps, func() {
			for ; i < len(tabs); i += steps {
				tabs[i].doubt()
			}
		})
	}
}

// Open returns the screen of this key, which must be comparable, and makes it from the source if there is none. The caller must Release it.
func (h *Hub) Open(key any, source Source) *Screen {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.screens[key]
	if s == nil {
		s = &Screen{hub: h, key: key, source: source, closed: h.closed}
		h.screens[key] = s
	}
	h.idle.remove(s)
	s.users++
	return s
}

// Drain ends all streams and refuses those that come later, with [ErrClosed]; screens go on, so that requests which are under way are answered. What
// runs in a handler ends with its handler, so [http.Server.Shutdown] waits for that; parked tabs, of which the server does not know, are
// gone when Drain returns.
func (h *Hub) Drain() {
	h.drain.Do(func() {
		h.mu.Lock()
		h.draining = true
		screens := h.all()
		h.mu.Unlock()
		for _, s := range screens {
			s.dismiss()
		}
		h.lot.close()
	})
}

// Close drains the hub, ends all loads and waits for them. Loads that are asked for later fail with [ErrClosed].
func (h *Hub) Close() {
	h.Drain()
	h.mu.Lock()
	h.closed = true
	h.idle.stop()
	screens := h.all()
	h.mu.Unlock()
	for _, s := range screens {
		s.shut()
	}
	h.cancel()
	h.loads.Wait()
}

// all returns the screens. The lock is held.
func (h *Hub) all() []*Screen {
	screens := make([]*Screen, 0, len(h.screens))
	for _, s := range h.screens {
		screens = append(screens, s)
	}
	return screens
}

// Counts are gauges for metrics.
type Counts struct {
	Screens int // all, with those that nobody looks at
	Streams int // open, with the parked
	Parked  int // streams that no goroutine stands for, and that net/http does not know of
	Topics  int // that a screen or a stream listens to
}

// Count returns the hub's gauges.
func (h *Hub) Count() Counts {
	parked := h.lot.size()
	h.mu.Lock()
	defer h.mu.Unlock()
	return Counts{Screens: len(h.screens), Streams: h.streams, Parked: parked, Topics: len(h.index)}
}

// Context returns a context that ends when the hub is closed.
func (h *Hub) Context() context.Context { return h.ctx }

// MayHaveChanged reports whether the topic was named after the given moment, or may have been: what is long ago is not known.
func (h *Hub) MayHaveChanged(topic string, since Moment) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.notices.since(topic, since)
}

// Now returns the moment on the hub's clock.
func (h *Hub) Now() Moment {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.notices.count
}

// say logs why streams cost more than they need to, once for each cause.
func (h *Hub) say(cause string, attrs ...any) {
	if _, said := h.said.LoadOrStore(cause, true); said {
		return
	}
	log := h.Log
	if log == nil {
		log = slog.Default()
	}
	log.Warn("sse: "+cause, attrs...)
}
