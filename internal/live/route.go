package live

import (
	"errors"
	"fmt"
	"time"
)

// A route is what the scheduler knows of the loads of one route. It is a circuit breaker: see fail.
type route struct {
	name  string
	flows [2]flow

	asked    time.Time // the last load that somebody wanted
	down     bool
	trying   bool      // one load is let through, to see whether the route works again
	retryAt  time.Time // when one load is let through
	upSince  time.Time
	failures int // how often the route went down in a row
	logged   bool

	outage *OutageError // loads of this route failed because of it: see Hub.Suspend
}

const (
	firstDowntime = 10 * time.Second
	maxDowntime   = 5 * time.Minute
	trialTime     = 5 * time.Second // what a client is told while a trial runs
)

// ErrHung is the error of a load that has not returned after its timeout.
var ErrHung = errors.New("live: the load has not returned after its timeout")

// A DownError refuses a load, because an earlier one of the same route has hung.
type DownError struct {
	Route      string
	RetryAfter time.Duration // when it is worth trying again
}

func (e *DownError) Error() string {
	return fmt.Sprintf("live: %s is down for %v, because a load has hung", e.Route, e.RetryAfter)
}

// admit reports whether a load may be queued, and whether it is a trial.
func (r *route) admit(now time.Time) (trial bool, err error) {
	r.asked = now
	switch {
	case r.outage != nil:
		return false, r.outage
	//mutant:true TestRouteIsDown: the loads of a route that is down are refused
	case !r.down:
		return false, nil
	case r.trying:
		return false, &DownError{r.name, trialTime}
	case now.Before(r.retryAt):
		return false, &DownError{r.name, r.retryAt.Sub(now)}
	}
	r.trying = true
	return true, nil
}

// fail notes that a load has hung: the route is down for 10 s at first, then for twice as long each
// time, up to 5 min. After that time one load is let through. If it returns, the route is up again.
func (r *route) fail(now time.Time) *DownError {
	if !r.down && now.Sub(r.upSince) > maxDowntime {
		r.failures = 0
	}
	if !r.down || r.trying {
		r.failures++
		r.retryAt = now.Add(min(firstDowntime<<min(r.failures-1, 10), maxDowntime))
	}
	r.down, r.trying = true, false
	return &DownError{r.name, max(time.Second, r.retryAt.Sub(now))}
}

// tried notes the end of a trial. If the load has not begun, the next one is the trial.
func (r *route) tried(began bool, now time.Time) {
	r.trying = false
	if began {
		r.down, r.upSince = false, now
	}
}

// trialEnded returns what a trial has to call when its load has returned, before anybody has the
// result: the next request of a client that has it is not refused. It is nil for other loads.
func (s *scheduler) trialEnded(p *place) func() {
	if !p.trial {
		return nil
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !p.lost {
			p.flow.route.tried(true, time.Now())
		}
	}
}

// Stuck says why no load gets through, for a health check: loads wait, those of at least two routes
// run, and none has returned for this time; or all routes that were asked for in this time, at
// least two, are down. One bad route alone is no reason. It returns "" if loads get through.
func (h *Hub[E]) Stuck(after time.Duration) string { return h.scheduler.stuck(after) }

func (s *scheduler) stuck(after time.Duration) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for _, l := range s.lanes {
		if !l.blockedSince.IsZero() && now.Sub(l.blockedSince) >= after {
			return fmt.Sprintf("no load has returned for %v, and %d wait", now.Sub(l.blockedSince), l.waiting)
		}
	}
	asked, down := 0, 0
	for _, r := range s.routes {
		if r.asked.IsZero() || now.Sub(r.asked) > after {
			continue
		}
		asked++
		if r.down {
			down++
		}
	}
	//mutant:true(2) TestOneRouteDownIsReady: one bad route does not make the server unready
	if asked == down && down >= 2 {
		return fmt.Sprintf("all %d routes that were asked for are down, because their loads hang", down)
	}
	return ""
}
