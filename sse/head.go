package sse

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// ErrBuffered says that a middleware around the handler keeps bytes back, so no stream can pass it.
var ErrBuffered = errors.New("sse: a middleware around this handler cannot flush, so keep streams out of it")

// passes looks for what [http.ResponseController] would use to flush.
func passes(w http.ResponseWriter) error {
	last, ok := find(w, func(w http.ResponseWriter) bool {
		switch w.(type) {
		case http.Flusher, interface{ FlushError() error }:
			return true
		}
		return false
	})
	if !ok {
		return fmt.Errorf("%w: its ResponseWriter, a %T, has neither Flush nor Unwrap", ErrBuffered, last)
	}
	return nil
}

// A response sends events through net/http, each at once and none for longer than the timeout.
type response struct {
	w       http.ResponseWriter
	rc      *http.ResponseController
	timeout time.Duration
	coding  []string // what Content-Encoding was set to; nil: it is not ours
}

// open writes the head and the first event. A response that is to be hijacked ends with its connection.
func (o response) open(hello *Frame, hijack bool) {
	h := o.w.Header()
	first := hello.bytes(o.coding != nil)
	if o.coding != nil {
		h["Content-Encoding"] = o.coding
		first = append(gzipHead[:len(gzipHead):len(gzipHead)], first...)
	}
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no") // nginx would collect events otherwise
	h.Del("Content-Length")
	if hijack {
		// net/http then frames nothing and says "Connection: close", so that what follows can be written behind its back.
		h.Set("Transfer-Encoding", "identity")
	}
	_ = o.write(first) // if the peer has gone, the transport will notice
}

// write sends bytes now. The deadline is only for this write: HTTP/2 would end an idle stream at a deadline left standing.
func (o response) write(p []byte) error {
	_ = o.rc.SetWriteDeadline(time.Now().Add(o.timeout))
	defer func() { _ = o.rc.SetWriteDeadline(time.Time{}) }()
	if _, err := o.w.Write(p); err != nil {
		return err
	}
	return o.rc.Flush()
}

// find goes from a writer to what it wraps until one fits.
func find(w http.ResponseWriter, fits func(http.ResponseWriter) bool) (last http.ResponseWriter, ok bool) {
	for !fits(w) {
		outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return w, false
		}
		w = outer.Unwrap()
	}
	return w, true
}

// mayHijack reports whether it is worth trying to take the connection over once the head is written.
func (h *Hub) mayHijack(w http.ResponseWriter, r *http.Request) bool {
	if r.ProtoMajor != 1 || r.TLS != nil || r.Method == http.MethodHead || encoding(w) != "" {
		return false
	}
	last, ok := find(w, func(w http.ResponseWriter) bool { _, ok := w.(http.Hijacker); return ok })
	if !ok && served(r) {
		h.say("streams cannot be parked: a middleware refuses to have its connection hijacked, so each stream costs what one does in net/http, 20 to 40 KB, instead of half of one",
			"writer", fmt.Sprintf("%T", last))
	}
	return ok
}

// served reports whether a real server is behind the request. In tests there may be none, and nothing to complain of.
func served(r *http.Request) bool { return r.Context().Value(http.ServerContextKey) != nil }

// recoded reports whether a middleware encodes the response: it has set the header, which may say the same as ours. Only now, with the first bytes
// out, has every middleware decided what it does to them.
func (o response) recoded() bool {
	now := o.w.Header()["Content-Encoding"]
	return len(now) != len(o.coding) || len(now) > 0 && &now[0] != &o.coding[0]
}

// hijack takes the connection over. It returns nil where the response has to go on as it began.
func (h *Hub) hijack(o response) net.Conn {
	conn, _, err := o.rc.Hijack()
	if err != nil {
		h.say("streams cannot be parked: hijack failed", "err", err)
		return nil
	}
	return conn
}
