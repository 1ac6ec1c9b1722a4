package sse

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/internal/unwrap"
)

// ErrNoFlush says that a middleware around the handler cannot flush, so no stream can pass it.
var ErrNoFlush = errors.New(
	"sse: a middleware around this handler cannot flush, so keep streams out of it")

// canFlush returns an error if [http.ResponseController] cannot flush the response.
func canFlush(w http.ResponseWriter) error {
	var last http.ResponseWriter
	for last = range unwrap.Writers(w) {
		switch last.(type) {
		case http.Flusher, interface{ FlushError() error }:
			return nil
		}
	}
	return fmt.Errorf("%w: its ResponseWriter, a %T, has neither Flush nor Unwrap", ErrNoFlush, last)
}

// A response sends frames through net/http, each at once and none for longer than the timeout.
type response struct {
	w        http.ResponseWriter
	rc       *http.ResponseController
	timeout  time.Duration
	encoding []string // what Content-Encoding was set to; nil: the stream is not compressed
}

// open writes the head and the first event. A response that will be hijacked ends with its
// connection.
func (o response) open(first *Frame, hijack bool) {
	h := o.w.Header()
	body := first.bytes(o.encoding != nil)
	if o.encoding != nil {
		h["Content-Encoding"] = o.encoding
		body = append(gzipHead[:len(gzipHead):len(gzipHead)], body...)
	}
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	//mutant:arg(2, "no-store") TestTransport$/^tcp$: caches are told to keep and change nothing
	h.Set("Cache-Control", "no-store, no-transform")
	//mutant:delete TestTransport$/^tcp$: proxies are told not to buffer
	h.Set("X-Accel-Buffering", "no") // nginx would buffer events otherwise
	h.Del("Content-Length")
	if hijack {
		// Then net/http does not frame the body and sends "Connection: close", so that what
		// follows can be written without it.
		//mutant:delete TestParkedHead: a stream without a length has none
		h.Set("Transfer-Encoding", "identity")
	}
	_ = o.write(body) // if the peer has gone, the transport will notice
}

// write sends bytes now. The deadline is only for this write: HTTP/2 ends an idle stream at a
// deadline that is not cleared.
func (o response) write(p []byte) error {
	// A goroutine stream whose peer takes nothing ends.
	//mutant:delete TestTransportWriteTimeout/^no_hijack$
	_ = o.rc.SetWriteDeadline(time.Now().Add(o.timeout))
	// A deadline of one write does not end the next.
	//mutant:delete TestTransportServerDeadlines/^http2$
	defer func() { _ = o.rc.SetWriteDeadline(time.Time{}) }()
	if _, err := o.w.Write(p); err != nil {
		return err
	}
	return o.rc.Flush()
}

// reencoded reports whether a middleware encodes the response. It compares by identity, because the
// middleware may have set the same value. Call it after the first write: then every middleware has
// decided what it does.
func (o response) reencoded() bool {
	now := o.w.Header()["Content-Encoding"]
	//mutant:false TestMiddlewareThatEncodesIsNotParked: what a middleware encodes is not parked
	return len(now) != len(o.encoding) || len(now) > 0 && &now[0] != &o.encoding[0]
}

// canHijack reports whether to try to take over the connection after the head is written.
func (s *Server) canHijack(w http.ResponseWriter, r *http.Request) bool {
	// What a middleware encoded before is left to it.
	//mutant:false(4) TestMiddlewareThatCompresses/early
	if r.ProtoMajor != 1 || r.TLS != nil || r.Method == http.MethodHead || contentEncoding(w) != "" {
		return false
	}
	var last http.ResponseWriter
	for last = range unwrap.Writers(w) {
		if _, ok := last.(http.Hijacker); ok {
			return true
		}
	}
	if hasServer(r) {
		s.warnOnce("streams cannot be parked: a middleware refuses to have its connection hijacked, "+
			"so each stream costs what one does in net/http, 20 to 40 KB, instead of half of one",
			"writer", fmt.Sprintf("%T", last))
	}
	return false
}

// hasServer reports whether a real server made the request. In tests there may be none, and then
// there is nothing to warn about.
func hasServer(r *http.Request) bool { return r.Context().Value(http.ServerContextKey) != nil }

// hijack takes over the connection. It returns nil if the response has to go on as it began.
func (s *Server) hijack(o response) net.Conn {
	conn, _, err := o.rc.Hijack()
	if err != nil {
		s.warnOnce("streams cannot be parked: hijack failed", "err", err)
		return nil
	}
	return conn
}
