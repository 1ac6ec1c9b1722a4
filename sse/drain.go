package sse

import (
	"context"
	"math/rand/v2"
	"time"
)

// Drain refuses later streams with [ErrClosed], and asks the clients of the open ones to connect
// elsewhere: each stream is sent the event bye at a time of its own within the window, in random
// order, so that the clients do not all reconnect together. A stream stays open, and goes on with
// its events, until its client closes it. Drain returns when no stream is left, or when the context
// ends; then call [Server.Close].
func (s *Server) Drain(ctx context.Context, bye *Frame, window time.Duration) {
	streams, empty := s.startDrain(bye)
	start, n := time.Now(), len(streams)
	rand.Shuffle(n, func(i, j int) { streams[i], streams[j] = streams[j], streams[i] })
	timer := time.NewTimer(0)
	defer timer.Stop()
	for i, stream := range streams {
		//mutant:set(time.Duration(0)) TestDrainSpreadsTheStreams: streams are asked one after the other
		wait := time.Until(start.Add(window * time.Duration(i) / time.Duration(n)))
		if wait > time.Millisecond {
			timer.Reset(wait)
			select {
			case <-timer.C:
			case <-ctx.Done():
				return
			}
		}
		stream.sendBye()
	}
	select {
	case <-empty:
	case <-ctx.Done():
	}
}

// Refuse makes Serve return [ErrClosed] from now on. Open streams go on.
func (s *Server) Refuse() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draining = true
}

// A drainable is an open stream that can send the event of Drain.
type drainable interface{ sendBye() }

// startDrain returns the open streams, and a channel that is closed when none is left.
func (s *Server) startDrain(bye *Frame) (streams []drainable, empty <-chan struct{}) {
	s.mu.Lock()
	s.draining, s.bye = true, bye
	s.empty = make(chan struct{})
	empty = s.empty
	if s.streams+s.pending == 0 {
		close(s.empty)
		s.empty = nil
	}
	for g := range s.goroutines {
		streams = append(streams, g)
	}
	s.mu.Unlock()
	return s.poller.appendStreams(streams), empty
}

// checkEmpty says that no stream is left, if Drain waits for that. The lock is held.
func (s *Server) checkEmpty() {
	if s.empty != nil && s.streams+s.pending == 0 {
		close(s.empty)
		s.empty = nil
	}
}

func (g *goroutineStream) sendBye() {
	g.byeDue.Store(true)
	g.Wake()
}
