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
	outage *OutageError // nil: the database can be reached

	workers workers
	oldest  *place      // that a load holds; the others follow by age
	newest  *place      //
	overdue *time.Timer // when the oldest load has hung; nil: no load runs

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
	run(ended func())  // called after begin has returned true; see trialEnded
	abandon(err error) // ends the task for those who wait, with this error
}

// A place is held by one load.
type place struct {
	queued
	lane   *lane
	flow   *flow
	client string
	worker *worker

	deadline   time.Time // when the load has hung
	prev, next *place    // that an older and a younger load holds
	done       bool
	lost       bool // the load has not returned in time
}

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
		s.start(p)
	}
}

// next gives a place to a task. It returns nil if none may run now. The lock is held.
func (s *scheduler) next() *place {
	for i := range s.lanes {
		if p := s.lanes[i].pop(); p != nil {
			s.await(p)
			return p
		}
	}
	return nil
}

// release gives a place back, and returns the next one that this worker has to serve.
func (s *scheduler) release(p *place, began bool) (next *place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.done = true
	if p.lost {
		s.hung--
		s.workers.end(p.worker)
		return nil
	}
	s.forget(p)
	p.lane.leave(p)
	if began {
		p.lane.returned()
	}
	if p.trial && !began {
		p.flow.route.tried(false, time.Now())
	}
	if next = s.next(); next != nil {
		next.worker = p.worker
		s.dispatch()
	} else if s.closed {
		s.workers.end(p.worker)
	} else {
		s.workers.markIdle(p.worker)
	}
	s.drained()
	return next
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
	s.workers.endIdle()
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
