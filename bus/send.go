package bus

import (
	"context"
	"time"
)

// wakeTimeout limits one wake-up. Changes do not wait for it: they are in the log already.
const wakeTimeout = 2 * time.Second

// lastMessages limits the sending of each message that waits when the relay is closed.
const lastMessages = 500 * time.Millisecond

// repeat calls f after each signal: at once if it has been quiet, and else once in an interval for
// all signals in it. If f fails, repeat calls it again after a back-off. It returns when the
// context ends.
func repeat(ctx context.Context, signals chan struct{}, interval, timeout time.Duration, f func(context.Context) error) {
	failures := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		started := time.Now()
		bounded, cancel := context.WithTimeout(ctx, timeout)
		err := f(bounded)
		cancel()
		switch {
		case ctx.Err() != nil:
			signal(signals) // for Close
			return
		case err != nil:
			failures++
			//mutant:delete TestNotifyWhileTheLogIsDown|TestWakerRecovers: what failed is tried again
			signal(signals)
			pause(ctx, backoff(failures))
		default:
			failures = 0
			pause(ctx, interval-time.Since(started))
		}
	}
}

// append adds the topics that wait to the log, all or none.
func (r *Relay) append(ctx context.Context) error {
	r.mu.Lock()
	pending := r.pending
	r.pending = map[string]struct{}{}
	r.mu.Unlock()
	if len(pending) == 0 {
		return nil
	}
	topics := make([]string, 0, len(pending))
	for topic := range pending {
		topics = append(topics, topic)
	}
	mark := r.NewMark()
	r.marks.add(mark)
	if err := r.log.Append(ctx, mark, topics); err != nil {
		//mutant:delete TestNotifyWhileTheLogIsDown: topics wait until the log takes them
		r.putBack(topics)
		if ctx.Err() != context.Canceled {
			r.reportLog(err)
		}
		return err
	}
	signal(r.wake)
	return nil
}

// wakeOthers wakes the other nodes. If it fails, they read the log at intervals.
func (r *Relay) wakeOthers(ctx context.Context) error {
	err := r.options.Waker.Wake(ctx)
	if ctx.Err() != context.Canceled {
		r.reportWake(err)
	}
	return err
}

func (r *Relay) putBack(topics []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, topic := range topics {
		//mutant:false TestManyPendingTopics: so do those that have failed
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
