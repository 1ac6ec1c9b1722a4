package live

import (
	"math/rand/v2"
	"time"
)

// joinNow returns a call that has not started, for somebody who waits: it starts as soon as it
// can. The lock is held.
func (s *Screen[E]) joinNow() *call[E] {
	if c := s.running; c != nil && !c.started {
		if !c.interactive {
			// The background queue still holds the call too, and will skip it.
			c.interactive = true
			s.hub.queues.interactive.add(c, interactiveFactor*s.hub.MaxConcurrentLoads)
		}
		return c
	}
	c := s.nextCall()
	c.debounced = false
	s.schedule(0)
	return c
}

// joinSoon returns a call that has not started and that starts when MinLoadInterval is over. All
// who come until then share it. It is for clients that have content already. The lock is held.
func (s *Screen[E]) joinSoon() *call[E] {
	if c := s.running; c != nil && !c.started {
		return s.joinNow()
	}
	c := s.nextCall()
	s.schedule(0)
	return c
}

// nextCall returns the call after the one that runs.
func (s *Screen[E]) nextCall() *call[E] {
	//mutant:true TestLoadNow$: one load for all who wait at once
	if s.next == nil {
		s.next = s.newCall()
		s.next.interactive, s.next.debounced = true, true
	}
	return s.next
}

func (s *Screen[E]) newCall() *call[E] { return &call[E]{screen: s, done: make(chan struct{})} }

// schedule decides when the next load starts. The lock is held.
//
//   - Somebody waits: now, or when MinLoadInterval is over if the call is debounced.
//   - No tab shows the screen: never.
//   - The last load failed: after a back-off.
//   - A topic was notified, or a tab needs another load: when MinLoadInterval is over.
//   - The content expires: then.
//
// A load that nobody waits for starts after the given delay at the earliest.
func (s *Screen[E]) schedule(delay time.Duration) {
	s.stopTimer()
	if s.running != nil {
		return
	}
	var at time.Time
	switch soonest := s.startedAt.Add(s.hub.MinLoadInterval); {
	case s.next != nil && (s.closed || !s.next.debounced):
	case s.next != nil:
		// One load in an interval for clients with unknown versions.
		//mutant:set(time.Time{}, 0) TestReconnectStormWithManyUnknownVersions
		at, delay = soonest, 0
	//mutant:false(2) TestExpiry: no load while no tab shows the screen
	case s.closed, s.tabs == nil:
		return
	case s.err != nil:
		// A load that failed is tried again later, not at once.
		//mutant:arg(1, 0) TestBackOffAfterFailedLoads
		at = s.startedAt.Add(s.backoff)
	case s.invalidated, s.wantLoad > s.finished:
		//mutant:delete TestDebounce: one load in an interval
		at = soonest
	case !s.expiresAt.IsZero():
		if at = s.expiresAt; at.Before(soonest) {
			at = soonest
		}
	default:
		return
	}
	if wait := max(delay, time.Until(at)); wait > 0 {
		s.timer = time.AfterFunc(wait, s.onTimer)
		return
	}
	s.start()
}

// onTimer schedules again, because the reason for the timer may have gone meanwhile.
func (s *Screen[E]) onTimer() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.schedule(0)
}

func (s *Screen[E]) stopTimer() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// start puts the next call into its queue. The lock is held.
func (s *Screen[E]) start() {
	c := s.next
	if s.next = nil; c == nil {
		c = s.newCall()
	}
	if s.closed {
		c.err = ErrClosed
		close(c.done)
		return
	}
	s.running = c
	s.hub.loads.Add(1)
	if c.interactive {
		s.hub.queues.interactive.add(c, interactiveFactor*s.hub.MaxConcurrentLoads)
	} else {
		s.hub.queues.background.add(c, s.hub.MaxConcurrentLoads)
	}
}

// backoff returns the time from the start of the n-th load that failed in a row to the next try:
// 1 s, 2 s, 4 s … 60 s, less a random part of up to a quarter.
func backoff(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d - time.Duration(rand.Int64N(int64(d/4)))
}
