package sse

import "sync"

// A Frame is one event as it goes over the wire: encoded once, never changed, and shared by all tabs that are sent it.
type Frame struct {
	plain  []byte
	once   sync.Once
	packed []byte
}

// NewFrame encodes an event.
func NewFrame(e *Event) *Frame {
	const names = len("event:\nid:\ndata:\n\n")
	return &Frame{plain: Append(make([]byte, 0, names+len(e.Event)+len(e.ID)+len(e.Data)), e)}
}

// bytes are what is written of a frame, and nothing of none. Those of a compressed stream are made when the first tab needs them.
func (f *Frame) bytes(packed bool) []byte {
	if f == nil {
		return nil
	}
	if !packed {
		return f.plain
	}
	f.once.Do(func() { f.packed = pack(f.plain) })
	return f.packed
}

var heartbeatFrame = &Frame{plain: []byte(Heartbeat)}
