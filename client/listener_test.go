package client_test

import (
	"cmp"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/wait"
	"github.com/goldfish-go/goldfish/internal/wire"
)

type listener struct {
	url, version string
	parts        string
	send         chan string
	gone         chan struct{}
}

func (s *site) stream(w http.ResponseWriter, r *http.Request, url string) {
	s.streamOf(w, r, url, "", "")
}

// streamOf sends a body first, if it has a version.
func (s *site) streamOf(w http.ResponseWriter, r *http.Request, url, version, body string) {
	l := &listener{url: url, version: r.Header.Get(wire.VersionHeader), parts: r.Header.Get(wire.PartsHeader), send: make(chan string, 100), gone: make(chan struct{})}
	s.mu.Lock()
	s.tabs[l] = true
	s.opened++
	now, heartbeat := s.made, cmp.Or(s.heartbeat, 20)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.tabs, l)
		s.mu.Unlock()
		close(l.gone)
	}()
	w.Header().Set("Content-Type", wire.StreamType)
	w.Header().Set("Cache-Control", "no-store")
	flusher := w.(http.Flusher)
	_, _ = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", wire.HelloEvent, wire.Encode(wire.Hello{Fingerprints: now, Heartbeat: heartbeat}))
	if version != "" {
		_, _ = fmt.Fprintf(w, "id: %s\ndata: %s\n\n", version, wire.Encode(wire.Body{Title: "a", Body: body}))
	}
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-l.send:
			if text == "close" {
				return
			}
			_, _ = w.Write([]byte(text))
			flusher.Flush()
		}
	}
}

// listeners are the streams that are open for the URL.
func (s *site) listeners(url string) []*listener {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*listener
	for l := range s.tabs {
		if l.url == url {
			found = append(found, l)
		}
	}
	return found
}

// listening waits for the one stream of the URL.
func (s *site) listening(url string) *listener {
	s.t.Helper()
	for deadline := time.Now().Add(wait.Limit()); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if found := s.listeners(url); len(found) == 1 {
			return found[0]
		}
	}
	s.t.Fatalf("%d streams are open for %s, want 1", len(s.listeners(url)), url)
	return nil
}

// reconnects waits until so many streams have been opened in all, and one of them is left.
func (s *site) reconnects(opened int) {
	s.t.Helper()
	for deadline := time.Now().Add(wait.Limit()); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		enough := s.opened >= opened && len(s.tabs) == 1
		s.mu.Unlock()
		if enough {
			return
		}
	}
	s.t.Fatalf("%d streams were opened, want %d", s.opened, opened)
}

// left waits until the stream has been let go.
func (l *listener) left(t testing.TB) {
	t.Helper()
	select {
	case <-l.gone:
	case <-time.After(wait.Limit()):
		t.Fatalf("the stream for %s is still open", l.url)
	}
}

// push sends a whole body.
func (l *listener) push(version, title, body string) {
	l.send <- fmt.Sprintf("id: %s\ndata: %s\n\n", version, wire.Encode(wire.Body{Title: title, Body: body}))
}

// part sends what one part shows now.
func (l *listener) part(message partMessage) {
	id := ""
	if message.Version != "" {
		id, message.Version = "id: "+message.Version+"\n", ""
	}
	l.send <- fmt.Sprintf("event: %s\n%sdata: %s\n\n", wire.PartEvent, id, wire.Encode(message.part()))
}
