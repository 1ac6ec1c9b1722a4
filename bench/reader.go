package main

import "bytes"

// A reader follows one HTTP/1.1 event stream in a few bytes of memory: it keeps no text, only where
// it is.
type reader struct {
	status  int
	chunked bool
	pending []byte // of a head that did not come whole

	left    int // of the chunk
	between int // line breaks until the next chunk's size is over
	inside  bool
	newline bool
	kind    byte // the first byte of the event
	updates int  // events that are no sign of life and have no name
	named   int  // hello, and what the server says of itself
	bytes   int  // of the body
}

// feed takes what was read.
func (r *reader) feed(b []byte) {
	if r.status == 0 {
		if len(r.pending) > 0 {
			b = append(r.pending, b...)
		}
		end := bytes.Index(b, []byte("\r\n\r\n"))
		if end < 0 || len(b) < 12 {
			r.pending = bytes.Clone(b)
			return
		}
		r.pending = nil
		r.status = int(b[9]-'0')*100 + int(b[10]-'0')*10 + int(b[11]-'0')
		r.chunked = bytes.Contains(bytes.ToLower(b[:end]), []byte("transfer-encoding: chunked"))
		r.between = 1
		b = b[end+4:]
	}
	if !r.chunked {
		r.events(b)
		return
	}
	for len(b) > 0 {
		if r.between > 0 { // the size of a chunk, and from the second on the break before it
			c := b[0]
			b = b[1:]
			switch {
			case c == '\n':
				r.between--
			case r.between == 1 && c != '\r':
				r.left = r.left<<4 + hex(c)
			}
			continue
		}
		n := min(r.left, len(b))
		r.events(b[:n])
		b = b[n:]
		if r.left -= n; r.left == 0 {
			r.between = 2
		}
	}
}

func hex(c byte) int {
	if c <= '9' {
		return int(c - '0')
	}
	return int(c|0x20-'a') + 10
}

// events counts the events that end here: at an empty line.
func (r *reader) events(b []byte) {
	r.bytes += len(b)
	for len(b) > 0 {
		if !r.inside {
			r.kind, r.inside, r.newline = b[0], true, false
		}
		if r.newline && b[0] == '\n' {
			switch r.kind {
			case ':':
			case 'e':
				r.named++
			default:
				r.updates++
			}
			r.inside = false
			b = b[1:]
			continue
		}
		i := bytes.IndexByte(b, '\n')
		if r.newline = i >= 0; !r.newline {
			return
		}
		b = b[i+1:]
	}
}
