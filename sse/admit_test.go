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
	bubble(t, func(t *testing.T, h *Hub) {
		h.MaxStreams = 2
		var log bytes.Buffer
		h.Log = slog.New(slog.NewTextHandler(&log, nil))
		s := &shelf{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		refused := func() {
			t.Helper()
			w := watch(screen, "", Stream{})
			synctest.Wait()
			select {
			case <-w.done:
			default:
				t.Error("one too many is open")
			}
			w.close()
			want(t, "error", w.err, ErrFull)
			want(t, "bytes", w.text(), "")
		}
		first, second := watch(screen, "", Stream{}), watch(screen, "", Stream{})
		synctest.Wait()
		refused() // while those two are opened
		time.Sleep(2 * time.Second)
		refused()
		want(t, "streams", h.Count().Streams, 2)
		if _, err := screen.Fresh(t.Context()); err != nil {
			t.Errorf("a document: %v", err)
		}
		first.close()
		third := watch(screen, "0", Stream{})
		defer third.close()
		time.Sleep(2 * time.Second)
		want(t, "streams", h.Count().Streams, 2)
		refused()
		second.close()
		want(t, "lines in the log", strings.Count(log.String(), "MaxStreams"), 2) // in its words and as an attribute, once
	})
}

// A stream that comes to nothing gives its place back, whatever became of it.
func TestPlaceIsGivenBack(t *testing.T) {
	h := NewHub()
	defer h.Close()
	h.MaxStreams = 1
	h.Log = slog.New(slog.DiscardHandler)
	down := &shelf{}
	down.fails.Store(true)
	screen, failing := h.Open("k", &shelf{}), h.Open("down", down)
	defer screen.Release()
	defer failing.Release()
	get, head := httptest.NewRequest("GET", "/", nil), httptest.NewRequest("HEAD", "/", nil)
	for name, open := range map[string]func() error{
		"an error": func() error { return serve(h, httptest.NewRecorder(), get, Stream{}, Sub{Screen: failing}) },
		"HEAD":     func() error { return serve(h, httptest.NewRecorder(), head, Stream{}, Sub{Screen: screen}) },
		"no flush": func() error { return serve(h, struct{ http.ResponseWriter }{}, get, Stream{}, Sub{Screen: screen}) },
		"a dead peer": func() error {
			return serve(h, dead{httptest.NewRecorder()}, get, Stream{Hello: helloFrame}, Sub{Screen: screen})
		},
	} {
		for range 3 {
			if err := open(); errors.Is(err, ErrFull) {
				t.Errorf("%s: the place is lost", name)
			}
		}
	}
}

// dead is the writer of a peer that has gone.
type dead struct{ *httptest.ResponseRecorder }

func (dead) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestMaxScreens(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.MaxScreens = 2
		h.Log = slog.New(slog.DiscardHandler)
		open := func(keys ...string) *watcher {
			var subs []Sub
			for _, key := range keys {
				screen := h.Open(key, &shelf{})
				defer screen.Release()
				subs = append(subs, Sub{Screen: screen})
			}
			w := watchAll(Stream{}, subs[0], subs[1:]...)
			synctest.Wait()
			return w
		}
		admitted := func(what string, want bool, w *watcher) {
			t.Helper()
			select {
			case <-w.done:
				if want || w.err != ErrFull {
					t.Errorf("%s: %v", what, w.err)
				}
			default:
				if !want {
					t.Errorf("%s is open", what)
				}
			}
			w.close()
		}
		a, b := open("a"), open("b")
		admitted("a third screen", false, open("c"))
		admitted("a third screen as a part", false, open("a", "c"))
		admitted("a tab of a screen that is there", true, open("a"))
		admitted("a tab of screens that are there", true, open("a", "b"))
		document := h.Open("document", &shelf{})
		admitted("a tab of a screen that is there, while a document is made", true, open("a"))
		document.Release()
		b.close()
		want(t, "screens, with one that nobody looks at", h.Count().Screens, 2)
		admitted("another in its place", true, open("c"))
		a.close()
	})
}
