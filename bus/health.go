package bus

import (
	"math/rand/v2"
	"time"
)

// Health says what works, for metrics and for a page that shows the state of a node. See also
// [Receiver.Health].
type Health struct {
	Log   error // of the last read or append; nil: the log can be read
	Waker error // of the last wake-up or connection; nil: nodes are woken at once

	Reads uint64 // how often the log was read without an error, since the start
}

// Health returns what works just now.
func (r *Relay) Health() Health {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := Health{Log: r.errs.log, Waker: r.errs.listen, Reads: r.reads}
	if h.Waker == nil {
		h.Waker = r.errs.wake
	}
	return h
}

// errs are the last errors of what a relay does; nil: it works.
type errs struct{ log, listen, wake error }

// reportLog notes whether the log works.
func (r *Relay) reportLog(err error) { r.report(&r.errs.log, err) }

// reportListen notes whether this node can be woken.
func (r *Relay) reportListen(err error) { r.report(&r.errs.listen, err) }

// reportWake notes whether this node can wake others.
func (r *Relay) reportWake(err error) { r.report(&r.errs.wake, err) }

// report notes one of the errors. If something has broken, or works again, it logs that and tells
// the receivers.
func (r *Relay) report(state *error, err error) {
	r.reporting.Lock() // so that receivers are told in the order of changes
	defer r.reporting.Unlock()
	before := r.Health()
	r.mu.Lock()
	*state = err
	r.mu.Unlock()
	after := r.Health()
	changed := r.logChange(before.Log, after.Log,
		"goldfish: the database cannot be read; trying again", "goldfish: the database can be read again")
	if r.logChange(before.Waker, after.Waker,
		"goldfish: nodes cannot wake each other, so they receive changes later", "goldfish: nodes can wake each other again") {
		changed = true
	}
	if changed {
		r.healthChanged(after)
	}
}

// logChange logs that something has broken, or works again. It reports whether one of both is so.
func (r *Relay) logChange(before, after error, bad, good string) bool {
	switch {
	case before == nil && after != nil:
		r.options.Log.Warn(bad, "error", after)
	case before != nil && after == nil:
		r.options.Log.Info(good)
	default:
		return false
	}
	return true
}

// Subscribe implements [Bus]. If something does not work, the receiver is told before Subscribe
// returns.
func (r *Relay) Subscribe(receiver Receiver) (cancel func()) {
	r.reporting.Lock()
	defer r.reporting.Unlock()
	cancel = r.Local.Subscribe(receiver)
	if h := r.Health(); receiver.Health != nil && (h.Log != nil || h.Waker != nil) {
		receiver.Health(h)
	}
	return cancel
}

func jitter(d time.Duration) time.Duration { return rand.N(d) }
