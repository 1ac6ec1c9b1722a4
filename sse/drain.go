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
	rand.Shuffle(len(streams), func(i, j int) { streams[i], streams[j] = streams[j], streams[i] })
	timer := time.NewTimer(0)
	defer timer.Stop()
	for end := time.Now().Add(window); len(streams) > 0; {
		n, wait := pace(len(streams), time.Until(end))
		for _, stream := range streams[:n] {
			stream.sendBye()
		}
		streams = streams[n:]
		timer.Reset(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
	select {
	case <-empty:
	case <-ctx.Done():
	}
}

// pace returns how many of the streams that are left to ask now, and how long to wait then. It
// looks only at the time that is left: what a process that was held up has missed is spread too.
func pace(streams int, left time.Duration) (n int, wait time.Duration) {
	const tick = 10 * time.Millisecond
	//mutant:false TestDrainSpreadsTheStreams: streams are asked one after the other
	if left > tick && streams > 1 {
		wait = max(tick, left/time.Duration(streams-1))
		return max(1, int(time.Duration(streams)*wait/left)), wait
	}
	return streams, 0
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
