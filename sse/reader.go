package sse

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// An eventReader turns the body of a stream into the simplest form, which the reader of r3labs/sse
// reads correctly: whole events one at a time, lines that end in LF, no comments, no byte order
// mark. Without it that reader has these faults (WHATWG HTML, 9.2.6):
//
//   - It returns half an event if the body ends there.
//   - It returns a heartbeat as an event with the last id.
//   - It reads a large event again from the start for each piece that arrives.
//   - It does not know an empty id.
type eventReader struct {
	in     *bufio.Reader
	onRead func()          // some bytes arrived
	onID   func(id []byte) // an id, which the reader of r3labs/sse does not get

	started  bool
	cr       bool   // the last line ended in CR, so an LF now belongs to the same line end
	line     []byte // what has arrived of the line
	event    []byte // what has arrived of the event
	data     bool   // the event has a data line
	buffered []byte // what is left to read of a whole event
}

func newEventReader(body io.Reader, onRead func(), onID func([]byte)) *eventReader {
	return &eventReader{in: bufio.NewReader(body), onRead: onRead, onID: onID}
}

// Read implements [io.Reader]. It starts a new event only when the one before is read.
func (r *eventReader) Read(p []byte) (int, error) {
	for len(r.buffered) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.buffered)
	r.buffered = r.buffered[n:]
	return n, nil
}

// next processes one line.
func (r *eventReader) next() error {
	line, err := r.readLine()
	if err != nil {
		// An event that was cut off is dropped.
		//mutant:insert(if r.buffered = append(r.event, '\n'); r.data { r.data = false; return nil }) TestClientParsesEvents
		return err // an unfinished event is dropped
	}
	if !r.started {
		r.started = true
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	if len(line) == 0 {
		if r.data {
			r.buffered = append(r.event, '\n')
		}
		r.event, r.data = r.event[:0], false
		return nil
	}
	//mutant:false TestClientTooLarge: an event has a greatest size
	if len(r.event)+len(line) > MaxEvent {
		return fmt.Errorf("sse: an event has more than %d bytes", MaxEvent)
	}
	name, value, _ := bytes.Cut(line, []byte(":"))
	switch string(name) {
	case "":
		return nil // a comment
	case "id":
		if value = bytes.TrimPrefix(value, []byte(" ")); bytes.IndexByte(value, 0) < 0 {
			r.onID(bytes.Clone(value))
		}
		return nil
	case "data":
		r.data = true
	}
	r.event = append(append(r.event, line...), '\n')
	return nil
}

// readLine reads to the next LF, CR or CRLF. It does not wait for the LF of a CRLF.
func (r *eventReader) readLine() ([]byte, error) {
	r.line = r.line[:0]
	for {
		if r.in.Buffered() == 0 {
			if _, err := r.in.Peek(1); err != nil {
				return nil, err
			}
			r.onRead()
		}
		chunk, _ := r.in.Peek(r.in.Buffered())
		if r.cr && chunk[0] == '\n' {
			r.cr = false
			_, _ = r.in.Discard(1)
			continue
		}
		r.cr = false
		i := bytes.IndexAny(chunk, "\r\n")
		if i >= 0 {
			r.line = append(r.line, chunk[:i]...)
			r.cr = chunk[i] == '\r'
			_, _ = r.in.Discard(i + 1)
			return r.line, nil
		}
		r.line = append(r.line, chunk...)
		_, _ = r.in.Discard(len(chunk))
		//mutant:false TestClientTooLarge: a line has a greatest size
		if len(r.line) > MaxEvent {
			return nil, fmt.Errorf("sse: a line has more than %d bytes", MaxEvent)
		}
	}
}
