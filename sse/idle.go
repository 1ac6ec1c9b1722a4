package sse

import (
	"container/list"
	"time"
)

// idleList holds the screens that nobody looks at, the ones left longest first. The hub's lock guards it.
type idleList struct {
	list  list.List
	timer *time.Timer
}

func (l *idleList) remove(s *Screen) {
	if s.idle != nil {
		l.list.Remove(s.idle)
		s.idle = nil
	}
}

func (l *idleList) stop() {
	if l.timer != nil {
		l.timer.Stop()
	}
}

// rest puts a screen that nobody uses any more into the list. The hub's lock is held.
func (h *Hub) rest(s *Screen) {
	if h.closed || h.Grace <= 0 || h.MaxIdle <= 0 || !s.worthKeeping() {
		h.free(s)
		return
	}
	s.idleSince = time.Now()
	s.idle = h.idle.list.PushBack(s)
	if h.idle.list.Len() > h.MaxIdle {
		oldest := h.idle.list.Front().Value.(*Screen)
		h.idle.remove(oldest)
		h.free(oldest)
	}
	if h.idle.list.Len() == 1 {
		h.sweepAfter(h.Grace)
	}
}

func (h *Hub) sweepAfter(d time.Duration) {
	h.idle.stop()
	h.idle.timer = time.AfterFunc(d, h.sweep)
}

func (h *Hub) sweep() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for front := h.idle.list.Front(); front != nil && !h.closed; front = h.idle.list.Front() {
		s := front.Value.(*Screen)
		if left := h.Grace - time.Since(s.idleSince); left > 0 {
			h.sweepAfter(left)
			return
		}
		h.idle.remove(s)
		h.free(s)
	}
}
