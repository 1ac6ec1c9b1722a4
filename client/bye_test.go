package client_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/wait"
)

// byeEvent is what a server that is about to stop sends.
const byeEvent = "event: bye\ndata: {\"seconds\":3}\n\n"

// A gate holds the streams of a URL, once it is shut, until each is let through.
type gate struct {
	t        *testing.T
	requests chan chan int // each request waits for a status: 0 is the stream
}

func (s *site) gate(t *testing.T, url string) *gate {
	g := &gate{t: t, requests: make(chan chan int, 100)}
	s.on("stream GET "+url, func(w http.ResponseWriter, r *http.Request) {
		answer := make(chan int, 1)
		g.requests <- answer
		select {
		case status := <-answer:
			if status != 0 {
				w.WriteHeader(status)
				return
			}
			s.stream(w, r, url)
		case <-r.Context().Done():
		}
	})
	return g
}

// next waits for a request of a stream.
func (g *gate) next() chan int {
	g.t.Helper()
	select {
	case c := <-g.requests:
		return c
	case <-time.After(wait.Limit()):
		g.t.Fatal("no request for a stream has come")
		return nil
	}
}

const recordStates = `(window.states = [], addEventListener("goldfish:stream", e => states.push(e.detail.state)))`

// Events of a server that is about to stop.
func TestByeOpensTheNextStreamFirst(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	t.Run("the stream stays until the next one says hello", func(t *testing.T) {
		s := serve(t)
		s.heartbeat = 1000 // no stream is given up for its silence
		tab := s.open(chromium, t, "/a")
		old := s.listening("/a")
		live(tab)
		tab.Eval(recordStates, nil)
		g := s.gate(t, "/a")
		old.send <- byeEvent
		next := g.next()
		old.push("v2", "t", bodyOf("from the old server", ""))
		shows(tab, "from the old server")
		next <- 0
		old.left(t)
		l := s.listening("/a")
		want(t, "version sent", l.version, "v/a") // it was asked for before the push
		l.push("v3", "t", bodyOf("from the new server", ""))
		shows(tab, "from the new server")
		want(t, "states", tab.Text("states"), "")
	})

	level.Long(t)
	t.Run("a server that refuses is asked again while the stream lives", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		tab.Allow("503")
		old := s.listening("/a")
		live(tab)
		tab.Eval(recordStates, nil)
		g := s.gate(t, "/a")
		old.send <- byeEvent
		for range 2 {
			g.next() <- 503
		}
		next := g.next()
		old.push("v2", "t", bodyOf("still here", ""))
		shows(tab, "still here")
		next <- 0
		old.left(t)
		live(tab)
		want(t, "states", tab.Text("states"), "")
	})

	t.Run("the stream ends first", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		old := s.listening("/a")
		live(tab)
		g := s.gate(t, "/a")
		old.send <- byeEvent
		next := g.next()
		old.send <- "close"
		<-old.gone
		next <- 0
		l := s.listening("/a")
		l.push("v2", "t", bodyOf("news", ""))
		shows(tab, "news")
		live(tab)
		want(t, "streams asked for", len(s.requests("stream")), 2)
	})

	t.Run("a navigation gives both up", func(t *testing.T) {
		s := serve(t)
		tab := s.open(chromium, t, "/a")
		old := s.listening("/a")
		g := s.gate(t, "/a")
		live(tab)
		old.send <- byeEvent
		g.next()
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		old.left(t)
		s.listening("/b").push("v9", "t", bodyOf("right", ""))
		shows(tab, "right")
	})

	t.Run("what waits is sent and saved at once", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a",
			`<form id="auto" method="post" action="/a?_action=save" data-gf-on="input delay:60m"><input name="x"></form>
			 <form id="typed" method="post" action="/a?_action=other"><input name="y"></form>`)})
		tab := s.open(chromium, t, "/a")
		live(tab)
		l := s.listening("/a")
		tab.Eval(`(() => { for (const name of ["x", "y"]) { const el = document.querySelector("[name=" + name + "]"); el.focus(); document.execCommand("insertText", false, "typed") } })()`, nil)
		l.send <- byeEvent
		s.waits("patch POST /a?_action=save", 1)
		tab.Until(`JSON.stringify(sessionStorage).includes("typed")`)
	})

	t.Run("tabs take turns", func(t *testing.T) {
		s := serve(t)
		first := s.open(chromium, t, "/a")
		live(first)
		second := chromium.Window(t)
		second.Open(s.URL + "/b")
		live(second)
		tabs := []*listener{s.listening("/a"), s.listening("/b")}
		a, b := s.gate(t, "/a"), s.gate(t, "/b")
		for _, l := range tabs {
			l.send <- byeEvent
		}
		var next chan int
		select {
		case next = <-a.requests:
		case next = <-b.requests:
		}
		// The other tab waits for this one, however long it takes.
		first.Eval("new Promise(r => setTimeout(r, 300))", nil)
		want(t, "other requests", len(a.requests)+len(b.requests), 0)
		next <- 0
		select {
		case next = <-a.requests:
		case next = <-b.requests:
		}
		next <- 0
		for _, l := range tabs {
			l.left(t)
		}
		want(t, "streams asked for", len(s.requests("stream")), 4)
	})
}
