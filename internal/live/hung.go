package live

import "time"

// hungAfter is how long after its timeout a load may still return by itself.
const hungAfter = time.Second

// await notes until when the load of a place must have returned. All loads have the same timeout,
// so they are in the order of their ends, and one timer is enough. The lock is held.
func (s *scheduler) await(p *place) {
	limit := s.timeout() + hungAfter
	p.deadline = time.Now().Add(limit)
	if p.prev = s.newest; p.prev != nil {
		p.prev.next = p
	} else {
		s.oldest = p
	}
	s.newest = p
	if s.overdue == nil {
		s.overdue = time.AfterFunc(limit, s.takeBackOverdue)
	}
}

// forget is called when a load has returned, or has lost its place. The timer goes on: it is set
// once in a timeout, and not for each load. The lock is held.
func (s *scheduler) forget(p *place) {
	if p.prev != nil {
		p.prev.next = p.next
	} else {
		s.oldest = p.next
	}
	if p.next != nil {
		p.next.prev = p.prev
	} else {
		s.newest = p.prev
	}
	p.prev, p.next = nil, nil
}

// takeBackOverdue takes the places from the loads that have not returned in time.
func (s *scheduler) takeBackOverdue() {
	for {
		s.mu.Lock()
		p := s.oldest
		if p == nil {
			s.overdue = nil
			s.mu.Unlock()
			return
		}
		if wait := time.Until(p.deadline); wait > 0 {
			s.overdue.Reset(wait)
			s.mu.Unlock()
			return
		}
		s.takeBack(p)
	}
}

// takeBack takes the place from a load that has not returned in time. The goroutine of the load
// still exists, because nothing can end it from outside; what it returns is thrown away. The route
// of the load is down from now on, so that there are few such goroutines: see [route.fail]. The
// lock is held, and takeBack unlocks it.
func (s *scheduler) takeBack(p *place) {
	s.forget(p)
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
