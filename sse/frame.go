package sse

import "sync"

// A Frame is one event as it goes over the wire. It is encoded once, never changed, and shared by
// all streams that are sent it.
type Frame struct {
	raw     []byte
	once    sync.Once
	gzipped []byte
}

// NewFrame encodes an event.
func NewFrame(e *Event) *Frame {
	const names = len("event:\nid:\ndata:\n\n")
	return &Frame{raw: Append(make([]byte, 0, names+len(e.Event)+len(e.ID)+len(e.Data)), e)}
}

// bytes returns what is written of a frame; of nil, nothing. The bytes for compressed streams are
// made when the first stream needs them.
func (f *Frame) bytes(compressed bool) []byte {
	if f == nil {
		return nil
	}
	if !compressed {
		return f.raw
	}
	//mutant:insert(f.once = *new(sync.Once)) TestCompressedOnce: a frame is compressed once
	f.once.Do(func() { f.gzipped = deflate(f.raw) })
	return f.gzipped
}

var heartbeatFrame = &Frame{raw: []byte(Heartbeat)}
