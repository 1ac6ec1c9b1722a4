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

	"github.com/goldfish-go/goldfish/internal/browser"
)

// tabScript reads the stream as a page does: text is what came so far, and ended how it ended.
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

// Three tabs of a real browser that join at different times share one compressed stream's bytes. Each event arrives when it was sent, small or
// large: the next is sent only when all tabs have it, and no heartbeat pushes it along.
func TestBrowserReadsCompressed(t *testing.T) {
	chromium := browser.New(t)
	for _, test := range []struct {
		name string
		wrap func(http.ResponseWriter) http.ResponseWriter
	}{{name: "parked"}, {name: "attended", wrap: roads[2].wrap}} {
		t.Run(test.name, func(t *testing.T) {
			h := NewHub()
			h.Heartbeat = time.Hour
			h.Interval = 0
			s := &serial{}
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
				_ = serve(h, w, r, Stream{Hello: helloFrame}, Sub{Screen: screen})
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
				event := string(s.event(n).plain)
				for _, tab := range tabs {
					tab.Until(fmt.Sprintf("text.endsWith(%q)", event))
				}
				s.number.Add(1)
				h.Notify("shelf")
			}
			if test.wrap == nil && parks {
				want(t, "parked", h.Count().Parked, 3)
			}
			last := string(s.event(12).plain)
			for i, tab := range tabs {
				tab.Until(fmt.Sprintf("text.endsWith(%q)", last))
				var whole strings.Builder
				whole.Write(helloFrame.plain)
				for n := int64(4 * i); n <= 12; n++ {
					whole.Write(s.event(n).plain)
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

// A serial is a source whose every second event is large.
type serial struct{ shelf }

type chapter struct {
	figure
	frame *Frame
}

func (c chapter) Since(held string, _ bool) (*Frame, bool) { return c.frame, held == string(c.figure) }

func (s *serial) event(n int64) *Frame {
	data := fmt.Appendf(nil, "n=%d", n)
	if n%2 == 1 {
		data = append(data, page(n, 5000)...)
	}
	return NewFrame(&Event{ID: fmt.Append(nil, n), Data: data})
}

func (s *serial) Load(ctx context.Context, last Content) (Loaded, error) {
	l, err := s.shelf.Load(ctx, last)
	n := s.number.Load()
	l.Content = chapter{figure(fmt.Sprint(n)), s.event(n)}
	return l, err
}
