package sse

import (
	"bytes"

	r3 "github.com/r3labs/sse/v2"
)

// An Event is one server-sent event. It is the type of r3labs/sse, which only the encoder here makes safe to send:
// see docs/adr/0002-r3labs-sse.md.
type Event = r3.Event

// Heartbeat is a comment: a sign of life that readers ignore.
const Heartbeat = ":\n\n"

// Append appends the event as it goes over the wire (WHATWG HTML, 9.2.5). Data may hold anything: a line break, be it CR, LF or
// CRLF, begins a new data line, and arrives as LF. In ID and Event, which are one line by definition, line breaks and
// NUL are dropped. An event without data is sent with an empty data line, since readers ignore it otherwise.
func Append(dst []byte, e *Event) []byte {
	if len(e.Event) > 0 {
		dst = appendLine(dst, "event:", e.Event)
	}
	if len(e.ID) > 0 {
		dst = appendLine(dst, "id:", e.ID)
	}
	data := e.Data
	for {
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

// appendField keeps a leading space of the value, which readers would take for the field's own.
func appendField(dst []byte, name string, value []byte) []byte {
	dst = append(dst, name...)
	if len(value) > 0 && value[0] == ' ' {
		dst = append(dst, ' ')
	}
	dst = append(dst, value...)
	return append(dst, '\n')
}

func appendLine(dst []byte, name string, value []byte) []byte {
	return appendField(dst, name, bytes.Map(func(r rune) rune {
		if r == '\r' || r == '\n' || r == 0 {
			return -1
		}
		return r
	}, value))
}
