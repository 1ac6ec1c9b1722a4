package sse

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestHeartbeat(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		w := record(h, screen, "", options{First: helloFrame})
		defer w.close()
		time.Sleep(5*h.Heartbeat + time.Second)
		want(t, "heartbeats", strings.Count(w.text(), Heartbeat), 5)
	})
}

func TestDeadlineAndShutdown(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		start := time.Now()
		expires := record(h, screen, "", options{Expires: start.Add(50 * time.Second)})
		closed := record(h, screen, "", options{CloseTopic: "user:7"})
		other := record(h, screen, "", options{CloseTopic: "user:8"})
		time.Sleep(time.Second)
		h.Notify("user:7")
		<-closed.done
		want(t, "ended by its source", closed.data(), "n=0 bye")
		<-expires.done
		want(t, "expired", expires.data(), "n=0")
		want(t, "after", time.Since(start), 50*time.Second) // and not with the next heartbeat
		want(t, "streams", h.Count().Streams, 1)
		start = time.Now()
		h.Close()
		<-other.done
		want(t, "shutdown", other.data(), "n=0")
		want(t, "the shutdown took", time.Since(start), time.Duration(0))
		late := record(h, screen, "", options{})
		<-late.done
		want(t, "after the shutdown", late.err, ErrClosed)
	})
}

// A stream whose head is out when Close is called ends too.
func TestCloseWhileStarting(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		screen := h.Open("k", &fakeDB{})
		defer screen.Release()
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/", nil)
		if err := serve(h, closes{w, h}, r, options{First: helloFrame}, sub{Screen: screen}); err != nil {
			t.Error(err)
		}
		want(t, "got", w.Body.String(), string(helloFrame.raw))
		want(t, "streams", h.Count().Streams, 0)
	})
}

type closes struct {
	*httptest.ResponseRecorder
	node *node
}

func (c closes) Write(p []byte) (int, error) {
	c.node.Server.Close()
	return c.ResponseRecorder.Write(p)
}

// A stream that waits in Prepare when the server closes is refused.
func TestCloseDuringPrepare(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		w := httptest.NewRecorder()
		_, err := h.Serve(w, httptest.NewRequest("GET", "/", nil), Stream{
			First:   helloFrame,
			Prepare: func(context.Context) error { h.Server.Close(); return nil },
			Start:   func(Waker) Source { t.Error("started"); return nil },
		})
		want(t, "error", err, ErrClosed)
		want(t, "bytes", w.Body.Len(), 0)
		want(t, "pending", h.pending, 0)
		_, err = h.Serve(w, httptest.NewRequest("GET", "/", nil), Stream{
			Prepare: func(context.Context) error { t.Error("prepared after Close"); return nil },
		})
		want(t, "error after Close", err, ErrClosed)
	})
}

// After End, the event that Next returns is the last one.
func TestSourceEnd(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		source := &endless{frame: helloFrame}
		w := httptest.NewRecorder()
		wait, err := h.Serve(w, httptest.NewRequest("GET", "/", nil), Stream{Start: func(w Waker) Source {
			w.End()
			return source
		}})
		if err != nil {
			t.Fatal(err)
		}
		wait()
		want(t, "got", w.Body.String(), string(helloFrame.raw))
		want(t, "sent", source.sent, 1)
		want(t, "closed", source.closed, 1)
		want(t, "gauges", h.Count(), Counts{})
	})
}

// An endless source always has another event.
type endless struct {
	frame        *Frame
	sent, closed int
}

func (e *endless) Next() (*Frame, bool) { return e.frame, false }
func (e *endless) Sent()                { e.sent++ }
func (e *endless) Close()               { e.closed++ }
