package live

import (
	"math"
	"sync"
	"time"
)

// A scheduler decides which loads run, and when. It has a lane for interactive loads, which have
// somebody who waits for the result, and one for background loads, which a change has caused. A
// lane has a limited number of places; each load that runs takes one.
//
// A load that has not returned a while after its timeout loses its place: see takeBack. So views
// that never return cannot fill a lane for good.
//
// A load in the queue costs an entry in a slice and no goroutine, because a notification may
// concern every screen.
type scheduler struct {
	timeout func() time.Duration // of one load; the load's context ends then
	log     func(msg string, attrs ...any)

	mu     sync.Mutex
	closed bool
	drain  chan struct{} // closed when no load runs any more; nil: nobody waits for that
	lanes  [2]lane
	routes map[string]*route
	lastID uint64
	outage *OutageError // nil: the database can be reached

	hung     int    // loads that have lost their places and still run
	timeouts uint64 // loads that have lost their places
	refused  uint64 // loads that were refused
}

const (
	interactive = iota
	background
)

// A task is a load, as the scheduler sees it. The scheduler calls the methods without its own lock.
type task interface {
	begin() bool       // called with a place; false: the task needs none any more
	run()              // called after begin has returned true
	abandon(err error) // ends the task for those who wait, with this error
}

// A place is held by one load.
type place struct {
	queued
	lane   *lane
	flow   *flow
	client string
	id     uint64
	done   bool
	lost   bool // the load has not returned in time
}

// hungAfter is how long after its timeout a load may still return by itself.
const hungAfter = time.Second

// add queues a task. If it returns an error, the task is refused, and the scheduler forgets it.
func (s *scheduler) add(lane int, limit int, routeName, client string, t task) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	r := s.route(routeName)
	trial, err := r.admit(time.Now())
	if err == nil {
		l := &s.lanes[lane]
		l.limit = max(limit, 1)
		most := maxWaiting
		if lane == background {
			most = math.MaxInt // there is one for each screen
		}
		err = l.push(&r.flows[lane], queued{task: t, trial: trial}, client, most)
	}
	if err != nil {
		s.refused++
		return err
	}
	s.dispatch()
	return nil
}

func (s *scheduler) route(name string) *route {
	r := s.routes[name]
	if r == nil {
		if s.routes == nil {
			s.routes = map[string]*route{}
		}
		r = &route{name: name}
		for i := range r.flows {
			r.flows[i].route = r
		}
		s.routes[name] = r
	}
	return r
}

// dispatch starts all tasks that may run now. The lock is held.
func (s *scheduler) dispatch() {
	for p := s.next(); p != nil; p = s.next() {
		go s.work(p)
	}
}

// next gives a place to a task. It returns nil if none may run now. The lock is held.
func (s *scheduler) next() *place {
	for i := range s.lanes {
		if p := s.lanes[i].pop(); p != nil {
			s.lastID++
			p.id = s.lastID
			return p
		}
	}
	return nil
}

// work runs the task of a place, and then others.
func (s *scheduler) work(p *place) {
	for p != nil {
		began := p.task.begin()
		if began {
			p.label()
			timer := time.AfterFunc(s.timeout()+hungAfter, func() { s.takeBack(p) })
			p.task.run()
			timer.Stop()
		}
		p = s.release(p, began)
	}
}

// release gives a place back, and returns the next one that this goroutine has to serve.
func (s *scheduler) release(p *place, began bool) (next *place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.done = true
	if p.lost {
		s.hung--
		return nil
	}
	p.lane.leave(p)
	if began {
		p.lane.returned()
	}
	if p.trial {
		p.flow.route.tried(began, time.Now())
	}
	next = s.next()
	s.dispatch()
	s.drained()
	return next
}

// takeBack takes the place from a load that has not returned in time. The goroutine of the load
// still exists, because nothing can end it from outside; what it returns is thrown away. The route
// of the load is down from now on, so that there are few such goroutines: see [route.fail].
func (s *scheduler) takeBack(p *place) {
	s.mu.Lock()
	if p.done {
		s.mu.Unlock()
		return
	}
	p.lost = true
	s.hung++
	s.timeouts++
	p.lane.leave(p)
	r := p.flow.route
	withStack := !r.logged
	r.logged = true
	err := r.fail(time.Now())
	waiting := s.removeAll(r)
	s.refused += uint64(len(waiting))
	closed := s.closed
	s.dispatch()
	s.drained()
	s.mu.Unlock()

	if !closed {
		attrs := []any{"route", r.name, "timeout", s.timeout(), "down for", err.RetryAfter}
		//mutant:false TestHungLoadIsLogged: the log has the stack of a load that hangs
		if withStack {
			attrs = append(attrs, "stack", p.stack())
		}
		s.log("live: a load has not returned after its timeout, so its route is down for a while", attrs...)
	}
	p.task.abandon(ErrHung)
	for _, e := range waiting {
		e.task.abandon(err)
	}
}

// removeAll empties the queues of a route. The lock is held.
func (s *scheduler) removeAll(r *route) (waiting []queued) {
	for i := range s.lanes {
		waiting = append(waiting, s.lanes[i].removeAll(&r.flows[i])...)
	}
	return waiting
}

// close refuses the tasks that wait, and later ones. It returns a channel that is closed when no
// load runs any more, except those that have lost their places.
func (s *scheduler) close() (waiting []queued, drained <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, r := range s.routes {
		waiting = append(waiting, s.removeAll(r)...)
	}
	if s.drain == nil {
		s.drain = make(chan struct{})
	}
	s.drained()
	return waiting, s.drain
}

// drained closes the channel of close if it is time. The lock is held.
func (s *scheduler) drained() {
	if s.drain == nil || s.lanes[interactive].running+s.lanes[background].running > 0 {
		return
	}
	select {
	case <-s.drain:
	default:
		close(s.drain)
	}
}

// LoadCounts are gauges and counters of loads.
type LoadCounts struct {
	Running    int // loads that hold a place
	Waiting    int // loads in the queues
	Hung       int // loads that have lost their places to a timeout, and have not returned yet
	RoutesDown int // routes whose loads are refused, because one has hung

	TimedOut uint64 // loads that have lost their places, since the start
	Refused  uint64 // loads that were refused, since the start
}

func (s *scheduler) counts() (c LoadCounts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.lanes {
		c.Running += s.lanes[i].running
		c.Waiting += s.lanes[i].waiting
	}
	for _, r := range s.routes {
		if r.down {
			c.RoutesDown++
		}
	}
	c.Hung, c.TimedOut, c.Refused = s.hung, s.timeouts, s.refused
	return c
}
