package sse

import (
	"context"
	"fmt"
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
// clean end, and ignores its context while it waits.
type Follower struct {
	URL    string
	Client *http.Client       // by default one without a timeout
	Header func() http.Header // asked before each connection; may be nil
}

// A StatusError is an answer that is no stream.
type StatusError struct{ Status int }

func (e *StatusError) Error() string {
	return fmt.Sprintf("sse: the answer is %d %s", e.Status, http.StatusText(e.Status))
}

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
		wait := time.Duration(rand.Int64N(int64(min(time.Second<<min(failures, 5), 30*time.Second))))
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func refused(status int) bool {
	return status >= 400 && status < 500 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests
}

// Once reads one connection to its end.
func (f *Follower) Once(ctx context.Context, handle func(*Event)) error {
	var status error
	c := r3.NewClient(f.URL, r3.ClientMaxBufferSize(MaxEvent))
	if f.Client != nil {
		c.Connection = f.Client
	}
	if f.Header != nil {
		for name, values := range f.Header() {
			c.Headers[name] = values[0]
		}
	}
	c.ReconnectStrategy = &backoff.StopBackOff{}
	c.ResponseValidator = func(_ *r3.Client, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			status = &StatusError{resp.StatusCode}
		}
		return status
	}
	err := c.SubscribeRawWithContext(ctx, handle)
	if status != nil {
		return status
	}
	return err
}
