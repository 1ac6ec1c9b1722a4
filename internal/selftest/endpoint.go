package selftest

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/sse"
)

// payloadSize is the number of random bytes in each event, before base64. However an event is
// encoded, it has no fewer bytes than that and fewer than twice as many, so the received bytes
// count the events.
const payloadSize = 512

// An endpoint is the server's side of a test, and the source of its events.
type endpoint struct {
	reached atomic.Bool // the app got the request
	refused atomic.Bool // the app answered that no stream can be sent
	writers atomic.Value

	mu           sync.Mutex
	wanted, sent int // events of the stream that is open
	waker        sse.Waker
}

// sending reports whether the app got the request and sends a stream.
func (e *endpoint) sending() bool { return e.reached.Load() && !e.refused.Load() }

// Is reports whether a request is the one of this test.
func (t *Streaming) Is(r *http.Request) bool { return r.Header.Get(Header) == t.token }

// ServeHTTP answers the request of the test, in place of the app.
func (t *Streaming) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.server.reached.Store(true)
	t.server.writers.Store(writerChain(w))
	if at, ok := r.Context().Deadline(); ok {
		t.log.Warn("goldfish: a middleware gives each request a time to end. Streams that cannot be parked, over HTTP/2 or TLS, end with it, and "+
			"clients reconnect. Keep requests that accept text/event-stream away from it", "after", time.Until(at).Round(time.Second))
	}
	wait, err := t.streams.Serve(w, r, sse.Stream{Start: t.server.start})
	if err != nil {
		t.server.refused.Store(errors.Is(err, sse.ErrNoFlush))
		t.fail(w, err)
		return
	}
	wait()
}

// start begins a stream with its first event.
func (e *endpoint) start(w sse.Waker) sse.Source {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.wanted, e.sent, e.waker = 1, 0, w
	return e
}

// sendNext sends another event.
func (e *endpoint) sendNext() {
	e.mu.Lock()
	e.wanted++
	waker := e.waker
	e.mu.Unlock()
	waker.Wake()
}

// Next implements [sse.Source].
func (e *endpoint) Next() (event *sse.Frame, end bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.sent == e.wanted {
		return nil, false
	}
	data := make([]byte, payloadSize)
	_, _ = rand.Read(data)
	return sse.NewFrame(&sse.Event{Data: []byte(base64.RawStdEncoding.EncodeToString(data))}), false
}

// Sent implements [sse.Source].
func (e *endpoint) Sent() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.sent++
}

// Close implements [sse.Source].
func (e *endpoint) Close() {}
