package sse

import (
	"math/rand/v2"
	"time"
)

// join returns a flight that has not begun, and makes it hurry. The lock is held.
func (s *Screen) join() *flight {
	if f := s.running; f != nil && !f.begun {
		if !f.awaited {
			// It is in the plain lane too, where it is passed over.
			f.awaited = true
			s.hub.lanes.hurried.add(f, patience*s.hub.Loads)
		}
		return f
	}
	f := s.following()
	f.paced = false
	s.plan(0)
	return f
}

// soon returns a flight that has not begun, and begins when the screen's interval is over: one for all who come until then. It is
// for those who hold something already. The lock is held.
func (s *Screen) soon() *flight {
	if f := s.running; f != nil && !f.begun {
		return s.join()
	}
	f := s.following()
	s.plan(0)
	return f
}

// following is the flight after the one that runs.
func (s *Screen) following() *flight {
	if s.next == nil {
		s.next = s.newFlight()
		s.next.awaited, s.next.paced = true, true
	}
	return s.next
}

func (s *Screen) newFlight() *flight { return &flight{screen: s, done: make(chan struct{})} }

// plan arranges the next load: at once if somebody waits for it, soon if something was named, later if the last load failed, in time if the
// content is true until a known moment, and never while nobody looks or waits. One that nobody waits for begins after the least delay. The lock is held.
func (s *Screen) plan(least time.Duration) {
	s.stopTimer()
	if s.running != nil {
		return
	}
	var at time.Time
	switch soonest := s.began.Add(s.hub.Interval); {
	case s.next != nil && (s.closed || !s.next.paced):
	case s.next != nil:
		at, least = soonest, 0
	case s.closed, s.tabs == nil:
		return
	case s.err != nil:
		at = s.began.Add(s.pause)
	case s.dirty, s.wanted > s.landed:
		at = soonest
	case !s.until.IsZero():
		if at = s.until; at.Before(soonest) {
			at = soonest
		}
	default:
		return
	}
	if wait := max(least, time.Until(at)); wait > 0 {
		s.timer = time.AfterFunc(wait, s.due)
		return
	}
	s.launch()
}

// due is when the timer of plan fires. What it was set for may have been done meanwhile, so it plans again.
func (s *Screen) due() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plan(0)
}

func (s *Screen) stopTimer() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// launch sends the next flight to its lane. The lock is held.
func (s *Screen) launch() {
	f := s.next
	if s.next = nil; f == nil {
		f = s.newFlight()
	}
	if s.closed {
		f.err = ErrClosed
		close(f.done)
		return
	}
	s.running = f
	s.hub.loads.Add(1)
	if f.awaited {
		s.hub.lanes.hurried.add(f, patience*s.hub.Loads)
	} else {
		s.hub.lanes.plain.add(f, s.hub.Loads)
	}
}

// pause is how long after its start a load that failed for the n-th time is tried again: 1 s, 2 s, … 60 s, spread by a quarter.
func pause(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d - time.Duration(rand.Int64N(int64(d/4)))
}
