package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/goldfish-go/goldfish/internal/wire"
)

const events = "event:hello\ndata:{}\n\n:\n\nid:abc\ndata:one\ndata:two\n\n:\n\ndata: last\n\n"

// However a stream is cut into reads and chunks, the same is counted.
func TestReader(t *testing.T) {
	head := "HTTP/1.1 200 OK\r\nContent-Type: " + wire.StreamType + "\r\n"
	identity := head + "Connection: close\r\n\r\n" + events
	chunked := head + "Transfer-Encoding: chunked\r\n\r\n"
	for i, rest := 1, events; rest != ""; i *= 3 {
		n := min(i, len(rest))
		chunked += fmt.Sprintf("%X\r\n%s\r\n", n, rest[:n])
		rest = rest[n:]
	}
	for name, text := range map[string]string{"as it is": identity, "chunked": chunked} {
		for step := 1; step <= len(text); step++ {
			var r reader
			for rest := text; rest != ""; {
				n := min(step, len(rest))
				r.feed([]byte(rest[:n]))
				rest = rest[n:]
			}
			if r.status != 200 || r.updates != 2 || r.named != 1 || r.bytes != len(events) {
				t.Errorf("%s, in steps of %d: status %d, %d news, %d named, %d bytes", name, step, r.status, r.updates, r.named, r.bytes)
			}
		}
	}
}

// All subjects show the same pages, to the byte.
func TestSameBytes(t *testing.T) {
	for _, uri := range []string{"/board?tab=a", "/board?tab=b", "/own/board?tab=c"} {
		ask := func(subject string) string {
			r := httptest.NewRequest(http.MethodGet, uri, nil)
			r.AddCookie(&http.Cookie{Name: "user", Value: "7"})
			r.Header.Set("Accept", wire.AcceptPatch)
			w := httptest.NewRecorder()
			subjects[subject](offer{}).ServeHTTP(w, r)
			return w.Body.String()
		}
		var patch struct{ Body string }
		decode(t, ask(goldfish), &patch)
		if hand := ask("hand"); patch.Body != hand || len(hand) < 20_000 {
			t.Errorf("%s: the body is %d bytes, by hand %d", uri, len(patch.Body), len(hand))
		}
	}
}
