package framework

import (
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// ErrDraining is what [App.Hold] returns when the app shuts down: a 503, so that the request is
// sent again, to another node.
var ErrDraining = Error{Status: http.StatusServiceUnavailable, RetryAfter: time.Second, code: serverStops}

// A Hold is work that must end on this node: see [App.Hold].
type Hold struct {
	name  string
	holds *holds
}

// Hold makes the shutdown of this process wait for work that must end here, such as a game under
// way or an import. The name is for the log. The work calls Release when it has ended.
//
// When the process is asked to end, the work may go on until its deadline, which depends on
// [Options.GracePeriod]. Then it has to leave to another node, through the database, what is not
// done: see [Hold.Draining] and [Hold.HandOver]. New work is refused with [ErrDraining].
func (app *App[V]) Hold(name string) (*Hold, error) { return app.holds.add(name) }

// Draining returns a channel that is closed when the process was asked to end. The work may go on,
// and may tell people that it will move to another node.
func (h *Hold) Draining() <-chan struct{} { return h.holds.draining }

// HandOver returns a channel that is closed when the work has to stop here and to leave the rest to
// another node. There is about a tenth of the grace period for that.
func (h *Hold) HandOver() <-chan struct{} { return h.holds.handOver }

// Release says that the work has ended here. Later calls do nothing.
func (h *Hold) Release() { h.holds.remove(h) }

// holds are the works that an app waits for when it shuts down.
type holds struct {
	draining chan struct{} // closed by drain
	handOver chan struct{} // closed by callIn

	mu      sync.Mutex
	refuses bool
	held    map[*Hold]struct{}
	empty   chan struct{} // closed when the app drains and no work is left
}

func newHolds() *holds {
	return &holds{
		draining: make(chan struct{}),
		handOver: make(chan struct{}),
		held:     map[*Hold]struct{}{},
		empty:    make(chan struct{}),
	}
}

func (h *holds) add(name string) (*Hold, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	//mutant:false TestHold$: a server that shuts down takes no more work
	if h.refuses {
		return nil, ErrDraining
	}
	hold := &Hold{name: name, holds: h}
	h.held[hold] = struct{}{}
	return hold, nil
}

func (h *holds) remove(hold *Hold) {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, held := h.held[hold]
	delete(h.held, hold)
	if held && h.refuses && len(h.held) == 0 {
		close(h.empty)
	}
}

// drain refuses more work, and returns a channel that is closed when none is left.
func (h *holds) drain() (empty <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.refuses {
		h.refuses = true
		close(h.draining)
		if len(h.held) == 0 {
			close(h.empty)
		}
	}
	return h.empty
}

// callIn tells all work to leave the rest to another node. Only the shutdown calls it, once.
func (h *holds) callIn() { close(h.handOver) }

// names returns the names of the work that is left.
func (h *holds) names() (names []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for hold := range maps.Keys(h.held) {
		names = append(names, hold.name)
	}
	slices.Sort(names)
	return names
}
