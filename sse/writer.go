package sse

import (
	"errors"
	"net/http"
	"time"
)

// A writer sends events through an ordinary response, each at once and none for longer than the timeout.
type writer struct {
	w       http.ResponseWriter
	rc      *http.ResponseController
	timeout time.Duration
}

func newWriter(w http.ResponseWriter, timeout time.Duration) *writer {
	return &writer{w, http.NewResponseController(w), timeout}
}

// ErrBuffered says that a middleware around the handler keeps bytes back, so no stream can pass it.
var ErrBuffered = errors.New("sse: a middleware around this handler cannot flush (its ResponseWriter has neither Flush nor Unwrap): keep streams out of it")

// open writes the head and the first event. Its error means that nothing was written.
func (o *writer) open(hello []byte) error {
	if !canFlush(o.w) {
		return ErrBuffered
	}
	h := o.w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no") // nginx would collect events otherwise
	h.Del("Content-Length")
	// A server's deadlines are meant for ordinary requests. Where they cannot be changed, the stream lives as long as they let it.
	_ = o.rc.SetReadDeadline(time.Time{})
	_ = o.write(hello) // if the peer has gone, the request's context says so
	return nil
}

// write sends bytes now. The deadline is only for this write: HTTP/2 would end an idle stream at a deadline left standing.
func (o *writer) write(p []byte) error {
	_ = o.rc.SetWriteDeadline(time.Now().Add(o.timeout))
	defer func() { _ = o.rc.SetWriteDeadline(time.Time{}) }()
	if _, err := o.w.Write(p); err != nil {
		return err
	}
	return o.rc.Flush()
}

// canFlush looks for what [http.ResponseController] would use.
func canFlush(w http.ResponseWriter) bool {
	for {
		switch v := w.(type) {
		case http.Flusher, interface{ FlushError() error }:
			return true
		case interface{ Unwrap() http.ResponseWriter }:
			w = v.Unwrap()
		default:
			return false
		}
	}
}
