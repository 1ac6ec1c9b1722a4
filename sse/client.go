package sse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	r3 "github.com/r3labs/sse/v2"
	"gopkg.in/cenkalti/backoff.v1"
)

// MaxEvent is the size in bytes of the largest event that a Client reads.
const MaxEvent = 16 << 20

// A Client reads a stream as a Go program, and reconnects after every end. It is the client of
// r3labs/sse/v2 without its faults (docs/adr/0002-r3labs-sse.md): that client gives up after 15
// minutes, does not reconnect after a clean end, ignores its context while it waits, and misreads
// some streams.
type Client struct {
	URL        string
	HTTPClient *http.Client       // default: one without a timeout
	Header     func() http.Header // called before each connection; may be nil

	// ReadTimeout ends a connection on which nothing arrives, not even a heartbeat. The time that
	// handle takes counts. Default: 50 s, two and a half heartbeats.
	ReadTimeout time.Duration
}

// A StatusError is a response that is not a stream.
type StatusError struct {
	Status     int
	RetryAfter time.Duration // what the header Retry-After demands, at most a minute; zero: nothing
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("sse: the answer is %d %s", e.Status, http.StatusText(e.Status))
}

// ErrTimeout says that nothing arrived for ReadTimeout.
var ErrTimeout = errors.New("sse: nothing arrived, not even a heartbeat")

// Subscribe calls handle with every event, one at a time, and reconnects. It returns when ctx ends,
// or when the server answers 4xx other than 408 and 429, with that error. Between connections it
// backs off with full jitter, up to 30 s, and for at least as long as Retry-After demands.
func (c *Client) Subscribe(ctx context.Context, handle func(*Event)) error {
	for failures := 0; ; failures++ {
		err := c.Connect(ctx, func(e *Event) {
			failures = 0
			handle(e)
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		pause := rand.N(min(time.Second<<min(failures, 5), 30*time.Second))
		if status, ok := err.(*StatusError); ok {
			if isPermanent(status.Status) {
				return err
			}
			//mutant:delete TestClientsReturnWithoutStorm: the server says when
			pause += status.RetryAfter
		}
		wait := time.NewTimer(pause)
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return ctx.Err()
		}
	}
}

func isPermanent(status int) bool {
	return status >= 400 && status < 500 &&
		status != http.StatusRequestTimeout && status != http.StatusTooManyRequests
}

// Connect reads one connection to its end. It returns nil if the server, or ctx, ended it.
func (c *Client) Connect(ctx context.Context, handle func(*Event)) error {
	timeout := c.ReadTimeout
	if timeout <= 0 {
		timeout = 50 * time.Second
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(timeout, func() { cancel(ErrTimeout) })
	defer watchdog.Stop()

	// Every connection has an r3.Client of its own, because the last id belongs to the r3.Client.
	// It does not back off: Subscribe does.
	conn := r3.NewClient(c.URL, r3.ClientMaxBufferSize(MaxEvent+4096))
	conn.ReconnectStrategy = &backoff.StopBackOff{}
	if c.HTTPClient != nil {
		conn.Connection = c.HTTPClient
	}
	// Go's gzip reader may delay an event until the next.
	conn.Headers["Accept-Encoding"] = "identity"
	if c.Header != nil {
		for name, values := range c.Header() {
			if len(values) > 0 {
				conn.Headers[name] = values[0]
			}
		}
	}
	var status error
	conn.ResponseValidator = func(_ *r3.Client, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			_ = resp.Body.Close()
			seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			status = &StatusError{resp.StatusCode, time.Duration(min(max(seconds, 0), 60)) * time.Second}
			return status
		}
		reader := newEventReader(resp.Body,
			//mutant:arg(1, $*1000) TestClientTimeout: the read timeout ends a silent connection
			func() { watchdog.Reset(timeout) },
			func(id []byte) { conn.LastEventID.Store(id) })
		resp.Body = struct {
			io.Reader
			io.Closer
		}{reader, resp.Body}
		return nil
	}
	err := conn.SubscribeRawWithContext(ctx, handle)
	switch {
	case status != nil:
		return status
	case context.Cause(ctx) == ErrTimeout:
		return ErrTimeout
	}
	return err
}
