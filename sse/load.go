package sse

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"
)

// A flight is one load and those who wait for it.
type flight struct {
	done    chan struct{}
	hurry   chan struct{} // closed when somebody waits
	awaited bool
	begun   bool // the view runs: who comes now is too late for it
	content Content
	err     error
}

func newFlight() *flight {
	return &flight{done: make(chan struct{}), hurry: make(chan struct{})}
}

func (f *flight) wait(ctx context.Context) (Content, error) {
	select {
	case <-f.done:
		return f.content, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// join returns a flight that has not begun, and makes it hurry. The lock is held.
func (s *Screen) join() *flight {
	var f *flight
	switch {
	case s.running == nil:
		f = newFlight()
		f.awaited = true
		close(f.hurry)
		s.launch(f)
		return f
	case !s.running.begun:
		f = s.running
	case s.next == nil:
		s.next = newFlight()
		fallthrough
	default:
		f = s.next
	}
	if !f.awaited {
		f.awaited = true
		close(f.hurry)
	}
	return f
}

// launch starts a flight. The lock is held.
func (s *Screen) launch(f *flight) {
	s.stopTimer()
	if s.closed {
		f.err = ErrClosed
		close(f.done)
		return
	}
	s.running = f
	s.hub.loads.Add(1)
	go s.fly(f)
}

// fly runs one load. One that nobody waits for takes its turn among its like.
func (s *Screen) fly(f *flight) {
	defer s.hub.loads.Done()
	select {
	case <-f.hurry:
	default:
		select {
		case <-f.hurry:
		case <-s.ctx.Done():
		case s.hub.slots <- struct{}{}:
			defer func() { <-s.hub.slots }()
		}
	}
	s.mu.Lock()
	f.begun = true
	s.dirty = false
	s.began = time.Now()
	last := s.content
	s.mu.Unlock()

	since := s.hub.clock()
	loaded, err := s.load(last)
	missed := err == nil && s.hub.watch(s, loaded.Topics, since)
	s.land(f, loaded, err, missed)
}

func (h *Hub) clock() uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.notices.count
}

// load runs the source; a panic is an error.
func (s *Screen) load(last Content) (loaded Loaded, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	if err := s.ctx.Err(); err != nil {
		return Loaded{}, err
	}
	return s.source.Load(s.ctx, last)
}

// land takes in what a flight brought, and wakes the tabs if it is news to them.
func (s *Screen) land(f *flight, loaded Loaded, err error, missed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	news := (err == nil) != (s.err == nil)
	s.err = err
	if err != nil {
		s.failures++
		s.dirty = true
		f.err = err
	} else {
		news = news || s.content == nil || s.content.Version() != loaded.Content.Version()
		s.failures = 0
		s.dirty = s.dirty || missed
		s.content, s.until = loaded.Content, loaded.Until
		f.content = loaded.Content
	}
	s.running = nil
	close(f.done)
	if news {
		for t := range s.tabs {
			t.notice()
		}
	}
	if next := s.next; next != nil {
		s.next = nil
		s.launch(next)
		return
	}
	s.plan(0)
}

// plan arranges the next load that nobody waits for: soon if something was named, later if the last load failed, in time if the content
// is true until a known moment, and never while nobody looks. The lock is held.
func (s *Screen) plan(least time.Duration) {
	s.stopTimer()
	if s.running != nil || len(s.tabs) == 0 || s.closed {
		return
	}
	var at time.Time
	switch {
	case s.err != nil:
		at = s.began.Add(pause(s.failures))
	case s.dirty:
		at = s.began.Add(s.hub.Interval)
	case !s.until.IsZero():
		at = s.until
		if soonest := s.began.Add(s.hub.Interval); at.Before(soonest) {
			at = soonest
		}
	default:
		return
	}
	if wait := max(least, time.Until(at)); wait > 0 {
		s.timer = time.AfterFunc(wait, s.due)
		return
	}
	s.launch(newFlight())
}

// due is when the timer of plan fires. What it was set for may have been done meanwhile, so it plans again.
func (s *Screen) due() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plan(0)
}

func (s *Screen) stopTimer() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// pause is how long after its start a load that failed for the n-th time is tried again: 1 s, 2 s, … 60 s, spread by a quarter.
func pause(n int) time.Duration {
	d := min(time.Second<<min(n-1, 6), time.Minute)
	return d - time.Duration(rand.Int64N(int64(d/4)))
}

// A PanicError is a panic of a source.
type PanicError struct {
	Value any
	Stack []byte
}

func (p *PanicError) Error() string { return fmt.Sprintf("panic: %v", p.Value) }
