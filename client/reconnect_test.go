package client_test

import (
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/wire"
)

// Whatever stands between the tab and the app for a while, the document, what was typed and the
// focus are kept, and the tab comes back by itself.
func TestReconnectAfterAnOutage(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	hijacked := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				panic(err)
			}
			_, _ = conn.Write([]byte(text))
			_ = conn.Close()
		}
	}
	status := func(code int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if header != "" {
				w.Header().Set("Retry-After", header)
			}
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(code)
			_, _ = w.Write([]byte(body))
		}
	}
	// The tab waits for a timer, and no request is under way.
	const waits = "/waiting|polling/.test(document.documentElement.dataset.gfStream) && clock.pending().length > 0"
	const next = "clock.pass(clock.pending()[0])"
	const portal = "<!doctype html><title>Hotel</title><h1>Accept the terms</h1>"
	outages := []struct {
		name  string
		h     http.HandlerFunc
		waits int // seconds that the answer demands, of which a minute counts
	}{
		{"502", status(502, "", "<h1>Bad Gateway</h1>"), 0},
		{"503", status(503, "", ""), 0},
		{"503 with Retry-After", status(503, "9", ""), 9},
		{"503 until a day", status(503, "Fri, 01 Jan 2100 00:00:00 GMT", ""), 60},
		{"503 for a year", status(503, "31536000", ""), 60},
		{"504", status(504, "", "<h1>Gateway Time-out</h1>"), 0},
		{"429 with Retry-After", status(429, "7", "slow down"), 7},
		{"400", status(400, "", "<h1>Bad Request</h1>"), 0},
		{"a captive portal", status(200, "", portal), 0},
		{"a captive portal that redirects", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://portal.invalid/", http.StatusFound)
		}, 0},
		{"an answer that says it is a stream, and is empty", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", wire.StreamType)
		}, 0},
		{"an empty answer", hijacked(""), 0},
		{"half an answer", hijacked("HTTP/1.1 200 OK\r\nContent-Type: " + wire.StreamType + "\r\nContent-Length: 1000\r\n\r\nevent: hel"), 0},
		{"no HTTP", hijacked("SSH-2.0-OpenSSH_9.2\r\n"), 0},
	}
	if testing.Short() {
		outages = outages[:1]
	}
	for _, o := range outages {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t)
			s.page("/a", reply{Title: "a", Version: "va", Head: `<script src="/test/clock.js"></script>`,
				Body: bodyOf("/a", `<form method="post" action="/a?_action=x"><input name="n"></form>`)})
			tab := s.open(chromium, t, "/a")
			tab.Allow("Failed to load|ERR_|status of|no stream gets through|Fetch API cannot load|CORS|violates")
			tab.Eval("clock.pass(0)", nil)
			live(tab)
			l := s.listening("/a")
			tab.Run(chromedp.SendKeys("[name=n]", "typed"))
			var down atomic.Bool
			down.Store(true)
			for _, what := range []string{"stream GET /a", "patch GET /a", "document GET /a"} {
				s.on(what, func(w http.ResponseWriter, r *http.Request) {
					switch {
					case down.Load():
						o.h(w, r)
					case what == "stream GET /a":
						s.stream(w, r, "/a")
					default:
						s.write(w, r, what[:5], s.answer("/a"))
					}
				})
			}
			l.send <- "close"
			tries := len(s.requests("stream"))
			waited := false
			for range 6 {
				tab.Until(waits)
				if tab.Text(fmt.Sprintf("clock.pending().some(ms => ms >= %d)", o.waits*1000)) == "true" {
					waited = true
				}
				// Such a timer fires at once.
				want(t, "timers of more than 24 days", tab.Text("clock.pending().filter(ms => ms >= 2 ** 31)"), "")
				tab.Eval(next, nil)
			}
			tab.Until(waits)
			// Chromium itself repeats a request without an answer.
			if n := len(s.requests("stream")) - tries; n > 12 {
				t.Errorf("%d streams for six tries", n)
			}
			want(t, "waited for as long as the answer demands", waited, true)
			want(t, "documents", len(s.requests("document")), 1)
			want(t, "typed", tab.Text("document.querySelector('[name=n]').value"), "typed")
			want(t, "focus", tab.Text("document.activeElement.name"), "n")
			down.Store(false)
			s.page("/a", reply{Title: "a", Version: "vb", Body: bodyOf("news", `<form method="post" action="/a?_action=x"><input name="n"></form>`)})
			for range 20 { // a tab that polls tries the stream again after five minutes
				tab.Eval(next, nil)
				tab.Until(waits + " || document.documentElement.dataset.gfStream === 'live'")
				if tab.Text("document.documentElement.dataset.gfStream") == "live" {
					break
				}
			}
			live(tab)
			s.listening("/a").push("vb", "a", s.answer("/a").Body)
			shows(tab, "news")
			want(t, "typed", tab.Text("document.querySelector('[name=n]').value"), "typed")
			want(t, "documents", strconv.Itoa(len(s.requests("document"))), "1")
		})
	}
}
