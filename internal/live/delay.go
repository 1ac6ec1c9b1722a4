package live

// Bits of subscription.delay, at the first subscription of a tab.
const (
	delaySent    uint8 = 1 << iota // the client was sent DelayedEvent, and no OnTimeEvent since
	delayOffered                   // Next has returned the other one of both events
)

// SetDelayed says whether notifications come late. All tabs are sent DelayedEvent, also those that
// are attached later, and OnTimeEvent when it is over.
func (h *Hub[E]) SetDelayed(delayed bool) {
	if h.delayed.Swap(delayed) == delayed {
		return
	}
	for _, s := range h.allScreens() {
		s.wakeFirst()
	}
}

// wakeFirst wakes the tabs whose page the screen is, and not those whose part it is.
func (s *Screen[E]) wakeFirst() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for sub := s.tabs; sub != nil; sub = sub.next {
		if sub == &sub.tab.first {
			sub.tab.waker.Wake()
		}
	}
}

// delayEvent returns the event that the client lacks about delays. It reports false if there is
// none.
func (t *Tab[E]) delayEvent() (event E, ok bool) {
	h := t.first.screen.hub
	switch delayed := h.delayed.Load(); {
	case delayed == (t.first.delay&delaySent != 0):
		return event, false
	case delayed:
		event = h.DelayedEvent
	default:
		event = h.OnTimeEvent
	}
	t.first.delay |= delayOffered
	return event, true
}

// delayWasSent notes that the event of delayEvent is out. It reports false if there was none.
func (t *Tab[E]) delayWasSent() bool {
	if t.first.delay&delayOffered == 0 {
		return false
	}
	t.first.delay ^= delaySent | delayOffered
	return true
}
