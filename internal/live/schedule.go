package live

import (
	"math/rand/v2"
	"time"
)

// joinNow returns a call that has not started, for somebody who waits: it starts as soon as it
// can. The lock is held.
func (s *Screen[E]) joinNow(client string) *call[E] {
	if c := s.running; c != nil && !c.started {
		if c.interactive && (c.client == client || c.client == "") {
			return c
		}
		// The call waits for somebody else. The other queue still holds it too, and will skip it.
		shared := ""
		if !c.interactive {
			shared = client
		}
		if err := s.add(c, true, shared); err != nil && !c.interactive {
			return failed[E](err)
		}
		c.interactive, c.client = true, shared
		return c
	}
	c := s.nextCall(client)
	c.debounced = false
	s.schedule(0)
	return c
}

// joinSoon returns a call that has not started and that starts when MinLoadInterval is over. All
// who come until then share it. It is for clients that have content already. The lock is held.
func (s *Screen[E]) joinSoon(client string) *call[E] {
	if c := s.running; c != nil && !c.started {
		return s.joinNow(client)
	}
	c := s.nextCall(client)
	s.schedule(0)
	return c
}

// nextCall returns the call after the one that runs.
func (s *Screen[E]) nextCall(client string) *call[E] {
	//mutant:true TestLoadNow$: one load for all who wait at once
	if s.next == nil {
		s.next = s.newCall()
		s.next.interactive, s.next.debounced, s.next.client = true, true, client
	}
	if s.next.client != client {
		s.next.client = ""
	}
	return s.next
}

// failed returns a call that has failed, for one who waits.
func failed[E comparable](err error) *call[E] {
	c := &call[E]{done: make(chan struct{}), err: err}
	close(c.done)
	return c
}

func (s *Screen[E]) newCall() *call[E] { return &call[E]{screen: s, done: make(chan struct{})} }

// schedule decides when the next load starts. The lock is held.
//
//   - Somebody waits: now, or when MinLoadInterval is over if the call is debounced.
//   - No tab shows the screen: never.
//   - The database cannot be reached: never.
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
	//mutant:false TestOutageProbes: no load of a screen by itself in an outage
	case s.suspended:
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
		c.finished, c.err = true, ErrClosed
		close(c.done)
		return
	}
	s.running = c
	s.queue(c)
}

// interactiveFactor is how many interactive loads run at once for each background load.
const interactiveFactor = 4

// queue gives a call to the scheduler. If the scheduler refuses it, the call fails. The lock is
// held.
func (s *Screen[E]) queue(c *call[E]) {
	if err := s.add(c, c.interactive, c.client); err != nil {
		s.fail(c, err)
	}
}

func (s *Screen[E]) add(c *call[E], forClient bool, client string) error {
	lane, limit := interactive, interactiveFactor*s.hub.MaxConcurrentLoads
	if !forClient {
		lane, limit = background, s.hub.MaxConcurrentLoads
		//mutant:delete TestPushesOfOneClient: clients take turns with pushes
		client = s.owner
	}
	return s.hub.scheduler.add(lane, limit, s.loader.Route(), client, c)
}

// backoff returns the time from the start of the n-th load that failed in a row to the next try:
// 1 s, 2 s, 4 s … 60 s, less a random part of up to a quarter.
func backoff(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d - time.Duration(rand.Int64N(int64(d/4)))
}
