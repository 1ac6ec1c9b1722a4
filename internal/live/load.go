package live

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// A call is one load and those who wait for it.
type call[E comparable] struct {
	screen *Screen[E]
	done   chan struct{}

	// The screen's lock guards these; from when done is closed, they do not change.
	interactive bool   // somebody waits, so the call is in the interactive lane
	client      string // who waits, or the only one who has the screen; "": nobody, or several
	debounced   bool   // it may wait for MinLoadInterval
	started     bool   // the loader runs: whoever comes now needs a later load
	finished    bool
	content     Content[E]
	version     string
	err         error

	last Content[E] // before the load; the goroutine of the load uses it alone
	lost bool       // the load has hung; the hub's lock guards this
}

// wait returns the result of the call. A call may begin after another one, so it is given the time
// of two loads; then the error is [context.DeadlineExceeded].
func (c *call[E]) wait(ctx context.Context) (Content[E], error) {
	timeout := time.NewTimer(2 * (c.screen.hub.LoadTimeout + hungAfter))
	defer timeout.Stop()
	select {
	case <-c.done:
		return c.content, c.err
	//mutant:false TestWaitIsLimited: nobody waits for ever
	case <-timeout.C:
		return nil, context.DeadlineExceeded
	case <-ctx.Done():
		// A load outlives its first caller.
		//mutant:insert(c.screen.cancel()) TestLoadNowOutlivesTheFirstCaller
		return nil, ctx.Err()
	}
}

// LoadNow returns content from a load that started after this call, so everybody reads their own
// writes. Calls that come while a load runs share the next load. If ctx ends, LoadNow returns its
// error, and the load goes on for the others. It waits for twice the time of a load at most; then
// its error is [context.DeadlineExceeded].
//
// The client is who waits, such as an address; "" is nobody in particular. Clients take turns.
func (s *Screen[E]) LoadNow(ctx context.Context, client string) (Content[E], error) {
	s.mu.Lock()
	c := s.joinNow(client)
	s.mu.Unlock()
	return c.wait(ctx)
}

// begin implements task. It reports false if the call has started in another lane, or was refused.
func (c *call[E]) begin() bool {
	s := c.screen
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.started || c.finished {
		return false
	}
	c.started = true
	if !c.interactive {
		c.client = s.owner
	}
	s.started++
	s.invalidated = false
	s.startedAt = time.Now()
	c.last = contentOf[E](s.charge)
	return true
}

// run implements task.
func (c *call[E]) run(ended func()) {
	s, last := c.screen, c.last
	c.last = nil
	charge := &Charge{cache: &s.hub.cache}
	ctx, seq := s.hub.begin(c)
	loaded, err := s.load(ctx, last, charge)
	if ended != nil {
		ended()
	}
	outdated := s.hub.end(c, loaded.Topics, seq, err)
	if err == nil && loaded.Content == last {
		charge = nil
	}
	s.finish(c, loaded, charge, err, outdated)
	s.hub.refuseAfter(err, s.loader.Route())
}

