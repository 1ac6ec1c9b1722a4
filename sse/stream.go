package sse

import (
	"net/http"
	"time"
)

// A Stream is what one tab brings when it opens its stream. All events are encoded.
type Stream struct {
	Held    string    // the version it holds, or ""
	Hello   []byte    // sent first
	Again   []byte    // sent when content that was stale is true again and unchanged
	Expires time.Time // when the stream ends; zero: never
	Topic   string    // a notice on it ends the stream; "": none
	Bye     []byte    // sent when a notice ends the stream
}

// A tab is one open stream.
type tab struct {
	screen *Screen
	stream Stream
	sent   string // the version it holds
	stale  bool   // it was told so
	wake   chan struct{}
	ending chan ending
}

type ending int

const (
	endClose  ending = iota // the hub closes
	endNotice               // a notice on the stream's topic
)

func (t *tab) notice() {
	select {
	case t.wake <- struct{}{}:
	default: // it will look anyway
	}
}

func (t *tab) end(why ending) {
	select {
	case t.ending <- why:
	default:
	}
}

// news returns the event that brings the tab from what it was sent last to what is now, whatever lay between; nil if there is
// none. It reports whether the stream ends with it.
func (t *tab) news() (event []byte, end bool) {
	s := t.screen
	s.mu.Lock()
	content, err := s.content, s.err
	s.mu.Unlock()
	if err != nil {
		if t.stale {
			return nil, false
		}
		t.stale = true
		return s.source.Stale(err)
	}
	again := t.stale
	t.stale = false
	if content.Version() != t.sent {
		event, _ = content.Since(t.sent)
		t.sent = content.Version()
		return event, false
	}
	if again {
		return t.stream.Again, false
	}
	return nil, false
}

// enter makes the tab one of the screen's, and of those that its topic ends.
func (s *Screen) enter(t *tab) error {
	h := s.hub
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return ErrClosed
	}
	s.users++
	if t.stream.Topic != "" {
		addTo(h.ends, t.stream.Topic, t)
	}
	h.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tabs == nil {
		s.tabs = map[*tab]struct{}{}
	}
	s.tabs[t] = struct{}{}
	if s.closed {
		t.end(endClose)
	}
	return nil
}

func (s *Screen) leave(t *tab) {
	s.mu.Lock()
	delete(s.tabs, t)
	if len(s.tabs) == 0 {
		s.stopTimer()
	}
	s.mu.Unlock()
	if t.stream.Topic != "" {
		s.hub.mu.Lock()
		removeFrom(s.hub.ends, t.stream.Topic, t)
		s.hub.mu.Unlock()
	}
	s.Release()
}

// Serve holds the response open and sends what is new, until the request ends, the stream expires, a notice ends it or the hub
// closes. An error before the first byte is returned, with nothing written; later ones end the stream and are the network's business.
func (s *Screen) Serve(w http.ResponseWriter, r *http.Request, st Stream) error {
	t := &tab{screen: s, stream: st, sent: st.Held, wake: make(chan struct{}, 1), ending: make(chan ending, 1)}
	// It enters before it looks, so that nothing can happen between.
	if err := s.enter(t); err != nil {
		return err
	}
	defer s.leave(t)
	if err := s.settle(r.Context(), st.Held); err != nil {
		return err
	}
	s.mu.Lock()
	s.plan(0) // content with an end, or stale content, needs its timer again
	s.mu.Unlock()
	out := newWriter(w, s.hub.WriteTimeout)
	if err := out.open(st.Hello); err != nil {
		return err
	}
	t.run(r, out)
	return nil
}

// run is the life of the stream after its head.
func (t *tab) run(r *http.Request, out *writer) {
	heartbeat := time.NewTimer(t.screen.hub.Heartbeat)
	defer heartbeat.Stop()
	var expired <-chan time.Time
	if !t.stream.Expires.IsZero() {
		timer := time.NewTimer(time.Until(t.stream.Expires))
		defer timer.Stop()
		expired = timer.C
	}
	for {
		event, end := t.news()
		if event != nil {
			if out.write(event) != nil {
				return
			}
			heartbeat.Reset(t.screen.hub.Heartbeat)
		}
		if end {
			return
		}
		select {
		case <-t.wake:
		case <-heartbeat.C:
			if out.write([]byte(Heartbeat)) != nil {
				return
			}
			heartbeat.Reset(t.screen.hub.Heartbeat)
		case why := <-t.ending:
			if why == endNotice {
				out.write(t.stream.Bye)
			}
			return
		case <-expired:
			return
		case <-r.Context().Done():
			return
		}
	}
}
