package sse

import (
	"net"
	"sync/atomic"
	"time"
)

// A goroutineStream is the transport that works everywhere: a goroutine for each stream, most often
// that of the request. Its loop is shallow so that the runtime can shrink the goroutine's stack
// (runtime: shrinkstack), which is most of the stream's memory.
type goroutineStream struct {
	server      *Server
	source      Source
	out         writer
	peerGone    <-chan struct{}
	wakeups     chan struct{}
	ending      atomic.Uint32 // why the stream ends, or zero
	byeDue      atomic.Bool   // the event of Drain is to be sent
	compressed  bool
	deadline    time.Time   // zero: never
	heartbeatAt time.Time   // when a heartbeat is due
	timer       *time.Timer // for the deadline or the heartbeat
}

// A writer writes bytes now, for no longer than WriteTimeout.
type writer interface{ write([]byte) error }

// Wake implements Waker.
func (g *goroutineStream) Wake() {
	select {
	case g.wakeups <- struct{}{}:
	default: // a wake-up is pending
	}
}

// End implements Waker.
func (g *goroutineStream) End() { g.end(endSource) }

func (g *goroutineStream) end(why uint32) {
	if g.ending.CompareAndSwap(0, why) {
		g.Wake()
	}
}

// startGoroutine takes over a stream after its head. The caller must call run.
func (s *Server) startGoroutine(
	out writer, peerGone <-chan struct{}, p *pendingStream,
) *goroutineStream {
	g := &goroutineStream{
		server:     s,
		out:        out,
		peerGone:   peerGone,
		wakeups:    make(chan struct{}, 1),
		compressed: p.compressed,
		deadline:   p.deadline,
	}
	g.source = p.Start(g)
	closed, asked := s.start(p, g)
	//mutant:false TestCloseWhileStarting: a stream that starts while the server is closed ends
	if closed {
		g.end(endServer)
	}
	//mutant:false TestDrainWhileStarting: a stream that starts while the server drains is asked to go
	if asked {
		g.sendBye()
	}
	g.heartbeatAt = time.Now().Add(s.Heartbeat)
	g.timer = time.AfterFunc(s.Heartbeat, g.Wake)
	return g
}

// run is the life of the stream. It returns when the stream has ended.
func (g *goroutineStream) run() {
	defer g.close()
	for g.flush() && g.wait() {
	}
}

func (g *goroutineStream) close() {
	g.timer.Stop()
	g.source.Close()
	g.server.stop(g)
}

// wait waits for a wake-up. It reports whether the peer is still there.
func (g *goroutineStream) wait() bool {
	select {
	case <-g.wakeups:
		return true
	//mutant:false TestTransport$/^no_hijack$: the peer of a goroutine stream that leaves is noticed
	case <-g.peerGone:
		return false
	}
}

// flush writes what there is to send. It reports whether the stream goes on.
func (g *goroutineStream) flush() bool {
	for {
		//mutant:false(1) TestDrain$/^no_hijack$: a goroutine stream is asked to go
		if g.byeDue.CompareAndSwap(true, false) && !g.write(g.server.bye) {
			return false
		}
		event, end := g.next()
		if event != nil {
			g.source.Sent()
			if !g.write(event) {
				return false
			}
		}
		switch now := time.Now(); {
		case end:
			return false
		case event != nil: // the source may have more
		//mutant:false TestDeadlineAndShutdown: a goroutine stream ends at its deadline
		case !g.deadline.IsZero() && !now.Before(g.deadline):
			g.end(endTime)
		// A goroutine stream at rest is sent a heartbeat.
		//mutant:false TestTransportHeartbeat/^no_hijack$
		case !now.Before(g.heartbeatAt):
			if !g.write(heartbeatFrame) {
				return false
			}
		default:
			at := g.heartbeatAt
			if !g.deadline.IsZero() && g.deadline.Before(at) {
				at = g.deadline
			}
			g.timer.Reset(at.Sub(now))
			return true
		}
	}
}

func (g *goroutineStream) next() (event *Frame, end bool) {
	why := g.ending.Load()
	if why > endSource {
		return nil, true
	}
	event, end = g.source.Next()
	return event, end || why == endSource
}

func (g *goroutineStream) write(frame *Frame) bool {
	err := g.out.write(frame.bytes(g.compressed))
	g.heartbeatAt = time.Now().Add(g.server.Heartbeat)
	return err == nil
}

// serveConn serves a connection that was hijacked and cannot be parked, such as one that a listener
// wraps.
func (s *Server) serveConn(conn net.Conn, p *pendingStream) (wait func()) {
	setSocketOptions(conn, s.WriteTimeout)
	peerGone := make(chan struct{})
	go func() {
		defer close(peerGone)
		_, _ = conn.Read(make([]byte, 1)) // a client that sends something ends its stream too
	}()
	g := s.startGoroutine(deadlineWriter{conn, s.WriteTimeout}, peerGone, p)
	return func() {
		defer conn.Close()
		g.run()
	}
}
