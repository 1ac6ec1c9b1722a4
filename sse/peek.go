package sse

// Peek returns what the screen of this key showed last, be it still true or not, or nil if this node does not know. It loads nothing.
func (h *Hub) Peek(key any) Content {
	h.mu.Lock()
	s := h.screens[key]
	h.mu.Unlock()
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.content
}
