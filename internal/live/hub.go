package live

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Hub brings notifications to screens and content to tabs. The exported fields are options: set
// them before the first use.
type Hub[E comparable] struct {
	// MinLoadInterval is the least time between the starts of two loads of one screen, unless
	// somebody waits for the result. Default: 50 ms.
	MinLoadInterval time.Duration

	// MaxConcurrentLoads is how many loads run at once that nobody waits for. The others queue;
	// routes take turns, and no route takes more than half of the places. Four times as many
	// loads run at once that somebody waits for. A view mostly waits for its database, so both
	// are more than there are processors. Default: 4 * GOMAXPROCS.
	MaxConcurrentLoads int

	// MaxConcurrentRenders is how many loads render at once, between BeginRender and its end.
	// Default: 2 * GOMAXPROCS, of which one route takes half at most. One client takes fewer than
	// half.
	MaxConcurrentRenders int

	// LoadTimeout is when the context of a load ends. A load that has not returned a second later
	// has hung: those who wait get [ErrHung], and the loads of its route are refused for a while,
	// with a [DownError]. Default: 30 s.
	LoadTimeout time.Duration

	// CloseTimeout is how long Close waits for loads that run. Default: 5 s.
	CloseTimeout time.Duration

	// IdleTimeout is how long the hub keeps a screen that nobody uses, so that a document's
	// stream, or a reload, finds it. Default: 10 s. Zero: the hub does not keep it.
	IdleTimeout time.Duration

	// MaxIdleScreens is how many screens the hub keeps that nobody uses. The hub evicts the one
	// that has been idle longest. Default: 1024.
	MaxIdleScreens int

	// CacheBytes limits the memory of all content, with what the content keeps beside it. Above
	// it, the hub evicts the content of the screens that changed least recently, and keeps their
	// versions. A client that needs more than the version makes such a screen load again.
	// Default: 64 MiB.
	CacheBytes int64

	// MaxScreens limits the screens in use. Above it, Prepare refuses tabs that need a screen
	// of their own, with [ErrTooManyScreens]. Default: 100,000. Zero: no limit.
	MaxScreens int

	// ViewerLimits and AddressLimits limit the tabs of one viewer and of one address: see
	// AcquirePermit. Default: no limits.
	ViewerLimits  TabLimits
	AddressLimits TabLimits

	// Unavailable reports whether a load failed because the database cannot be reached: see
	// Suspend. Default: no load does.
	Unavailable func(error) bool

	// DelayedEvent and OnTimeEvent are what SetDelayed sends. Required with it.
	DelayedEvent, OnTimeEvent E

	// Log gets a warning, once, when tabs are refused, and one for each time that a load hangs,
	// with its stack once for each route. Default: slog.Default().
	Log *slog.Logger

	ctx    context.Context
	cancel context.CancelFunc
	cache  cache
	warned sync.Once

	delayed atomic.Bool // see SetDelayed

	scheduler scheduler
	renders   renderQueue
	quotas    quotas

	mu      sync.Mutex
	closed  bool
	tabs    int
	screens map[any]*Screen[E]
	index   index[E]
	log     notificationLog
	idle    idleList[E]
}

// ErrClosed is the error of a load after the hub was closed.
var ErrClosed = errors.New("live: the hub is closed")

// NewHub returns a hub with default options.
func NewHub[E comparable]() *Hub[E] {
	h := &Hub[E]{
		MinLoadInterval:    50 * time.Millisecond,
		MaxConcurrentLoads: 4 * runtime.GOMAXPROCS(0),
		LoadTimeout:        30 * time.Second,
		CloseTimeout:       5 * time.Second,
		IdleTimeout:        10 * time.Second,
		MaxIdleScreens:     1024,
		CacheBytes:         64 << 20,
		MaxScreens:         100_000,
		screens:            map[any]*Screen[E]{},
		index:              index[E]{},
		log:                notificationLog{last: 1},
	}
	h.cache.limit = &h.CacheBytes
	h.scheduler.timeout = func() time.Duration { return h.LoadTimeout }
	h.scheduler.log = func(msg string, attrs ...any) { h.logger().Warn(msg, attrs...) }
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

// Open returns the screen with this key, and makes it with the loader if there is none. The key
// must be comparable. The caller must call Release.
func (h *Hub[E]) Open(key any, loader Loader[E]) *Screen[E] {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.screens[key]
	if s == nil {
		s = &Screen[E]{hub: h, key: key, loader: loader, closed: h.closed}
		h.screens[key] = s
	}
	h.idle.remove(s)
	s.users++
	return s
}

// Cached returns what the screen with this key loaded last. It is nil if there is no such screen,
// if it has not loaded yet, or if the content was evicted. Cached opens nothing and waits for
// nothing.
func (h *Hub[E]) Cached(key any) Content[E] {
	h.mu.Lock()
	s := h.screens[key]
	h.mu.Unlock()
	if s == nil {
		return nil
	}
	return s.current().content
}

// Close ends all loads and waits for them, for up to CloseTimeout. Later loads, and those that have
// not begun, fail with [ErrClosed]. End the streams first: Close does not end them.
func (h *Hub[E]) Close() {
	h.mu.Lock()
	h.closed = true
	h.idle.stop()
	screens := h.all()
	h.mu.Unlock()
	for _, s := range screens {
		s.close()
	}
	h.cancel()
	waiting, drained := h.scheduler.close()
	for _, e := range waiting {
		e.task.abandon(ErrClosed)
	}
	timeout := time.NewTimer(h.CloseTimeout)
	defer timeout.Stop()
	select {
	case <-drained:
	//mutant:false TestCloseWithAHungLoad: Close waits for a limited time
	case <-timeout.C:
		h.logger().Warn("live: loads have not returned when the hub was closed", "loads", h.scheduler.counts().Running)
	}
}

func (h *Hub[E]) logger() *slog.Logger {
	if h.Log != nil {
		return h.Log
	}
	return slog.Default()
}

// all returns the screens. The lock is held.
func (h *Hub[E]) all() []*Screen[E] {
	screens := make([]*Screen[E], 0, len(h.screens))
	for _, s := range h.screens {
		screens = append(screens, s)
	}
	return screens
}

// Counts are gauges for metrics.
type Counts struct {
	Screens int // all screens, with the idle ones
	Streams int // tabs that are attached, each with an open stream
	Topics  int // topics that a screen or a tab listens to

	CacheBytes int64 // memory of all content

	Loads LoadCounts
}

// Count returns the hub's gauges.
func (h *Hub[E]) Count() Counts {
	h.mu.Lock()
	defer h.mu.Unlock()
	return Counts{
		Screens:    len(h.screens),
		Streams:    h.tabs,
		Topics:     len(h.index),
		CacheBytes: h.cache.size(),
		Loads:      h.scheduler.counts(),
	}
}

// Context returns a context that ends when the hub is closed.
func (h *Hub[E]) Context() context.Context { return h.ctx }
