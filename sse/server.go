package sse

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A Server sends streams. The exported fields are options: set them before the first use.
type Server struct {
	// Heartbeat is the longest time that a stream is silent: then the server sends a comment.
	// Default: 20 s.
	Heartbeat time.Duration

	// WriteTimeout ends a stream whose connection takes no byte, or whose peer acknowledges none,
	// for this long. Default: 30 s.
	WriteTimeout time.Duration

	// MaxStreamAge ends a stream, so that clients spread over servers again and their viewers are
	// resolved again. Each stream gets 80 to 100 % of it, at random, so that clients that came
	// together do not reconnect together. Default: 10 min. Zero: no limit.
	MaxStreamAge time.Duration

	// MaxStreams limits the open streams. Above it, Serve returns [ErrTooManyStreams]. Default:
	// 15/16 of MaxConnections, so that other requests have connections too. Zero: no limit.
	MaxStreams int

	// DisableCompression turns gzip off. Default: streams are compressed if the request accepts it.
	DisableCompression bool

	// Log gets, once for each cause, why streams are refused or cost more than they need to.
	// Default: slog.Default().
	Log *slog.Logger

	poller    poller
	warned    sync.Map    // causes that are logged
	reencoded atomic.Bool // a middleware encodes streams that are encoded already, so they are not
	close     sync.Once

	mu         sync.Mutex
	draining   bool                          // no more streams are taken
	closed     bool                          // Close was called
	bye        *Frame                        // set by Drain, before a stream is asked to go
	empty      chan struct{}                 // set by Drain: closed when no stream is left
	streams    int                           // with the parked ones
	pending    int                           // admitted, and not started yet
	goroutines map[*goroutineStream]struct{} // the streams that are not parked
}

// NewServer returns a server with default options.
func NewServer() *Server {
	s := &Server{
		Heartbeat:    20 * time.Second,
		WriteTimeout: 30 * time.Second,
		MaxStreamAge: 10 * time.Minute,
		MaxStreams:   maxStreams(),
		goroutines:   map[*goroutineStream]struct{}{},
	}
	s.poller.server = s
	return s
}

// maxStreams returns the default of MaxStreams.
func maxStreams() int {
	connections := MaxConnections()
	if connections == 0 {
		return 0
	}
	return max(1, connections-max(connections/16, 16))
}

// Close ends all streams and refuses later ones with [ErrClosed]. Call it before
// [http.Server.Shutdown], which waits for the streams that have a goroutine and does not know of
// the parked ones; those are gone when Close returns.
func (s *Server) Close() {
	s.close.Do(func() {
		s.mu.Lock()
		s.draining, s.closed = true, true
		for g := range s.goroutines {
			// A server that closes ends streams that have a goroutine.
			//mutant:delete TestDeadlineAndShutdown
			g.end(endServer)
		}
		s.mu.Unlock()
		s.poller.close()
	})
}

// Counts are gauges for metrics.
type Counts struct {
	Streams int // open streams, with the parked ones
	Parked  int // streams without a goroutine, which net/http does not know of
}

// Count returns the server's gauges.
func (s *Server) Count() Counts {
	parked := s.poller.size()
	s.mu.Lock()
	defer s.mu.Unlock()
	return Counts{Streams: s.streams, Parked: parked}
}

// ConnContext sets options of a connection's socket; set [http.Server.ConnContext] to it. Parked
// streams do not need it. For the others, such as those over TLS, it is the only way to the socket:
// without it a peer that vanished is served until MaxStreamAge, and the kernel keeps old events for
// a slow peer.
func (s *Server) ConnContext(ctx context.Context, conn net.Conn) context.Context {
	//mutant:delete TestBlackHoleTimeout/goroutine: the peer of a goroutine stream that vanished is noticed
	setSocketOptions(withoutTLS(conn), s.WriteTimeout)
	return ctx
}

// warnOnce logs a cause once.
func (s *Server) warnOnce(cause string, attrs ...any) {
	if _, logged := s.warned.LoadOrStore(cause, true); logged {
		return
	}
	log := s.Log
	if log == nil {
		log = slog.Default()
	}
	log.Warn("sse: "+cause, attrs...)
}