// abandon implements task: the call has hung, or was refused while it waited.
func (c *call[E]) abandon(err error) {
	s := c.screen
	if err == ErrHung {
		s.hub.mu.Lock()
		c.lost = true
		if s.cancel != nil {
			s.cancel()
			s.cancel = nil
		}
		s.hub.mu.Unlock()
		s.finish(c, Loaded[E]{}, nil, err, false)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail(c, err)
}

// begin returns the context of a load, which ends with the screen and after LoadTimeout, and the
// number of the last notification before the load.
func (h *Hub[E]) begin(c *call[E]) (context.Context, Seq) {
	ctx, cancel := context.WithTimeout(h.ctx, h.LoadTimeout)
	h.mu.Lock()
	defer h.mu.Unlock()
	if c.screen.cancel = cancel; c.screen.removed {
		cancel()
	}
	return context.WithValue(ctx, callKey{}, c), h.log.last
}

// end makes the screen listen to the topics of a load. It reports whether one of the topics was
// notified while the load ran, or may have been: then the content may be outdated.
func (h *Hub[E]) end(c *call[E], topics []string, seq Seq, err error) (outdated bool) {
	s := c.screen
	h.mu.Lock()
	defer h.mu.Unlock()
	if c.lost {
		return true
	}
	s.cancel()
	s.cancel = nil
	if err != nil || s.removed {
		return err == nil
	}
	if !s.listensTo(topics) {
		for i := range s.entries {
			h.index.remove(&s.entries[i])
		}
		s.entries = make([]entry[E], len(topics))
		for i, topic := range topics {
			s.entries[i] = entry[E]{listener: s, topic: topic}
			h.index.add(&s.entries[i])
		}
	}
	for _, topic := range topics {
		outdated = outdated || h.log.mayHaveChanged(topic, seq)
	}
	return outdated
}

func (s *Screen[E]) listensTo(topics []string) bool {
	if len(topics) != len(s.entries) {
		return false
	}
	for i, topic := range topics {
		//mutant:false TestChangingTopics: a change of topics is heeded
		if s.entries[i].topic != topic {
			return false
		}
	}
	return true
}

// load runs the loader. A panic becomes an error.
func (s *Screen[E]) load(
	ctx context.Context, last Content[E], charge *Charge,
) (loaded Loaded[E], err error) {
	defer func() {
		//mutant:set(any(nil)) TestPanicInLoad: a panic of a view is an error
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	if err := ctx.Err(); err != nil {
		return Loaded[E]{}, err
	}
	return s.loader.Load(ctx, last, charge)
}

// finish stores the result of a call and wakes the tabs if there is something new for them. The
// charge is that of new content; nil: the content is the last one.
func (s *Screen[E]) finish(
	c *call[E], loaded Loaded[E], charge *Charge, err error, outdated bool,
) {
	s.mu.Lock()
	defer s.mu.Unlock()
	//mutant:false TestLateResultOfAHungLoad: a load that returns too late changes nothing
	if c.finished {
		return
	}
	c.finished = true
	wake := s.wantLoad > s.finished || (err == nil) != (s.err == nil)
	s.finished = s.started
	s.err = err
	if err != nil {
		s.failures++
		s.backoff = backoff(s.failures)
		s.invalidated = true
		c.err = err
	} else {
		wake = wake || s.version == nil || *s.version != loaded.Version || s.place != loaded.Place
		s.failures = 0
		//mutant:false(2) TestReadAfterSubscribe: a notification during a load is not lost
		s.invalidated = s.invalidated || outdated
		if charge != nil {
			s.replace(charge, loaded)
		}
		s.expiresAt, s.place = loaded.ExpiresAt, loaded.Place
		c.content, c.version = loaded.Content, loaded.Version
	}
	s.running = nil
	close(c.done)
	s.wakeTabs(wake)
	s.schedule(0)
}

// fail ends a call that was refused. A refused load that nobody waits for counts as one that has
// failed. One that a client waits for changes nothing for the tabs. The lock is held.
func (s *Screen[E]) fail(c *call[E], err error) {
	if c.started || c.finished {
		return
	}
	c.finished = true
	if s.running == c {
		s.running = nil
	}
	c.err = err
	close(c.done)
	if c.interactive {
		s.schedule(0)
		return
	}
	//mutant:false TestOutageOfANewPart: what was refused in an outage is loaded at its end
	if _, ok := errors.AsType[*OutageError](err); ok {
		s.suspended = true
	}
	wake := s.err == nil
	s.started++
	s.finished = s.started
	s.startedAt = time.Now()
	s.err = err
	s.failures++
	s.backoff = backoff(s.failures)
	s.invalidated = true
	s.wakeTabs(wake)
	s.schedule(0)
}

func (s *Screen[E]) wakeTabs(wake bool) {
	if wake {
		for sub := s.tabs; sub != nil; sub = sub.next {
			sub.tab.waker.Wake()
		}
	}
}

// replace puts new content in the place of the last one. The lock is held.
func (s *Screen[E]) replace(charge *Charge, loaded Loaded[E]) {
	if s.charge != nil {
		//mutant:delete TestCacheBytes$: content that was replaced does not count
		s.hub.cache.remove(s.charge)
		s.charge.set(nil)
	}
	charge.version, charge.content = loaded.Version, loaded.Content
	s.charge, s.version = charge, &charge.version
	// Content that came after its screen was removed does not count.
	//mutant:true TestCacheBytesOfLateLoad
	if !s.removed {
		s.hub.cache.add(charge, loaded.Size)
	}
}

// A PanicError is a panic of a loader.
type PanicError struct {
	Value any
	Stack []byte
}

func (p *PanicError) Error() string { return fmt.Sprintf("panic: %v", p.Value) }
