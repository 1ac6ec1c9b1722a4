package framework

import (
	"container/list"
	"sync"
)

// memory bounds what the screens of an app keep beside their versions: bodies, their pasts and their events. Past the limit the screens that
// changed least recently lose theirs. A tab that needs more than the version makes such a screen load again.
type memory struct {
	mu    sync.Mutex
	limit int64
	used  int64
	kept  list.List // of *content, the least recently changed first
}

// keep takes in what a screen shows now. The newest is kept whatever it weighs.
func (m *memory) keep(b *body) *content {
	c := &content{version: b.Version, memory: m}
	b.of = c
	c.body.Store(b)
	m.mu.Lock()
	defer m.mu.Unlock()
	c.place = m.kept.PushBack(c)
	m.add(c, int64(b.Size()+b.past.Size()))
	return c
}

// grow notes that a content weighs more than it did.
func (m *memory) grow(c *content, by int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c.place != nil {
		m.add(c, int64(by))
	}
}

// drop forgets what no screen shows any more.
func (m *memory) drop(c *content) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.remove(c)
}

// add notes that a content weighs more, and makes room for it.
func (m *memory) add(c *content, size int64) {
	c.size += size
	m.used += size
	for m.used > m.limit {
		oldest := m.kept.Front().Value.(*content)
		if oldest == m.kept.Back().Value {
			return
		}
		m.remove(oldest)
		oldest.body.Store(nil)
	}
}

func (m *memory) remove(c *content) {
	if c.place == nil {
		return
	}
	m.kept.Remove(c.place)
	c.place = nil
	m.used -= c.size
	c.size = 0
}
