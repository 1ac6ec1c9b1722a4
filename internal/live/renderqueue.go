package live

import (
	"slices"
	"sync"
	"time"
)

// A renderQueue limits how many loads render at once, and shares processor time between routes and
// between the clients of a route.
//
// A load mostly waits for its database, so more loads run than there are processors. To render
// takes a processor and waits for nothing. Without a limit, the loads of one hot page that are
// ready to render would all share the processors with a load of another page.
//
//   - There are twice as many slots as processors. A route gets another slot only if it holds fewer
//     than are free. So one route can use all processors, and another one finds a slot at once.
//   - A client that holds a slot gets another one only if that leaves a processor without a
//     render. So no client alone keeps all processors busy, whatever it requests: the server reads
//     the request of another client at once, and renders the page at once. A slot that is held for
//     longer than a second does not count, because most likely its render waits for something: a
//     person whose render hangs still gets other pages.
//   - If several routes wait, the one that has used least time is next, and within the route the
//     client that has. They share time, not turns, so pages that take long to render do not hold up
//     those that do not, and a client that has nothing else to render is before one with many.
type renderQueue struct {
	mu      sync.Mutex
	limit   int
	running int
	clock   time.Duration // what the route that was served last had used
	routes  map[string]*renderFlow
	recent  recentSlots
	retry   *time.Timer // until a slot is recent no more; nil: nobody waits for that
}

// A renderFlow is the part of a route.
type renderFlow struct {
	used    time.Duration // of slots; a route that had nothing to render is set to the clock
	running int
	waiting int
	clock   time.Duration            // what the client that was served last had used
	clients map[string]*renderClient // that render or wait
	spare   *renderClient            // not in use; most clients have one load
}

// A renderClient is the part of a client in a flow.
type renderClient struct {
	flow    *renderFlow
	name    string        // "": nobody's in particular
	used    time.Duration // of slots; a client that had nothing to render is set to the clock
	running int
	waiting []*slot // the oldest first: a screen has one load at a time, so screens take turns
}

// add queues a load.
func (q *renderQueue) add(route, client string, limit int) *slot {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.limit = limit
	f := q.routes[route]
	if f == nil {
		if q.routes == nil {
			q.routes = map[string]*renderFlow{}
		}
		f = &renderFlow{clients: map[string]*renderClient{}}
		q.routes[route] = f
	}
	if f.running == 0 && f.waiting == 0 {
		// Time that a route has not used does not count later.
		f.used = max(f.used, q.clock)
	}
	c := f.client(client)
	s := &slot{client: c, granted: make(chan struct{})}
	c.waiting = append(c.waiting, s)
	f.waiting++
	q.dispatch()
	return s
}

// client returns the part of a client. One that had nothing to render begins where the others are.
func (f *renderFlow) client(name string) *renderClient {
	c := f.clients[name]
	if c == nil {
		if c = f.spare; c == nil {
			c = new(renderClient)
		}
		f.spare = nil
		*c = renderClient{flow: f, name: name, used: f.clock, waiting: c.waiting[:0]}
		f.clients[name] = c
	}
	return c
}

// end gives a slot back, or takes it out of the queue. It may be called again.
func (q *renderQueue) end(s *slot) {
	q.mu.Lock()
	defer q.mu.Unlock()
	c := s.client
	if c == nil {
		return
	}
	f := c.flow
	if s.since.IsZero() {
		c.waiting = slices.DeleteFunc(c.waiting, func(o *slot) bool { return o == s })
		f.waiting--
	} else {
		took := time.Since(s.since)
		//mutant:delete TestRoutesShareRenderTime: routes share time, not turns
		f.used += took
		//mutant:delete TestClientsShareRenderTime: clients share time, not turns
		c.used += took
		c.running--
		f.running--
		q.running--
		q.recent.remove(s)
	}
	//mutant:false TestRenderQueueForgetsClients: a client without renders takes no memory
	if c.running == 0 && len(c.waiting) == 0 {
		delete(f.clients, c.name)
		f.spare = c
	}
	s.client = nil
	q.dispatch()
}

// dispatch grants all slots that may be granted now. The lock is held.
func (q *renderQueue) dispatch() {
	for c := q.next(); c != nil; c = q.next() {
		f, s := c.flow, c.waiting[0]
		c.waiting = slices.Delete(c.waiting, 0, 1)
		c.running++
		f.waiting--
		f.running++
		q.running++
		q.clock = max(q.clock, f.used)
		f.clock = max(f.clock, c.used)
		s.since = time.Now()
		q.recent.add(s)
		close(s.granted)
	}
}

// next returns the client to serve, of the route that has used least, of those that wait and may
// have another slot.
func (q *renderQueue) next() (next *renderClient) {
	free := q.limit - q.running
	for _, f := range q.routes {
		//mutant:false(2) TestHotRouteLeavesSlots: a route does not take all slots
		if f.waiting == 0 || f.running >= free {
			continue
		}
		if next != nil && f.used >= next.flow.used {
			continue
		}
		if c := q.nextOf(f); c != nil {
			next = c
		}
	}
	return next
}

// nextOf returns the client of a route that has used least, of those that wait and may have another
// slot.
func (q *renderQueue) nextOf(f *renderFlow) (next *renderClient) {
	processors := q.limit / 2
	for _, c := range f.clients {
		if len(c.waiting) == 0 || next != nil && c.used >= next.used {
			continue
		}
		//mutant:false(2) TestClientLeavesAProcessor: a client does not keep all processors busy
		if c.name != "" && q.running+1 >= processors && q.recent.of(c.name) {
			q.tryLater()
			continue
		}
		next = c
	}
	return next
}

// tryLater dispatches again when the oldest slot is recent no more.
func (q *renderQueue) tryLater() {
	if q.retry != nil {
		return
	}
	//mutant:arg(1, time.Hour) TestHungRenderOfAClient: a person whose render hangs gets other pages
	q.retry = time.AfterFunc(time.Until(q.recent.oldest.since.Add(recentFor)), func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.retry = nil
		q.recent.expire()
		q.dispatch()
	})
}
