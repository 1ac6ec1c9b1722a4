package live

import (
	"container/list"
	"sync"
	"sync/atomic"
)

// A cache limits the memory of all content. Above the limit it evicts the content of the screens
// that changed least recently. The screens keep their versions. It never evicts the newest content,
// however large.
type cache struct {
	limit *int64 // Hub.CacheBytes

	mu   sync.Mutex // taken last, with the lock of a screen held
	used int64
	list list.List // of evictable, the least recently changed first
}

// A Charge is the memory that one content takes. The loader gets it with each load. It counts from
// the end of the load, until the content is evicted or no screen has it any more.
type Charge struct {
	cache *cache
	size  int64
	place *list.Element // nil: not counted
}

// Grow says that the content takes more memory than it did. It never waits and may be called with
// any lock held. It does nothing while the charge does not count.
func (c *Charge) Grow(bytes int) {
	c.cache.mu.Lock()
	defer c.cache.mu.Unlock()
	if c.place != nil {
		c.cache.grow(c, int64(bytes))
	}
}

// An evictable is content with a charge. Its method evict must not wait.
type evictable interface {
	charged() *Charge
	evict()
}

// add starts to count the charge of a content.
func (m *cache) add(e evictable, size int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := e.charged()
	c.place = m.list.PushBack(e)
	m.grow(c, int64(size))
}

// grow notes that a content takes more memory, and evicts others if it has to. The lock is held.
func (m *cache) grow(c *Charge, size int64) {
	c.size += size
	m.used += size
	for m.used > *m.limit {
		oldest := m.list.Front().Value.(evictable)
		if oldest == m.list.Back().Value {
			return
		}
		m.drop(oldest.charged())
		oldest.evict()
	}
}

// remove ends the count of a charge.
func (m *cache) remove(c *Charge) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(c)
}

func (m *cache) drop(c *Charge) {
	if c.place == nil {
		return
	}
	m.list.Remove(c.place)
	c.place = nil
	m.used -= c.size
	c.size = 0
}

func (m *cache) size() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

// A cached is content until it is evicted.
type cached[E comparable] struct {
	content atomic.Pointer[Content[E]] // nil: evicted
	charge  Charge
}

func (c *cached[E]) charged() *Charge { return &c.charge }

func (c *cached[E]) evict() { c.content.Store(nil) }

// get returns the content, or nil if there is none or it was evicted.
func (c *cached[E]) get() Content[E] {
	if c == nil {
		return nil
	}
	if content := c.content.Load(); content != nil {
		return *content
	}
	return nil
}
