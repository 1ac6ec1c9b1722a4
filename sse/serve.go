package sse

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

// ErrClosed says that the server drains.
var ErrClosed = errors.New("sse: the server is closed")

// Serve sends a stream until the peer goes, the stream expires or gets old, its source ends it, or
// the server drains. An error before the first byte is returned, and nothing is written.
//
// Where it can, Serve parks the connection: the stream lives on without a goroutine, and wait
// returns at once. That needs Linux, HTTP/1 without TLS over TCP or a unix socket, and middleware
// that lets the connection be hijacked and has not encoded the response.
//
// Call wait as the last thing in the handler, with as few calls on the stack as possible: the stack
// stays allocated while the stream is open. Wait returns when the stream has ended. It is not nil
// if err is nil.
func (s *Server) Serve(w http.ResponseWriter, r *http.Request, st Stream) (wait func(), err error) {
	p := &pendingStream{Stream: st}
	if err := s.reserve(); err != nil {
		return nil, err
	}
	defer s.unreserve(p)
	if st.Prepare != nil {
		err = st.Prepare(r.Context())
	}
	//mutant:false TestCloseDuringPrepare: a server that was drained during Prepare refuses
	if s.isDraining() {
		return nil, ErrClosed
	}
	if err != nil {
		return nil, err
	}
	return s.startStream(w, r, p)
}

func noWait() {}

// startStream writes the head and the first event, and gives the stream to a transport.
func (s *Server) startStream(
	w http.ResponseWriter, r *http.Request, p *pendingStream,
) (wait func(), err error) {
	//mutant:false TestMiddlewareWithoutFlush: nothing is written where nothing can be flushed
	if err := canFlush(w); err != nil {
		s.warnOnce("no stream gets out", "err", err)
		return nil, err
	}
	hijack := canPark && s.canHijack(w, r)
	out := response{w: w, rc: http.NewResponseController(w), timeout: s.WriteTimeout}
	if s.shouldCompress(w, r) {
		out.encoding = []string{"gzip"}
	}
	if err := out.rc.SetWriteDeadline(time.Time{}); err != nil && hasServer(r) {
		s.warnOnce("a middleware hides the deadlines: the server's WriteTimeout ends streams, "+
			"and without one a client that never reads is kept", "err", err)
	}
	out.open(p.First, hijack)
	if r.Method == http.MethodHead {
		return noWait, nil
	}
	if out.reencoded() {
		s.warnOnce("streams cannot be parked: a middleware encodes them, and should leave them "+
			"alone: they are compressed already", "encoding", contentEncoding(w))
		if hijack = false; out.encoding != nil {
			// What is out was encoded twice, and nobody can read it. The client reconnects.
			// What a middleware encodes is not encoded twice.
			//mutant:delete TestMiddlewareThatEncodesIsNotParked
			s.reencoded.Store(true)
			return noWait, nil
		}
	}
	p.deadline, p.compressed = s.deadline(p.Expires), out.encoding != nil
	if hijack {
		if conn := s.hijack(out); conn != nil {
			if s.poller.park(conn, p) {
				return noWait, nil
			}
			return s.serveConn(conn, p), nil
		}
	}
	return s.startGoroutine(out, r.Context().Done(), p).run, nil
}

// A pendingStream is a stream without a transport yet.
type pendingStream struct {
	Stream
	deadline   time.Time // zero: never
	compressed bool
	started    bool // the server's lock guards it
}

// deadline returns when a stream ends that starts now: when it expires or is old. Zero: never.
func (s *Server) deadline(expires time.Time) time.Time {
	if s.MaxStreamAge <= 0 {
		return expires
	}
	old := time.Now().Add(s.MaxStreamAge - rand.N(s.MaxStreamAge/5+1))
	if expires.IsZero() || old.Before(expires) {
		return old
	}
	return expires
}
