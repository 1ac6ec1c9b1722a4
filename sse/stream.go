package sse

import (
	"context"
	"time"
)

// A Stream describes one stream.
type Stream struct {
	First   *Frame    // sent before the events of the source; may be nil
	Expires time.Time // when the stream ends at the latest; zero: never

	// Prepare is called before the first byte, when the stream is admitted. Serve returns its
	// error, and nothing is written. May be nil.
	Prepare func(ctx context.Context) error

	// Start returns the source of the events. It is called when the connection is ready for them.
	Start func(Waker) Source
}

// A Source has the events of one stream. Its methods are called one at a time. They must not wait
// for long: a parked stream has no goroutine of its own, and others wait for it.
type Source interface {
	// Next returns the newest event, or nil if there is none, and whether the stream ends then.
	// It is called once at the start, then after each wake-up and after each event. If the
	// connection has no room for an event, Next is called again later, so that the event can be
	// replaced by a newer one.
	Next() (event *Frame, end bool)

	// Sent says that the first byte of the event that Next returned is out.
	Sent()

	// Close says that the stream has ended.
	Close()
}

// A Waker is how a source says that something has happened. Its methods never wait, and may be
// called at any time, from any goroutine.
type Waker interface {
	Wake() // there may be a new event
	End()  // the stream ends, with the event that Next returns, if there is one
}

// Why a stream ends. The first reason counts.
const (
	endSource uint32 = iota + 1 // the source has called End, and may have a last event
	endServer                   // the server drains
	endTime                     // the stream has expired, or is old
	endPeer                     // the peer is gone, or takes no bytes
)
