package live

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"
)

// A renderQueue limits how many loads render at once, and shares processor time between routes.
//
// A load mostly waits for its database, so more loads run than there are processors. To render
// takes a processor and waits for nothing. Without a limit, the loads of one hot page that are
// ready to render would all share the processors with a load of another page.
//
//   - There are twice as many slots as processors. A route gets another slot only if it holds fewer
//     than are free. So one route can use all processors, and another one finds a slot at once.
//   - If several routes wait, the one that has used least time is next: routes share time, not
//     turns, so a page that takes long to render does not hold up those that do not.
type renderQueue struct {
	mu      sync.Mutex
	limit   int
	running int
	clock   time.Duration // what the route that was served last had used
	routes  map[string]*renderFlow
}

// A renderFlow is the part of a route.
type renderFlow struct {
	used    time.Duration // of slots; a route that had nothing to render is set to the clock
	running int
	waiting []*slot // the oldest first: a screen has one load at a time, so screens take turns
}

// A slot is held by one load that renders.
type slot struct {
	flow    *renderFlow
	granted chan struct{}
	since   time.Time // zero: it waits, or has ended
}

// BeginRender waits until a load of this route may render, and returns what ends that. Call it when
// the content's data is there. The slot also ends with the context, so a load that hangs does not
// keep it. The error is that of the context.
func (h *Hub[E]) BeginRender(ctx context.Context, route string) (end func(), err error) {
	q := &h.renders
	limit := h.MaxConcurrentRenders
	if limit <= 0 {
		limit = 2 * runtime.GOMAXPROCS(0)
	}
	s := q.add(route, limit)
	select {
	case <-s.granted:
	case <-ctx.Done():
		q.end(s)
		return nil, ctx.Err()
	}
	//mutant:arg(2, func() {}) TestHungRenderLosesSlot: a render that hangs does not keep a slot
	stop := context.AfterFunc(ctx, func() { q.end(s) })
	return func() {
		stop()
		q.end(s)
	}, nil
}

// add queues a load.
func (q *renderQueue) add(route string, limit int) *slot {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.limit = limit
	f := q.routes[route]
	if f == nil {
		if q.routes == nil {
			q.routes = map[string]*renderFlow{}
		}
		f = &renderFlow{}
		q.routes[route] = f
	}
	if f.running == 0 && len(f.waiting) == 0 {
		// Time that a route has not used does not count later.
		f.used = max(f.used, q.clock)
	}
	s := &slot{flow: f, granted: make(chan struct{})}
	f.waiting = append(f.waiting, s)
	q.dispatch()
	return s
}

// end gives a slot back, or takes it out of the queue. It may be called again.
func (q *renderQueue) end(s *slot) {
	q.mu.Lock()
	defer q.mu.Unlock()
	f := s.flow
	switch {
	case !s.since.IsZero():
		//mutant:delete TestRoutesShareRenderTime: routes share time, not turns
		f.used += time.Since(s.since)
		s.since = time.Time{}
		f.running--
		q.running--
	default:
		f.waiting = slices.DeleteFunc(f.waiting, func(o *slot) bool { return o == s })
	}
	q.dispatch()
}

// dispatch grants all slots that may be granted now. The lock is held.
func (q *renderQueue) dispatch() {
	for f := q.next(); f != nil; f = q.next() {
		s := f.waiting[0]
		f.waiting = f.waiting[1:]
		f.running++
		q.running++
		q.clock = max(q.clock, f.used)
		s.since = time.Now()
		close(s.granted)
	}
}

// next returns the route that has used least, of those that wait and may have another slot.
func (q *renderQueue) next() (least *renderFlow) {
	free := q.limit - q.running
	for _, f := range q.routes {
		//mutant:false TestHotRouteLeavesSlots: a route does not take all slots
		if f.running >= free {
			continue
		}
		if len(f.waiting) > 0 && (least == nil || f.used < least.used) {
			least = f
		}
	}
	return least
}
