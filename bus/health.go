package bus

import (
	"math/rand/v2"
	"time"
)

// Health says what works, for metrics and for a page that shows the state of a node.
type Health struct {
	Log   error // of the last read or append; nil: the log can be read
	Waker error // of the last wake-up or connection; nil: other nodes are woken at once
}

// Health returns what works just now.
func (r *Relay) Health() Health {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.health
}

// reportLog notes whether the log works, and logs a change of that.
func (r *Relay) reportLog(err error) {
	r.report(&r.health.Log, err, "goldfish: changes by other nodes cannot be read; trying again", "goldfish: changes by other nodes can be read again")
}

// reportWaker notes whether the waker works, and logs a change of that.
func (r *Relay) reportWaker(err error) {
	r.report(&r.health.Waker, err, "goldfish: nodes cannot wake each other, so they receive changes later", "goldfish: nodes can wake each other again")
}

func (r *Relay) report(state *error, err error, bad, good string) {
	r.mu.Lock()
	before := *state
	*state = err
	r.mu.Unlock()
	switch {
	case before == nil && err != nil:
		r.options.Log.Warn(bad, "error", err)
	case before != nil && err == nil:
		r.options.Log.Info(good)
	}
}

func jitter(d time.Duration) time.Duration { return rand.N(d) }
