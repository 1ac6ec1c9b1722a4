package sse

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// A Hub brings notices to screens and screens to streams. The fields are options: set them before use.
type Hub struct {
	// Interval is the least time between the starts of two loads of one screen, unless somebody waits for an answer.
	Interval time.Duration // 50 ms

	// Heartbeat is the time between signs of life on a stream that has nothing to say.
	Heartbeat time.Duration // 20 s

	// Grace is how long a screen is kept that nobody looks at, so that a document's stream, or a reload, finds it.
	Grace time.Duration // 10 s

	// MaxIdle is how many screens are kept that nobody looks at. The ones left longest go first.
	MaxIdle int // 1024

	// WriteTimeout is how long a tab may take no byte before its stream ends.
	WriteTimeout time.Duration // 30 s

	slots chan struct{} // bounds the loads that nobody waits for

	mu       sync.Mutex
	closed   bool
	ctx      context.Context
	cancel   context.CancelFunc
	screens  map[any]*Screen
	watchers map[string]map[*Screen]struct{}
	ends     map[string]map[*tab]struct{} // tabs whose stream a notice ends
	notices  notices
	idle     idleList
	loads    sync.WaitGroup
}

// NewHub returns a hub with default options.
func NewHub() *Hub {
	ctx, cancel := context.WithCancel(context.Background())
	return &Hub{
		Interval:     50 * time.Millisecond,
		Heartbeat:    20 * time.Second,
		Grace:        10 * time.Second,
		MaxIdle:      1024,
		WriteTimeout: 30 * time.Second,
		slots:        make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
		ctx:          ctx,
		cancel:       cancel,
		screens:      map[any]*Screen{},
		watchers:     map[string]map[*Screen]struct{}{},
		ends:         map[string]map[*tab]struct{}{},
	}
}

// Notify says that topics changed. It never waits: not for a load, not for a reader. Topics are hints, so a notice too
// many costs a load, and never more.
func (h *Hub) Notify(topics ...string) {
	var dirty []*Screen
	var ended []*tab
	h.mu.Lock()
	for _, topic := range topics {
		h.notices.add(topic)
		for s := range h.watchers[topic] {
			dirty = append(dirty, s)
		}
		for t := range h.ends[topic] {
			ended = append(ended, t)
		}
	}
	h.mu.Unlock()
	for _, t := range ended {
		t.end(endNotice)
	}
	for _, s := range dirty {
		s.touch()
	}
}

// Gap says that notices may have been lost: every screen that somebody looks at is looked at again, spread over the given time.
func (h *Hub) Gap(spread time.Duration) {
	h.mu.Lock()
	h.notices.lose()
	screens := make([]*Screen, 0, len(h.screens))
	for _, s := range h.screens {
		screens = append(screens, s)
	}
	h.mu.Unlock()
	for i, s := range screens {
		delay := spread * time.Duration(i) / time.Duration(len(screens))
		s.touchAfter(delay)
	}
}

// Open returns the screen of this key, which must be comparable, and makes it from the source if there is none. The caller must Release it.
func (h *Hub) Open(key any, source Source) *Screen {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.screens[key]
	if s == nil {
		s = newScreen(h, key, source)
		h.screens[key] = s
	}
	h.idle.remove(s)
	s.users++
	return s
}

// watch replaces the topics of a screen. It reports whether one of them was named after the given moment, or may have been: then what
// was loaded since that moment may be too old.
func (h *Hub) watch(s *Screen, topics []string, since uint64) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.screens[s.key] != s {
		return true // freed meanwhile
	}
	for _, old := range s.topics {
		removeFrom(h.watchers, old, s)
	}
	missed := false
	for _, topic := range topics {
		addTo(h.watchers, topic, s)
		missed = missed || h.notices.since(topic, since)
	}
	s.topics = topics
	return missed
}

// free forgets a screen. The hub's lock is held.
func (h *Hub) free(s *Screen) {
	for _, topic := range s.topics {
		removeFrom(h.watchers, topic, s)
	}
	s.topics = nil
	delete(h.screens, s.key)
	s.cancel()
}

// Close ends all streams and loads, and waits for the loads. After it, streams end at once.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	h.idle.stop()
	screens := make([]*Screen, 0, len(h.screens))
	for _, s := range h.screens {
		screens = append(screens, s)
	}
	h.mu.Unlock()
	for _, s := range screens {
		s.shut()
	}
	h.cancel()
	h.loads.Wait()
}

// Counts are gauges for metrics.
type Counts struct {
	Screens int // all, with those that nobody looks at
	Streams int
	Topics  int
}

// Count returns the hub's gauges.
func (h *Hub) Count() Counts {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := Counts{Screens: len(h.screens), Topics: len(h.watchers)}
	for _, s := range h.screens {
		c.Streams += s.streams()
	}
	return c
}

func addTo[T comparable](index map[string]map[T]struct{}, topic string, member T) {
	set := index[topic]
	if set == nil {
		set = map[T]struct{}{}
		index[topic] = set
	}
	set[member] = struct{}{}
}

func removeFrom[T comparable](index map[string]map[T]struct{}, topic string, member T) {
	set := index[topic]
	delete(set, member)
	if len(set) == 0 {
		delete(index, topic)
	}
}

// Context returns a context that ends when the hub is closed.
func (h *Hub) Context() context.Context { return h.ctx }
