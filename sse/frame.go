package sse

// A Frame is one event as it goes over the wire: encoded once, never changed, and shared by all tabs that are sent it.
type Frame struct{ plain []byte }

// NewFrame encodes an event.
func NewFrame(e *Event) *Frame { return &Frame{plain: Append(nil, e)} }

// bytes are what is written of a frame, and nothing of none.
func (f *Frame) bytes() []byte {
	if f == nil {
		return nil
	}
	return f.plain
}

var heartbeatFrame = &Frame{plain: []byte(Heartbeat)}
