package framework_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

type boardURL struct {
	Tab string `url:"tab,push"`
}

// A board is an app whose view costs nothing, so that only what the framework does is measured: a
// page of 15 KB for each person and tab, and a request for each of three tabs.
type board struct {
	app      *framework.App[string]
	requests []*http.Request
	n        int
}

func newBoard(accept string, idle time.Duration) *board {
	app := framework.New(func(r *http.Request) (framework.Viewer[string], error) {
		id := r.Header.Get("X-User")
		return framework.Viewer[string]{User: id, ID: id}, nil
	}, framework.Options[string]{ScreenIdleTimeout: idle})
	bodies := map[string]string{}
	route := router.New("/board", boardURL{})
	framework.Get(app, route, framework.Self, func(_ context.Context, _ string, u boardURL) (framework.Page, error) {
		return framework.Page{Title: "Board", Topics: []string{"board"}, Body: templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, bodies[u.Tab])
			return err
		})}, nil
	})
	b := &board{app: app}
	tabs := "abc"
	for i := range tabs {
		tab, before := tabs[i:i+1], tabs[(i+2)%3:(i+2)%3+1]
		var body strings.Builder
		for row := range 200 {
			fmt.Fprintf(&body, `<tr id="row-%s-%d"><td>order %d of %s</td><td class="amount">%d.00</td></tr>`, tab, row, row, tab, row*37)
		}
		bodies[tab] = "<table><tbody>" + body.String() + "</tbody></table>"
		r, err := http.NewRequest("GET", "http://bench.example/board?tab="+tab, nil)
		if err != nil {
			panic(err)
		}
		r.RequestURI, r.RemoteAddr = "/board?tab="+tab, "192.0.2.1:4242"
		r.Header = http.Header{
			"Accept": {accept}, "X-User": {"7"}, "Accept-Encoding": {"identity"},
			wire.FromHeader: {"/board?tab=" + before},
		}
		b.requests = append(b.requests, r)
	}
	return b
}

// visit goes to the next tab.
func (b *board) visit() {
	b.app.ServeHTTP(discard{}, b.requests[b.n%3])
	b.n++
}

// A discard is a response that nobody reads. Its connection has deadlines, as a real one has.
type discard http.Header

func (d discard) Header() http.Header            { return http.Header(d) }
func (discard) Write(p []byte) (int, error)      { return len(p), nil }
func (discard) WriteHeader(int)                  {}
func (discard) SetReadDeadline(time.Time) error  { return nil }
func (discard) SetWriteDeadline(time.Time) error { return nil }

// boardCases are how a page is asked for. After the shortest idle time the server has nothing of
// it, so each visit is the first.
var boardCases = []struct {
	name, accept string
	idle         time.Duration
	allocs       float64 // at most
}{
	{"patch, first", wire.AcceptPatch, time.Nanosecond, 78},
	{"patch, again", wire.AcceptPatch, time.Minute, 71},
	{"document, first", "text/html", time.Nanosecond, 114},
	{"document, again", "text/html", time.Minute, 107},
}

// raceAllocs is how many more there are under the race detector.
var raceAllocs float64

// What the framework does for a page, beside the view and the render, leaves little garbage.
func TestAllocationsOfARequest(t *testing.T) {
	for _, c := range boardCases {
		b := newBoard(c.accept, c.idle)
		defer b.app.Close()
		for range 10 {
			b.visit()
		}
		if n := testing.AllocsPerRun(300, b.visit); n > c.allocs+raceAllocs {
			t.Errorf("%s: %v allocations, want at most %v", c.name, n, c.allocs)
		}
	}
}

func BenchmarkRequest(b *testing.B) {
	for _, c := range boardCases {
		b.Run(c.name, func(b *testing.B) {
			board := newBoard(c.accept, c.idle)
			defer board.app.Close()
			b.ReportAllocs()
			for b.Loop() {
				board.visit()
			}
		})
	}
}
