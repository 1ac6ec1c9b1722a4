package sse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	r3 "github.com/r3labs/sse/v2"
	"gopkg.in/cenkalti/backoff.v1"
)

// MaxEvent is the size in bytes of the largest event that a Follower reads.
const MaxEvent = 16 << 20

// A Follower reads a stream as a Go program, for as long as it takes: it connects again after every end. It is the client of
// r3labs/sse/v2 with its faults kept out (docs/adr/0002-r3labs-sse.md): that client gives up after 15 minutes, does not come back after a
// clean end, ignores its context while it waits, and misreads some streams.
type Follower struct {
	URL    string
	Client *http.Client       // by default one without a timeout
	Header func() http.Header // asked before each connection; may be nil

	// Silence is how long nothing at all may come, not even a heartbeat, before the connection is taken for dead. By default
	// 50 s, two and a half heartbeats. The time that handle takes counts.
	Silence time.Duration
}

// A StatusError is an answer that is no stream.
type StatusError struct{ Status int }

func (e *StatusError) Error() string {
	return fmt.Sprintf("sse: the answer is %d %s", e.Status, http.StatusText(e.Status))
}

// ErrSilent says that a connection was given up because nothing came.
var ErrSilent = errors.New("sse: nothing came, not even a heartbeat")

// Follow calls handle with every event, one at a time, until ctx ends or the server answers 4xx (but 408 and 429), and returns
// that error. Between connections it waits with full jitter, up to 30 s.
func (f *Follower) Follow(ctx context.Context, handle func(*Event)) error {
	for failures := 0; ; failures++ {
		err := f.Once(ctx, func(e *Event) {
			failures = 0
			handle(e)
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if refusal, ok := err.(*StatusError); ok && refused(refusal.Status) {
			return err
		}
		wait := time.NewTimer(rand.N(min(time.Second<<min(failures, 5), 30*time.Second)))
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return ctx.Err()
		}
	}
}

func refused(status int) bool {
	return status >= 400 && status < 500 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests
}

// Once reads one connection to its end. It returns nil if the server, or ctx, ended it.
func (f *Follower) Once(ctx context.Context, handle func(*Event)) error {
	silence := f.Silence
	if silence <= 0 {
		silence = 50 * time.Second
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(silence, func() { cancel(ErrSilent) })
	defer watchdog.Stop()

	// Every connection has a client of its own, since the last id is the client's, and no backoff: coming back is Follow's business.
	c := r3.NewClient(f.URL, r3.ClientMaxBufferSize(MaxEvent+4096))
	c.ReconnectStrategy = &backoff.StopBackOff{}
	if f.Client != nil {
		c.Connection = f.Client
	}
	c.Headers["Accept-Encoding"] = "identity" // Go's reader of gzip may hold an event back until the next one
	if f.Header != nil {
		for name, values := range f.Header() {
			if len(values) > 0 {
				c.Headers[name] = values[0]
			}
		}
	}
	var status error
	c.ResponseValidator = func(_ *r3.Client, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			_ = resp.Body.Close()
			status = &StatusError{resp.StatusCode}
			return status
		}
		feed := newFeed(resp.Body, func() { watchdog.Reset(silence) }, func(id []byte) { c.LastEventID.Store(id) })
		resp.Body = struct {
			io.Reader
			io.Closer
		}{feed, resp.Body}
		return nil
	}
	err := c.SubscribeRawWithContext(ctx, handle)
	switch {
	case status != nil:
		return status
	case context.Cause(ctx) == ErrSilent:
		return ErrSilent
	}
	return err
}
