package live

import "time"

// Seq returns the number of the last notification.
func (h *Hub[E]) Seq() Seq {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.last
}

// MayHaveChanged reports whether the topic was notified after the given notification. It also
// reports true where that is too long ago to know.
func (h *Hub[E]) MayHaveChanged(topic string, after Seq) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.mayHaveChanged(topic, after)
}

// Notify says that topics changed. It never waits, neither for a load nor for a reader. Topics are
// hints: a notification too many costs a load and does no other harm.
func (h *Hub[E]) Notify(topics ...string) {
	var listeners []listener
	h.mu.Lock()
	for _, topic := range topics {
		h.log.add(topic)
		listeners = h.index.appendTo(listeners, topic)
	}
	h.mu.Unlock()
	if len(topics) > 1 {
		listeners = dedupe(listeners)
	}
	for _, l := range listeners {
		l.notify()
	}
}

// Reload loads every screen with tabs again, spread over the given time. Tabs whose page has not
// changed are sent nothing.
func (h *Hub[E]) Reload(spread time.Duration) {
	screens := h.allScreens()
	for i, s := range screens {
		s.invalidateAfter(step(spread, i, len(screens)))
	}
}

// Resync says that notifications may have been lost. The hub loads every screen with tabs again.
// It also closes every tab that a notification could have closed, without its CloseEvent, so that
// the client reconnects and its viewer is resolved again. Both are spread over the given time.
func (h *Hub[E]) Resync(spread time.Duration) {
	h.mu.Lock()
	h.log.reset()
	tabs := h.index.tabs()
	h.mu.Unlock()
	h.Reload(spread)
	const steps = 256 // a timer for each tab would take more memory than the tab
	for i := range min(steps, len(tabs)) {
		// Tabs that a lost notification could have closed do not all reconnect at once.
		//mutant:arg(1, 0) TestResyncClosesTabs
		time.AfterFunc(spread*time.Duration(i)/steps, func() {
			for ; i < len(tabs); i += steps {
				// Tabs that a lost notification could have closed reconnect.
				//mutant:delete TestResyncClosesTabs
				tabs[i].mayHaveMissed()
			}
		})
	}
}
