package live

import (
	"container/list"
	"time"
)

// An idleList holds the screens that nobody uses, the longest idle first. The hub's lock guards it.
type idleList[E comparable] struct {
	list  list.List
	timer *time.Timer
}

func (l *idleList[E]) remove(s *Screen[E]) {
	if s.idle != nil {
		l.list.Remove(s.idle)
		s.idle = nil
	}
}

func (l *idleList[E]) stop() {
	if l.timer != nil {
		l.timer.Stop()
	}
}

// markIdle puts a screen that nobody uses any more into the list. The hub's lock is held.
func (h *Hub[E]) markIdle(s *Screen[E]) {
	if h.closed || h.IdleTimeout <= 0 || h.MaxIdleScreens <= 0 || !s.cacheable() {
		h.remove(s)
		return
	}
	s.idleSince = time.Now()
	s.idle = h.idle.list.PushBack(s)
	//mutant:false TestIdleScreensAreEvicted: idle screens are bounded in number
	if h.idle.list.Len() > h.MaxIdleScreens {
		oldest := h.idle.list.Front().Value.(*Screen[E])
		h.idle.remove(oldest)
		h.remove(oldest)
	}
	if h.idle.list.Len() == 1 {
		h.sweepAfter(h.IdleTimeout)
	}
}

func (h *Hub[E]) sweepAfter(d time.Duration) {
	h.idle.stop()
	h.idle.timer = time.AfterFunc(d, h.sweep)
}

// sweep removes the screens that have been idle for IdleTimeout.
func (h *Hub[E]) sweep() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for front := h.idle.list.Front(); front != nil && !h.closed; front = h.idle.list.Front() {
		s := front.Value.(*Screen[E])
		if left := h.IdleTimeout - time.Since(s.idleSince); left > 0 {
			h.sweepAfter(left)
			return
		}
		h.idle.remove(s)
		// Idle screens are kept for a while, and then evicted.
		//mutant:delete TestIdleScreensAreEvicted
		h.remove(s)
	}
}
