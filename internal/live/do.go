package live

import (
	"context"
	"time"
)

// Do calls f in a place of the interactive lane, as a load of this route that no screen keeps. The
// context of f ends after LoadTimeout and with the hub. If Do returns an error, f has not run, or
// it may still run: do not read what it writes. The client is as for [Screen.LoadNow].
func (h *Hub[E]) Do(ctx context.Context, client, route string, f func(context.Context)) error {
	j := &job{caller: ctx, hub: h.ctx, timeout: h.LoadTimeout, f: f, done: make(chan error, 2)}
	err := h.scheduler.add(interactive, interactiveFactor*h.MaxConcurrentLoads, route, client, j)
	if err != nil {
		return err
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A job is a call of Do. Its channel has room for the results of run and abandon.
type job struct {
	caller  context.Context
	hub     context.Context
	timeout time.Duration
	f       func(context.Context)
	done    chan error
}

func (j *job) begin() bool { return j.caller.Err() == nil }

func (j *job) run(ended func()) {
	ctx, cancel := context.WithTimeout(j.hub, j.timeout)
	defer cancel()
	j.f(ctx)
	if ended != nil {
		ended()
	}
	j.done <- nil
}

func (j *job) abandon(err error) { j.done <- err }
