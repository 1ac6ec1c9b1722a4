package bus

import (
	"context"
	"time"
)

// sender adds topics that wait to the log, and wakes the other nodes: at once if it has been quiet,
// and else once in an interval for all that was committed in it.
func (r *Relay) sender(ctx context.Context) {
	failures := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		}
		bounded, cancel := context.WithTimeout(ctx, readTimeout)
		err := r.send(bounded)
		cancel()
		switch {
		case ctx.Err() != nil:
			signal(r.wake) // for Close
			return
		case err != nil:
			failures++
			signal(r.wake)
			pause(ctx, backoff(failures))
		default:
			failures = 0
			pause(ctx, r.options.WakeInterval)
		}
	}
}

// send adds the topics that wait to the log, all or none, and wakes the other nodes.
func (r *Relay) send(ctx context.Context) error {
	r.mu.Lock()
	pending := r.pending
	r.pending = map[string]struct{}{}
	r.mu.Unlock()
	if len(pending) > 0 {
		topics := make([]string, 0, len(pending))
		for topic := range pending {
			topics = append(topics, topic)
		}
		mark := r.NewMark()
		r.marks.add(mark)
		if err := r.log.Append(ctx, mark, topics); err != nil {
			//mutant:delete TestNotifyWhileTheLogIsDown: topics wait until the log takes them
			r.putBack(topics)
			r.reportLog(err)
			return err
		}
	}
	if r.options.Waker == nil {
		return nil
	}
	// A wake-up that failed is not sent again: other nodes read the log at intervals.
	if err := r.options.Waker.Wake(ctx); err != nil && ctx.Err() == nil {
		r.reportWaker(err)
	}
	return nil
}

func (r *Relay) putBack(topics []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, topic := range topics {
		if len(r.pending) >= maxPending {
			clear(r.pending)
			r.pending[Everything] = struct{}{}
			return
		}
		r.pending[topic] = struct{}{}
	}
}

// sweeper removes old rows, about once a minute.
func (r *Relay) sweeper(ctx context.Context) {
	for {
		pause(ctx, time.Minute/2+jitter(time.Minute))
		if ctx.Err() != nil {
			return
		}
		bounded, cancel := context.WithTimeout(ctx, time.Minute)
		err := r.log.Sweep(bounded)
		cancel()
		if err != nil && ctx.Err() == nil {
			r.options.Log.Warn("goldfish: old changes and submissions could not be deleted; the next try is in a minute", "error", err)
		}
	}
}
