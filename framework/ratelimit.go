package framework

import (
	"sync"
	"time"
)

// A rateLimit admits a number of actions of each client in a minute. A client that has done nothing
// for a while may do all of them at once; after that they are spread evenly (the generic cell rate
// algorithm, ITU-T I.371).
type rateLimit struct {
	perMinute int // zero: no limit

	mu sync.Mutex
	// When the next action of a client would be due if they were evenly spread.
	next    map[string]time.Time
	sweepAt int // entries, when those that say nothing any more are removed
}

// admit counts an action. If it is one too many, admit returns after what time the next is
// admitted.
func (l *rateLimit) admit(client string, now time.Time) (retryAfter time.Duration) {
	if l.perMinute <= 0 || client == "" {
		return 0
	}
	interval := time.Minute / time.Duration(l.perMinute)
	l.mu.Lock()
	defer l.mu.Unlock()
	next := l.next[client]
	if next.Before(now) {
		next = now
	}
	next = next.Add(interval)
	//mutant:false TestTooManyActions: actions are limited
	if over := next.Sub(now) - time.Minute; over > 0 {
		return over
	}
	if l.next == nil {
		l.next = map[string]time.Time{}
	}
	l.next[client] = next
	if len(l.next) > l.sweepAt {
		for client, next := range l.next {
			//mutant:false TestRateLimitForgets: clients that are idle take no memory
			if next.Before(now) {
				delete(l.next, client)
			}
		}
		l.sweepAt = 2*len(l.next) + 1000
	}
	return 0
}
