package sse

import "errors"

// ErrTooManyStreams says that MaxStreams are open. The client may come back later.
var ErrTooManyStreams = errors.New("sse: too many streams")

// reserve keeps a place for a stream, until the stream starts or the place is given back.
func (s *Server) reserve() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	//mutant:false TestCloseDuringPrepare: a drained server refuses
	if s.draining {
		return ErrClosed
	}
	//mutant:false TestMaxStreams: streams are limited
	//mutant:zero(2.1.2) TestMaxStreams: streams that start count
	if s.MaxStreams > 0 && s.streams+s.pending >= s.MaxStreams {
		s.warnOnce("streams are refused: there are MaxStreams", "MaxStreams", s.MaxStreams)
		return ErrTooManyStreams
	}
	s.pending++
	return nil
}

// unreserve gives back the place of a stream that has not started.
func (s *Server) unreserve(p *pendingStream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	//mutant:delete TestStreamSlotIsReleased: the place of a stream that does not start is released
	if !p.started {
		s.pending--
		s.checkEmpty()
	}
}

// start turns a reserved place into an open stream. It reports whether the server was closed, and
// whether it has asked the open streams to go. The goroutine stream is nil for a parked one.
func (s *Server) start(p *pendingStream, g *goroutineStream) (closed, asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending--
	s.streams++
	p.started = true
	if g != nil {
		s.goroutines[g] = struct{}{}
	}
	return s.closed, s.bye != nil
}

// stop undoes start.
func (s *Server) stop(g *goroutineStream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.streams--
	delete(s.goroutines, g)
	s.checkEmpty()
}

func (s *Server) isDraining() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.draining
}
