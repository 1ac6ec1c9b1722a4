package live

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// ErrTooManyScreens says that MaxScreens are in use. The client may come back later.
var ErrTooManyScreens = errors.New("live: too many screens")

// Prepare waits until there is content for the first subscription: the last content if it is still
// valid, else that of a load. Call it before the first byte of the stream, so that its error can
// still be the answer. The other subscriptions do not make it wait, and their errors are events.
func (h *Hub[E]) Prepare(ctx context.Context, subscriptions ...Subscription[E]) error {
	if h.tooManyScreens(subscriptions) {
		h.warned.Do(func() {
			log := h.Log
			if log == nil {
				log = slog.Default()
			}
			log.Warn("live: streams are refused: there are MaxScreens", "MaxScreens", h.MaxScreens)
		})
		return ErrTooManyScreens
	}
	for _, s := range subscriptions {
		s.Screen.usedBy(clientOf(ctx))
	}
	first := subscriptions[0]
	return first.Screen.waitCurrent(ctx, first.Version, first.Kind)
}

// usedBy notes that a client has a tab with the screen. Loads that nobody waits for belong to the
// client of the screen, if there is only one.
func (s *Screen[E]) usedBy(client string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.shared || s.owner == client:
	case s.owner == "" && client != "":
		s.owner = client
	default:
		s.owner, s.shared = "", true
	}
}

// tooManyScreens reports whether there are MaxScreens and a tab needs a screen of its own, which
// nobody else uses.
func (h *Hub[E]) tooManyScreens(subscriptions []Subscription[E]) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.MaxScreens <= 0 || len(h.screens)-h.idle.list.Len() <= h.MaxScreens {
		return false
	}
	for _, s := range subscriptions {
		//mutant:false TestMaxScreens: screens are limited
		//mutant:true TestMaxScreens: a tab that needs no new screen is let in
		if s.Screen.users == 1 {
			return true
		}
	}
	return false
}

// waitCurrent waits until there is content for a client that has the given version.
//
// If the version is unknown here, another server may have sent the client something newer. Then
// only a load that started after the client connected counts. Clients with the same unknown version
// share that load, and there is at most one in each MinLoadInterval.
func (s *Screen[E]) waitCurrent(ctx context.Context, version string, kind Kind) error {
	s.mu.Lock()
	known := version == "" ||
		s.version != nil && isCurrent(contentOf[E](s.charge), *s.version, version, kind)
	seen := s.started
	if !known {
		seen = s.firstSeen(version)
	}
	if s.version != nil && !s.closed {
		inBackoff := s.suspended || s.err != nil && time.Now().Before(s.startedAt.Add(s.backoff))
		//mutant:true(1.2) TestStreamIsNotSentOlderContent$: a client is not sent older content
		if s.valid() && (known || s.finished > seen) || inBackoff {
			s.mu.Unlock()
			return nil
		}
	}
	c, early := s.running, false
	if c != nil && c.started {
		early = s.started <= seen
	} else {
		c = s.joinSoon(clientOf(ctx))
	}
	s.mu.Unlock()
	content, err := c.wait(ctx)
	// A client is not sent content of a load that had started.
	//mutant:true TestStreamIsNotSentOlderContentWhileLoading
	if err != nil || !early || isCurrent(content, c.version, version, kind) {
		return err
	}
	s.mu.Lock()
	c = s.joinSoon(clientOf(ctx))
	s.mu.Unlock()
	_, err = c.wait(ctx)
	return err
}

// isCurrent reports whether content is surely not older than the version that a client has. Own is
// the version of the content. The content is nil if it was evicted.
func isCurrent[E comparable](c Content[E], own, version string, kind Kind) bool {
	if version == "" || own == version {
		return true
	}
	if c == nil {
		return false
	}
	_, known := c.EventFrom(version, kind)
	return known
}
