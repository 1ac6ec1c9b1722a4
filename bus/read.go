package bus

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// readTimeout limits one read: a connection that has died silently must not stop the relay.
const readTimeout = 5 * time.Second

// leastBackoff is the least time between two reads if the first one failed, however often the node
// is woken.
const leastBackoff = 100 * time.Millisecond

// reader reads the log whenever this node is woken, and at intervals.
func (r *Relay) reader(ctx context.Context, position string) {
	succeeded := time.Now()
	failures := 0
	for {
		wait := r.options.PollInterval/2 + rand.N(r.options.PollInterval/2+1)
		if failures > 0 {
			wait = backoff(failures)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-r.read:
			timer.Stop()
		case <-timer.C:
		}
		started := time.Now()
		next, err := r.readOnce(ctx, position, started.Sub(succeeded) > r.options.MaxReadAge)
		if ctx.Err() != nil {
			return
		}
		r.reportLog(err)
		if err != nil {
			failures++
		} else {
			position, succeeded, failures = next, started, 0
		}
		// Many wake-ups cost one read in an interval.
		least := r.options.ReadInterval
		if failures > 0 {
			least = max(least, leastBackoff)
		}
		pause(ctx, least-time.Since(started))
	}
}

// readOnce reads what is new after the position and tells the receivers. If late is set, rows may
// have been swept that were not read.
func (r *Relay) readOnce(ctx context.Context, position string, late bool) (next string, err error) {
	topics, gap, rows := map[string]struct{}{}, late, 0
	next, err = r.readWithin(ctx, position, func(topic, mark string) {
		rows++
		switch {
		//mutant:false TestOwnChangesAreReceivedOnce: this node has received its own writes already
		case r.marks.has(mark):
		//mutant:false(2) TestManyChangesAreAGap: a read takes bounded memory
		case topic == Everything, len(topics) >= maxRead:
			gap = true
		default:
			topics[topic] = struct{}{}
		}
	})
	// There are more rows than one read takes, and the same read may fail again and again. One from
	// the present on has none.
	//mutant:false TestReadThatNeverEnds: a read that takes too long is not repeated for ever
	if rows > 0 && errors.Is(err, context.DeadlineExceeded) {
		gap = true
		next, err = r.readWithin(ctx, "", func(string, string) {})
	}
	if errors.Is(err, ErrGap) {
		gap, err = true, nil
	}
	if err != nil {
		return "", err
	}
	r.mu.Lock()
	r.reads++
	r.mu.Unlock()
	//mutant:false TestGapOfTheLog|TestManyChangesAreAGap: what may be lost is said
	if gap {
		r.gap()
		return next, nil
	}
	names := make([]string, 0, len(topics))
	for topic := range topics {
		names = append(names, topic)
	}
	r.Local.Notify(names...)
	return next, nil
}

func (r *Relay) readWithin(ctx context.Context, position string, visit func(topic, mark string)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	return r.log.Read(ctx, position, visit)
}

// backoff returns the time before the next try after n failures in a row: up to 0.2 s, 0.4 s … 3 s.
func backoff(n int) time.Duration {
	most := min(100*time.Millisecond<<min(n, 5), 3*time.Second)
	return most/2 + rand.N(most/2)
}

func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
