package sse

import (
	"strings"
	"testing"
)

// parse reads a stream by the rules of WHATWG HTML 9.2.6, as simply as possible.
func parse(stream string) (events []Event) {
	stream = strings.TrimPrefix(stream, "\uFEFF")
	stream = strings.ReplaceAll(strings.ReplaceAll(stream, "\r\n", "\n"), "\r", "\n")
	var e Event
	var data []string
	var id string
	for line := range strings.SplitSeq(stream, "\n") {
		if line == "" {
			if data != nil {
				e.Data, e.ID = []byte(strings.Join(data, "\n")), []byte(id)
				events = append(events, e)
			}
			e, data = Event{}, nil
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "event":
			e.Event = []byte(value)
		case "data":
			data = append(data, value)
		case "id":
			if !strings.Contains(value, "\x00") {
				id = value
			}
		}
	}
	return events
}

func TestAppend(t *testing.T) {
	for _, test := range []struct {
		name string
		in   Event
		want string
	}{
		{"plain", Event{ID: []byte("v1"), Data: []byte("x")}, "id:v1\ndata:x\n\n"},
		{"named", Event{Event: []byte("hello"), Data: []byte("{}")}, "event:hello\ndata:{}\n\n"},
		{"no data", Event{Event: []byte("bye")}, "event:bye\ndata:\n\n"},
		{"LF", Event{Data: []byte("a\nb")}, "data:a\ndata:b\n\n"},
		{"CR", Event{Data: []byte("a\rb")}, "data:a\ndata:b\n\n"},
		{"CRLF", Event{Data: []byte("a\r\nb\r\n")}, "data:a\ndata:b\ndata:\n\n"},
		{"leading space", Event{Data: []byte(" a")}, "data:  a\n\n"},
		{"looks like a field", Event{Data: []byte("a\revent: evil\r\r")}, "data:a\ndata:event: evil\ndata:\ndata:\n\n"},
		{"looks like a comment", Event{Data: []byte(": a")}, "data:: a\n\n"},
		{"id injects", Event{ID: []byte("1\ndata:evil\x00"), Data: []byte("a")}, "id:1data:evil\ndata:a\n\n"},
		{"name injects", Event{Event: []byte("a\r\rdata:evil"), Data: []byte("a")}, "event:adata:evil\ndata:a\n\n"},
	} {
		if got := string(Append(nil, &test.in)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// Whatever is in an event, a reader gets exactly one event, with that data.
func FuzzAppend(f *testing.F) {
	f.Add("hello", "v1", "a\r\nb")
	f.Add("", "", "\r\r\n\n: \x00")
	f.Add(" \r", "\x00\n", " data: x\revent: y")
	f.Fuzz(func(t *testing.T, name, id, data string) {
		wire := string(Append(nil, &Event{Event: []byte(name), ID: []byte(id), Data: []byte(data)}))
		events := parse(wire + "data:next\n\n")
		if len(events) != 2 || string(events[1].Data) != "next" {
			t.Fatalf("%q is %d events", wire, len(events)-1)
		}
		want := strings.ReplaceAll(strings.ReplaceAll(data, "\r\n", "\n"), "\r", "\n")
		if got := string(events[0].Data); got != want {
			t.Fatalf("data %q arrived as %q", want, got)
		}
	})
}
