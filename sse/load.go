package sse

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"
)

// A flight is one load and those who wait for it.
type flight struct {
	screen  *Screen
	done    chan struct{}
	awaited bool // so it is in the lane of those that hurry
	paced   bool // it may wait for the interval
	begun   bool // the view runs: who comes now is too late for it
	content Content
	err     error
}

func (f *flight) wait(ctx context.Context) (Content, error) {
	select {
	case <-f.done:
		return f.content, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// fly runs one load, if it does not run already.
func (s *Screen) fly(f *flight) {
	s.mu.Lock()
	if f.begun {
		s.mu.Unlock()
		return
	}
	f.begun = true
	s.begun++
	s.dirty = false
	s.began = time.Now()
	last := s.content
	s.mu.Unlock()
	defer s.hub.loads.Done()

	ctx, since := s.hub.depart(s)
	loaded, err := s.load(ctx, last)
	missed := s.hub.arrive(s, loaded.Topics, since, err)
	s.land(f, loaded, err, missed)
}

// depart returns the context of a load, which ends with the screen, and the moment before which the load saw everything.
func (h *Hub) depart(s *Screen) (context.Context, Moment) {
	ctx, cancel := context.WithCancel(h.ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.cancel = cancel; s.freed {
		cancel()
	}
	return ctx, h.notices.count
}

// arrive makes the screen listen to the topics that its load found. It reports whether one of them was named since the load departed,
// or may have been: then what was loaded may be too old.
func (h *Hub) arrive(s *Screen, topics []string, since Moment, err error) (missed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.cancel()
	s.cancel = nil
	if err != nil || s.freed {
		return err == nil
	}
	if !s.listensTo(topics) {
		for i := range s.ears {
			h.index.remove(&s.ears[i])
		}
		s.ears = make([]ear, len(topics))
		for i, topic := range topics {
			s.ears[i] = ear{who: s, topic: topic}
			h.index.add(&s.ears[i])
		}
	}
	for _, topic := range topics {
		missed = missed || h.notices.since(topic, since)
	}
	return missed
}

func (s *Screen) listensTo(topics []string) bool {
	if len(topics) != len(s.ears) {
		return false
	}
	for i, topic := range topics {
		if s.ears[i].topic != topic {
			return false
		}
	}
	return true
}

// load runs the source; a panic is an error.
func (s *Screen) load(ctx context.Context, last Content) (loaded Loaded, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	if err := ctx.Err(); err != nil {
		return Loaded{}, err
	}
	return s.source.Load(ctx, last)
}

// land takes in what a flight brought, and wakes the tabs if it is news to them.
func (s *Screen) land(f *flight, loaded Loaded, err error, missed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	news := s.wanted > s.landed || (err == nil) != (s.err == nil)
	s.landed = s.begun
	s.err = err
	if err != nil {
		s.failures++
		s.pause = pause(s.failures)
		s.dirty = true
		f.err = err
	} else {
		news = news || s.content == nil || s.content.Version() != loaded.Content.Version()
		s.failures = 0
		s.dirty = s.dirty || missed
		if s.content != loaded.Content {
			drop(s.content)
		}
		if s.forgotten {
			drop(loaded.Content)
		}
		s.content, s.until = loaded.Content, loaded.Until
		f.content = loaded.Content
	}
	s.running = nil
	close(f.done)
	if news {
		for t := s.tabs; t != nil; t = t.next {
			t.tab.out.wake()
		}
	}
	s.plan(0)
}

// drop tells a content that no screen shows it any more.
func drop(c Content) {
	if c, ok := c.(interface{ Drop() }); ok {
		c.Drop()
	}
}

// A PanicError is a panic of a source.
type PanicError struct {
	Value any
	Stack []byte
}

func (p *PanicError) Error() string { return fmt.Sprintf("panic: %v", p.Value) }
