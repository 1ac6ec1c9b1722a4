package sse

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
)

var byeFrame = NewFrame(&Event{Event: []byte("bye"), Data: []byte("bye")})

// A server that drains asks the clients to go and refuses new streams. A stream goes on with its
// events until its client has gone.
func TestDrain(t *testing.T) {
	onEveryTransport(t, func(t *testing.T, r transport, h *node) {
		db := &fakeDB{}
		site := r.open(t, h, db)
		open, closed := site.connect(t), site.connect(t)
		open.expect(t, "hello n=0")
		closed.expect(t, "hello n=0")
		drained := make(chan struct{})
		go func() { defer close(drained); h.Drain(t.Context(), byeFrame, 0) }()
		open.expect(t, "hello n=0 bye")
		closed.expect(t, "hello n=0 bye")
		want(t, "another stream", site.connect(t).resp.StatusCode, 500)
		closed.resp.Body.Close()
		site.waitForStreams(t, 1)
		db.number.Store(1)
		h.Notify("number")
		open.expect(t, "hello n=0 bye n=1")
		select {
		case <-drained:
			t.Error("drained, with a stream open")
		default:
		}
		open.resp.Body.Close()
		<-drained
	})
}

// Each stream is asked at its own time within the window.
func TestDrainSpreadsTheStreams(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		var tabs []*recording
		for range 50 {
			tabs = append(tabs, record(h, screen, "0", options{}))
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		drained := make(chan time.Duration, 1)
		go func() {
			h.Drain(ctx, byeFrame, 10*time.Second)
			drained <- time.Since(start)
		}()
		asked := func() (n int) {
			synctest.Wait()
			for _, tab := range tabs {
				if tab.data() == "bye" {
					n++
				}
			}
			return n
		}
		for second := range 10 {
			if n := asked(); n < 5*second || n > 5*second+1 {
				t.Errorf("after %d s %d of 50 streams are asked", second, n)
			}
			time.Sleep(time.Second)
		}
		want(t, "asked in the end", asked(), 50)
		late := record(h, screen, "0", options{})
		<-late.done
		want(t, "a later stream", late.err, ErrClosed)
		want(t, "drained after", <-drained, time.Minute) // nobody has gone
		h.Server.Close()
	})
}

// Drain returns at once if no stream is open, and when its context ends before all are asked.
func TestDrainEnds(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		start := time.Now()
		h.Drain(t.Context(), byeFrame, time.Hour)
		want(t, "without streams", time.Since(start), time.Duration(0))
	})
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		for i := range 3 {
			record(h, screen, fmt.Sprint(i), options{})
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		h.Drain(ctx, byeFrame, time.Hour)
		want(t, "cut short", time.Since(start), time.Second)
	})
}

// A stream that starts while the server drains, which knows nothing of it yet, is asked to go too.
func TestDrainWhileStarting(t *testing.T) {
	for _, parked := range []bool{true, false} {
		h := newNode()
		screen := h.Open("k", &fakeDB{})
		drained := make(chan struct{})
		start := func(w Waker) Source {
			go func() { defer close(drained); h.Drain(t.Context(), byeFrame, 0) }()
			for !h.isDraining() {
				time.Sleep(time.Millisecond)
			}
			return h.hub.Attach(live.TabOptions[*Frame]{Subscriptions: []sub{{Screen: screen, Version: "0"}}}, w)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !parked {
				w = noHijack{w, http.NewResponseController(w)}
			}
			if wait, err := h.Serve(w, r, Stream{First: helloFrame, Start: start}); err == nil {
				wait()
			}
		}))
		resp, err := (&http.Client{Timeout: time.Minute}).Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "got", string(byeFrame.raw), readUntil(t, resp.Body, byeFrame.raw))
		resp.Body.Close()
		<-drained
		screen.Release()
		server.Close()
		h.Close()
		http.DefaultClient.CloseIdleConnections()
	}
}

// readUntil reads until the text has come, and returns it.
func readUntil(t *testing.T, r io.Reader, text []byte) string {
	t.Helper()
	var got []byte
	for part := make([]byte, 1000); !bytes.Contains(got, text); {
		n, err := r.Read(part)
		got = append(got, part[:n]...)
		if err != nil {
			return string(got) + err.Error()
		}
	}
	return string(text)
}
