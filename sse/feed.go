package sse

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// A feed is the body of a stream in the plainest form there is, which the reader of r3labs/sse understands rightly: whole events one at a time,
// their lines ended by LF, without comments or a byte order mark. By itself that reader delivers the half of an event that an
// end cut off as if it were one, and a heartbeat as an event with the last id; it goes through all of a large event again for each
// piece that comes, and knows no empty id (WHATWG HTML, 9.2.6).
type feed struct {
	in    *bufio.Reader
	heard func()          // some bytes came
	id    func(id []byte) // an id that the reader would not see

	started bool
	cr      bool   // the last line ended in CR, so an LF now belongs to the same end
	line    []byte // so far
	event   []byte // the lines of the event so far
	data    bool   // one of them is data
	ready   []byte // what is left of a whole event
}

func newFeed(body io.Reader, heard func(), id func([]byte)) *feed {
	return &feed{in: bufio.NewReader(body), heard: heard, id: id}
}

// Read implements [io.Reader]. It begins a new event only when the one before was taken up.
func (f *feed) Read(p []byte) (int, error) {
	for len(f.ready) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.ready)
	f.ready = f.ready[n:]
	return n, nil
}

// next takes in one line.
func (f *feed) next() error {
	line, err := f.readLine()
	if err != nil {
		return err // what was begun is dropped
	}
	if !f.started {
		f.started = true
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	if len(line) == 0 {
		if f.data {
			f.ready = append(f.event, '\n')
		}
		f.event, f.data = f.event[:0], false
		return nil
	}
	if len(f.event)+len(line) > MaxEvent {
		return fmt.Errorf("sse: an event has more than %d bytes", MaxEvent)
	}
	name, value, _ := bytes.Cut(line, []byte(":"))
	switch string(name) {
	case "":
		return nil // a comment
	case "id":
		if value = bytes.TrimPrefix(value, []byte(" ")); bytes.IndexByte(value, 0) < 0 {
			f.id(bytes.Clone(value))
		}
		return nil
	case "data":
		f.data = true
	}
	f.event = append(append(f.event, line...), '\n')
	return nil
}

// readLine reads to the next LF, CR or CRLF. It does not wait for the LF of a CRLF.
func (f *feed) readLine() ([]byte, error) {
	f.line = f.line[:0]
	for {
		if f.in.Buffered() == 0 {
			if _, err := f.in.Peek(1); err != nil {
				return nil, err
			}
			f.heard()
		}
		chunk, _ := f.in.Peek(f.in.Buffered())
		if f.cr && chunk[0] == '\n' {
			f.cr = false
			_, _ = f.in.Discard(1)
			continue
		}
		f.cr = false
		i := bytes.IndexAny(chunk, "\r\n")
		if i >= 0 {
			f.line = append(f.line, chunk[:i]...)
			f.cr = chunk[i] == '\r'
			_, _ = f.in.Discard(i + 1)
			return f.line, nil
		}
		f.line = append(f.line, chunk...)
		_, _ = f.in.Discard(len(chunk))
		if len(f.line) > MaxEvent {
			return nil, fmt.Errorf("sse: a line has more than %d bytes", MaxEvent)
		}
	}
}
