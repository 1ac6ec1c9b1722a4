package sse

import (
	"bytes"

	r3 "github.com/r3labs/sse/v2"
)

// An Event is one server-sent event. It is the type of r3labs/sse. Only [Append] makes it safe to
// send: see docs/adr/0002-r3labs-sse.md.
type Event = r3.Event

// Heartbeat is a comment, which readers ignore. It shows that the connection works.
const Heartbeat = ":\n\n"

// Append appends the event as it goes over the wire (WHATWG HTML, 9.2.5). Data may hold anything: a
// CR, LF or CRLF starts a new data line, and arrives as LF. In ID and Event, which are one line by
// definition, line breaks and NUL are dropped. An event without data gets an empty data line,
// because readers ignore it otherwise.
func Append(dst []byte, e *Event) []byte {
	if len(e.Event) > 0 {
		dst = appendLine(dst, "event:", e.Event)
	}
	if len(e.ID) > 0 {
		dst = appendLine(dst, "id:", e.ID)
	}
	data := e.Data
	for {
		//mutant:arg(2, "\n") TestAppend|FuzzAppend: a CR in data is no line break of ours
		i := bytes.IndexAny(data, "\r\n")
		if i < 0 {
			break
		}
		dst = appendField(dst, "data:", data[:i])
		if data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n' {
			i++
		}
		data = data[i+1:]
	}
	dst = appendField(dst, "data:", data)
	return append(dst, '\n')
}

// appendField appends a line. Readers drop one space at the start of a value, so a value that
// starts with a space gets another.
func appendField(dst []byte, name string, value []byte) []byte {
	dst = append(dst, name...)
	//mutant:false TestAppend|FuzzAppend: a leading space is kept
	if len(value) > 0 && value[0] == ' ' {
		dst = append(dst, ' ')
	}
	dst = append(dst, value...)
	return append(dst, '\n')
}

func appendLine(dst []byte, name string, value []byte) []byte {
	return appendField(dst, name, bytes.Map(func(r rune) rune {
		//mutant:false(2) TestAppend|FuzzAppend: a line break in a name or id is dropped
		//mutant:false(1) TestAppend|FuzzAppend: so is a CR
		//mutant:false(3) TestAppend|FuzzAppend: a NUL in an id is dropped
		if r == '\r' || r == '\n' || r == 0 {
			return -1
		}
		return r
	}, value))
}
