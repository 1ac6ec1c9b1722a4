package live

import (
	"fmt"
	"time"
)

// An OutageError is the error of a screen while the database cannot be reached.
type OutageError struct{ Err error }

func (e *OutageError) Error() string {
	return fmt.Sprintf("live: the database cannot be reached: %v", e.Err)
}

// Unwrap returns the cause.
func (e *OutageError) Unwrap() error { return e.Err }

// Suspend says that the database cannot be reached. Somebody else probes it, and calls Resume.
// Until then:
//
//   - A screen that depends on a topic, or whose last load failed, does not load by itself. Its
//     tabs and its content stay.
//   - Loads that somebody waits for run, because not every page needs the database. After one has
//     failed because of it, see Unavailable, the other loads of its route are refused, with an
//     [OutageError].
//
// So an outage costs about one failed load for each route, and not one for each screen.
func (h *Hub[E]) Suspend(err error) {
	h.scheduler.suspend(&OutageError{err})
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.screens {
		s.suspend(len(s.entries) > 0)
	}
}

// MarkStale tells the tabs of all suspended screens that their pages may be out of date.
func (h *Hub[E]) MarkStale() {
	outage := h.scheduler.outageError()
	if outage == nil {
		return
	}
	for _, s := range h.allScreens() {
		s.markStale(outage)
	}
}

// Resume says that the database can be reached again. Suspended screens that have missed a change,
// or whose tabs were told that they may be out of date, load again, spread over the given time.
func (h *Hub[E]) Resume(spread time.Duration) {
	h.scheduler.suspend(nil)
	screens := h.allScreens()
	for i, s := range screens {
		s.resume(step(spread, i, len(screens)))
	}
}

func (h *Hub[E]) allScreens() []*Screen[E] {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all()
}

// step returns when the i-th of n begins, if all are spread over this time.
func step(spread time.Duration, i, n int) time.Duration {
	return spread * time.Duration(i) / time.Duration(n)
}

func (s *Screen[E]) suspend(hasTopics bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if hasTopics || s.err != nil {
		s.suspended = true
		s.schedule(0)
	}
}

func (s *Screen[E]) markStale(outage error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.suspended && s.err == nil {
		s.err = outage
		s.wakeTabs(true)
	}
}

func (s *Screen[E]) resume(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.suspended {
		s.suspended = false
		s.failures, s.backoff = 0, 0
		s.schedule(delay)
	}
}

// refuseAfter refuses the loads of a route from now on, if one of them has failed because the
// database cannot be reached. No lock is held.
func (h *Hub[E]) refuseAfter(err error, route string) {
	if err == nil || h.Unavailable == nil || !h.Unavailable(err) {
		return
	}
	waiting, outage := h.scheduler.refuseRoute(route)
	for _, e := range waiting {
		e.task.abandon(outage)
	}
}

// suspend begins an outage with its error, or ends it with nil.
func (s *scheduler) suspend(outage *OutageError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outage = outage
	if outage == nil {
		for _, r := range s.routes {
			r.outage = nil
		}
	}
}

// outageError returns the error of the outage, or nil if there is none.
func (s *scheduler) outageError() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outage == nil {
		return nil
	}
	return s.outage
}

// refuseRoute refuses the loads of a route in an outage. It returns those that wait.
func (s *scheduler) refuseRoute(name string) (waiting []queued, outage error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outage == nil {
		return nil, nil
	}
	r := s.route(name)
	//mutant:delete TestOutageRefusesARoute: one failed load is enough for a route
	r.outage = s.outage
	waiting = s.removeAll(r)
	s.refused += uint64(len(waiting))
	return waiting, s.outage
}
