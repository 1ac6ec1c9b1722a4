package sse

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestMaxStreams(t *testing.T) {
	bubble(t, func(t *testing.T, h *node) {
		h.MaxStreams = 2
		var log bytes.Buffer
		h.Log = slog.New(slog.NewTextHandler(&log, nil))
		s := &fakeDB{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		refused := func() {
			t.Helper()
			w := record(h, screen, "", options{})
			synctest.Wait()
			select {
			case <-w.done:
			default:
				t.Error("one too many is open")
			}
			w.close()
			want(t, "error", w.err, ErrTooManyStreams)
			want(t, "bytes", w.text(), "")
		}
		first, second := record(h, screen, "", options{}), record(h, screen, "", options{})
		synctest.Wait()
		refused() // while those two are opened
		time.Sleep(2 * time.Second)
		refused()
		want(t, "streams", h.Count().Streams, 2)
		if _, err := screen.LoadNow(t.Context(), ""); err != nil {
			t.Errorf("a document: %v", err)
		}
		first.close()
		third := record(h, screen, "0", options{})
		defer third.close()
		time.Sleep(2 * time.Second)
		want(t, "streams", h.Count().Streams, 2)
		refused()
		second.close()
		// In its words and as an attribute, once.
		want(t, "lines in the log", strings.Count(log.String(), "MaxStreams"), 2)
	})
}

// A stream that does not start releases its place under MaxStreams, whatever the reason.
func TestStreamSlotIsReleased(t *testing.T) {
	h := newNode()
	defer h.Close()
	h.MaxStreams = 1
	h.Log = slog.New(slog.DiscardHandler)
	down := &fakeDB{}
	down.fails.Store(true)
	screen, failing := h.Open("k", &fakeDB{}), h.Open("down", down)
	defer screen.Release()
	defer failing.Release()
	get, head := httptest.NewRequest("GET", "/", nil), httptest.NewRequest("HEAD", "/", nil)
	for name, open := range map[string]func() error{
		"an error": func() error { return serve(h, httptest.NewRecorder(), get, options{}, sub{Screen: failing}) },
		"HEAD":     func() error { return serve(h, httptest.NewRecorder(), head, options{}, sub{Screen: screen}) },
		"no flush": func() error { return serve(h, struct{ http.ResponseWriter }{}, get, options{}, sub{Screen: screen}) },
		"a dead peer": func() error {
			return serve(h, dead{httptest.NewRecorder()}, get, options{First: helloFrame}, sub{Screen: screen})
		},
	} {
		for range 3 {
			if err := open(); errors.Is(err, ErrTooManyStreams) {
				t.Errorf("%s: the place is lost", name)
			}
		}
	}
}

// dead is the writer of a peer that has gone.
type dead struct{ *httptest.ResponseRecorder }

func (dead) Write([]byte) (int, error) { return 0, errors.New("gone") }
