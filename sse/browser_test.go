package sse

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/test/browser"
)

// tabScript reads the stream as a page does. Its variable text has what has arrived, and ended
// says how the stream ended.
const tabScript = `<!doctype html><title>tab</title><link rel=icon href=data:,><script>
	let text = "", ended = "", coding = "";
	(async () => {
		const response = await fetch("/stream", { headers: { Accept: "text/event-stream" } });
		coding = response.headers.get("Content-Encoding");
		const reader = response.body.getReader(), decoder = new TextDecoder();
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			text += decoder.decode(value, { stream: true });
		}
	})().then(() => { ended = "well" }, (err) => { ended = "badly: " + err });
</script>`

// Three tabs of a real browser connect at different times and share the bytes of compressed
// events. Each event, small or large, arrives when it is sent: the test sends the next one only
// when all tabs have it, and no heartbeat pushes it along.
func TestBrowserReadsCompressed(t *testing.T) {
	chromium := browser.New(t)
	for _, test := range []struct {
		name string
		wrap func(http.ResponseWriter) http.ResponseWriter
	}{{name: "parked"}, {name: "goroutine", wrap: transports[2].wrap}} {
		t.Run(test.name, func(t *testing.T) {
			h := newNode()
			h.Heartbeat = time.Hour
			h.hub.MinLoadInterval = 0
			s := &mixedDB{}
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/stream" {
					_, _ = io.WriteString(w, tabScript)
					return
				}
				if test.wrap != nil {
					w = test.wrap(w)
				}
				screen := h.Open("k", s)
				defer screen.Release()
				_ = serve(h, w, r, options{First: helloFrame}, sub{Screen: screen})
			}))
			defer server.Close()
			defer h.Close()
			var tabs []*browser.Tab
			for n := range int64(12) {
				if n%4 == 0 {
					tab := chromium.Tab(t)
					tab.Open(server.URL)
					tabs = append(tabs, tab)
				}
				event := string(s.event(n).raw)
				for _, tab := range tabs {
					tab.Until(fmt.Sprintf("text.endsWith(%q)", event))
				}
				s.number.Add(1)
				h.Notify("number")
			}
			if test.wrap == nil && canPark {
				want(t, "parked", h.Count().Parked, 3)
			}
			last := string(s.event(12).raw)
			for i, tab := range tabs {
				tab.Until(fmt.Sprintf("text.endsWith(%q)", last))
				var whole strings.Builder
				whole.Write(helloFrame.raw)
				for n := int64(4 * i); n <= 12; n++ {
					whole.Write(s.event(n).raw)
				}
				want(t, "coding", tab.Text("coding"), "gzip")
				if tab.Text("text") != whole.String() {
					t.Errorf("tab %d got other bytes", i)
				}
			}
			h.Close()
			for _, tab := range tabs {
				tab.Until("ended")
				want(t, "it ended", tab.Text("ended"), "well")
			}
		})
	}
}

// A mixedDB loads a large event every second time.
type mixedDB struct{ fakeDB }

type mixedPage struct {
	number
	frame *Frame
}

func (c mixedPage) EventFrom(held string, _ live.Kind) (*Frame, bool) {
	return c.frame, held == string(c.number)
}

func (s *mixedDB) event(n int64) *Frame {
	data := fmt.Appendf(nil, "n=%d", n)
	if n%2 == 1 {
		data = append(data, page(n, 5000)...)
	}
	return NewFrame(&Event{ID: fmt.Append(nil, n), Data: data})
}

func (s *mixedDB) Load(ctx context.Context, last live.Content[*Frame], c *live.Charge) (live.Loaded[*Frame], error) {
	l, err := s.fakeDB.Load(ctx, last, c)
	n := s.number.Load()
	l.Version = fmt.Sprint(n)
	l.Content = mixedPage{number(fmt.Sprint(n)), s.event(n)}
	return l, err
}
