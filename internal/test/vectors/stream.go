package vectors

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

type stream struct {
	url, held, parts string
	send             chan string
}

func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	tab := &stream{r.URL.RequestURI(), r.Header.Get(wire.VersionHeader), r.Header.Get(wire.PartsHeader), make(chan string, 100)}
	s.mu.Lock()
	s.streams = append(s.streams, tab)
	s.opened++
	hello := fmt.Sprintf("event: hello\ndata: {\"fingerprints\":%q,\"heartbeat\":20}\n\n", s.fingerprints())
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.streams = slices.DeleteFunc(s.streams, func(other *stream) bool { return other == tab })
	}()
	w.Header().Set("Content-Type", wire.StreamType)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(hello))
	_ = http.NewResponseController(w).Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-tab.send:
			if text == "" {
				return
			}
			_, _ = w.Write([]byte(text))
			_ = http.NewResponseController(w).Flush()
		}
	}
}

// only returns the stream if exactly one is open. The lock is held.
func (s *Server) only() *stream {
	if len(s.streams) != 1 {
		return nil
	}
	return s.streams[0]
}

// current waits until exactly one stream is open, and returns it.
func (s *Server) current(t *testing.T) *stream {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		tab := s.only()
		s.mu.Unlock()
		if tab != nil {
			return tab
		}
	}
	t.Fatal("no stream is open, or several are")
	return nil
}

func (s *Server) send(t *testing.T, event string) {
	t.Helper()
	s.current(t).send <- event
}

// disconnect ends the stream and waits for the next one.
func (s *Server) disconnect(t *testing.T) {
	t.Helper()
	tab := s.current(t)
	s.mu.Lock()
	opened := s.opened
	s.mu.Unlock()
	tab.send <- ""
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		back := s.opened > opened
		s.mu.Unlock()
		if back {
			return
		}
	}
	t.Fatal("the tab does not reconnect")
}
