package sse

import "errors"

// ErrFull says that there is no room for one more stream: its tab may come back later. Documents are answered all the same.
var ErrFull = errors.New("sse: no room for one more stream")

// admit keeps a place for a stream, until it enters or is given back.
func (h *Hub) admit(guest *arrival) error {
	h.mu.Lock()
	streams := h.MaxStreams > 0 && h.streams+h.opening >= h.MaxStreams
	screens := h.MaxScreens > 0 && len(h.screens)-h.idle.list.Len() > h.MaxScreens && guest.alone()
	if !streams && !screens {
		h.opening++
	}
	h.mu.Unlock()
	switch {
	case streams:
		h.say("streams are refused: there are MaxStreams", "MaxStreams", h.MaxStreams)
	case screens:
		h.say("streams are refused: there are MaxScreens", "MaxScreens", h.MaxScreens)
	default:
		return nil
	}
	return ErrFull
}

// alone reports whether the stream needs a screen that nobody else uses. The hub's lock is held.
func (a *arrival) alone() bool {
	if a.page.Screen.users == 1 {
		return true
	}
	for _, part := range a.parts {
		if part.Screen.users == 1 {
			return true
		}
	}
	return false
}

// giveBack gives back the place of a stream that did not enter.
func (h *Hub) giveBack(guest *arrival) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !guest.entered {
		h.opening--
	}
}
