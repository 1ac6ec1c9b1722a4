package sse

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// The reader finds the events that the rules of WHATWG find, whatever is sent and in whatever
// pieces it arrives.
func FuzzReader(f *testing.F) {
	f.Add("event:hello\ndata:{}\n\n:\n\nid:v1\ndata:a\ndata:b\n\n")
	f.Add("\uFEFFdata: x\r\n\r\ndata\r\rid\ndata:\n\n")
	f.Add("id:a\x00b\ndata:1\n\nretry:7\nfoo:bar\n\ndata:cut off\n")
	f.Fuzz(func(t *testing.T, stream string) {
		want := parse(untilLastBlankLine(stream))
		for _, pieces := range []func(io.Reader) io.Reader{func(r io.Reader) io.Reader { return r }, iotest.OneByteReader} {
			r := newEventReader(pieces(strings.NewReader(stream)), func() {}, func([]byte) {})
			read, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			got := parse(string(read))
			if len(got) != len(want) {
				t.Fatalf("%q: %d events, want %d: %q", stream, len(got), len(want), read)
			}
			for i := range got {
				if string(got[i].Data) != string(want[i].Data) || string(got[i].Event) != string(want[i].Event) {
					t.Fatalf("%q: event %d is %q %q, want %q %q", stream, i, got[i].Event, got[i].Data, want[i].Event, want[i].Data)
				}
			}
		}
	})
}

// untilLastBlankLine cuts off an event that is not finished: readers drop it, and parse does not
// need to know.
func untilLastBlankLine(stream string) string {
	lines := strings.ReplaceAll(strings.ReplaceAll(stream, "\r\n", "\n"), "\r", "\n")
	return lines[:strings.LastIndex(lines, "\n\n")+1]
}
