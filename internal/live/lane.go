package live

import (
	"errors"
	"slices"
	"time"
)

// A lane is a number of places, and the loads that wait for one.
//
// Routes take turns, and within a route its clients do. A route gets another place only if it holds
// fewer than are free: the first route holds at most half of the places, the second a quarter, and
// so on. In the same way a client gets another place only if it holds fewer than are left for its
// route. So neither slow routes nor single clients take all, and a fast load finds a place at once.
type lane struct {
	limit   int
	running int
	waiting int
	busy    int            // routes that hold places
	flows   []*flow        // the routes with loads that wait; the first one is next
	held    map[string]int // places by client

	// Loads wait, several routes hold places, and no load has returned since; zero: no.
	blockedSince time.Time
}

// A flow is the part of a lane that belongs to a route.
type flow struct {
	route   *route
	running int
	held    map[string]int // places by client
	clients []*clientFlow  // with loads that wait; the first one is next
	spare   *clientFlow    // not in use; most loads wait for nothing, and need one just to be taken
}

// A clientFlow is the waiting loads of one client in a flow.
type clientFlow struct {
	client  string // "": nobody's in particular
	entries []queued
	first   [1]queued // memory of entries
}

// A queued is a load that waits.
type queued struct {
	task  task
	trial bool // see place.trial
}

// maxWaiting is how many loads of one client and route may wait in the interactive lane.
const maxWaiting = 256

// ErrTooManyLoads says that too many loads of one client wait. The client may come back later.
var ErrTooManyLoads = errors.New("live: too many loads of one client wait")

// push adds an entry to the end of its client's queue, which holds a limited number of them.
func (l *lane) push(f *flow, e queued, client string, most int) error {
	i := slices.IndexFunc(f.clients, func(c *clientFlow) bool { return c.client == client })
	if i < 0 {
		if len(f.clients) == 0 {
			l.flows = append(l.flows, f)
		}
		i = len(f.clients)
		f.clients = append(f.clients, f.newClient(client))
	}
	c := f.clients[i]
	//mutant:false TestWaitingLoadsAreBounded: a client's queue is limited
	if client != "" && len(c.entries) >= most {
		return ErrTooManyLoads
	}
	c.entries = append(c.entries, e)
	l.waiting++
	l.watch()
	return nil
}

// newClient returns a flow of a client without entries.
func (f *flow) newClient(client string) *clientFlow {
	c := f.spare
	if f.spare = nil; c == nil {
		c = new(clientFlow)
	}
	c.client, c.entries = client, c.first[:0]
	return c
}

// pop takes the next entry that may run, and gives it a place. It returns nil if there is none. At
// most limit routes and limit clients are passed over, because each of those holds a place.
func (l *lane) pop() *place {
	free := l.limit - l.running
	for i, f := range l.flows {
		//mutant:false TestSlowRoutesStarveNobody: a route does not take all places
		if f.running >= free {
			continue
		}
		for j, c := range f.clients {
			if c.client != "" {
				// A client does not take all places, over several routes and of one route.
				//mutant:false(1) TestOneClientStarvesNobody/routes
				//mutant:false(2) TestOneClientStarvesNobody/route$
				if l.held[c.client] >= free || f.held[c.client] >= free-f.running {
					continue
				}
			}
			return l.take(i, j)
		}
	}
	return nil
}

// take takes the first entry of a client. The client and its route go to the ends of their queues.
func (l *lane) take(i, j int) *place {
	f := l.flows[i]
	c := f.clients[j]
	p := &place{lane: l, flow: f, client: c.client, queued: c.entries[0]}
	c.entries[0] = queued{}
	c.entries = c.entries[1:]
	f.clients = slices.Delete(f.clients, j, j+1)
	if len(c.entries) > 0 {
		//mutant:set(slices.Insert(f.clients, 0, c)) TestClientsTakeTurns: clients take turns
		f.clients = append(f.clients, c)
	} else {
		f.spare = c
	}
	l.flows = slices.Delete(l.flows, i, i+1)
	if len(f.clients) > 0 {
		//mutant:set(slices.Insert(l.flows, 0, f)) TestRoutesTakeTurns: routes take turns
		l.flows = append(l.flows, f)
	}
	l.waiting--
	l.running++
	if f.running++; f.running == 1 {
		l.busy++
	}
	if p.client != "" {
		if l.held == nil {
			l.held = map[string]int{}
		}
		if f.held == nil {
			f.held = map[string]int{}
		}
		l.held[p.client]++
		f.held[p.client]++
	}
	l.watch()
	return p
}

// leave takes a place back.
func (l *lane) leave(p *place) {
	l.running--
	if p.flow.running--; p.flow.running == 0 {
		l.busy--
	}
	if p.client != "" {
		for _, held := range []map[string]int{l.held, p.flow.held} {
			if held[p.client]--; held[p.client] == 0 {
				delete(held, p.client)
			}
		}
	}
	l.watch()
}

// removeAll empties the queues of a flow.
func (l *lane) removeAll(f *flow) (waiting []queued) {
	for _, c := range f.clients {
		waiting = append(waiting, c.entries...)
	}
	f.clients = nil
	l.flows = slices.DeleteFunc(l.flows, func(o *flow) bool { return o == f })
	l.waiting -= len(waiting)
	l.watch()
	return waiting
}

// watch notes since when the lane is blocked.
func (l *lane) watch() {
	//mutant:true(2) TestOneBadRouteIsReady: one bad route does not make the server unready
	blocked := l.waiting > 0 && l.busy > 1
	switch {
	case !blocked:
		l.blockedSince = time.Time{}
	case l.blockedSince.IsZero():
		l.blockedSince = time.Now()
	}
}

// returned notes that a load has returned: the lane is not stuck.
func (l *lane) returned() {
	if !l.blockedSince.IsZero() {
		l.blockedSince = time.Now()
	}
}
