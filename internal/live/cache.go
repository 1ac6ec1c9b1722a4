package live

import (
	"sync"
	"sync/atomic"
)

// A cache limits the memory of all content. Above the limit it evicts the content of the screens
// that changed least recently. The screens keep their versions. It never evicts the newest content,
// however large.
type cache struct {
	limit *int64 // Hub.CacheBytes

	mu             sync.Mutex // taken last, with the lock of a screen held
	used           int64
	oldest, newest *Charge
}

// A Charge is the memory that one content takes. The loader gets it with each load. It counts from
// the end of the load, until the content is evicted or no screen has it any more.
type Charge struct {
	cache   *cache
	content atomic.Pointer[any] // nil: evicted

	// The lock of the cache guards these.
	counted    bool
	size       int64
	prev, next *Charge // counted before and after this one
}

// Grow says that the content takes more memory than it did. It never waits and may be called with
// any lock held. It does nothing while the charge does not count.
func (c *Charge) Grow(bytes int) {
	c.cache.mu.Lock()
	defer c.cache.mu.Unlock()
	if c.counted {
		c.cache.grow(c, int64(bytes))
	}
}

// add starts to count a charge.
func (m *cache) add(c *Charge, size int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.counted = true
	if c.prev = m.newest; c.prev != nil {
		c.prev.next = c
	} else {
		m.oldest = c
	}
	m.newest = c
	m.grow(c, int64(size))
}

// grow notes that a content takes more memory, and evicts others if it has to. The lock is held.
func (m *cache) grow(c *Charge, size int64) {
	c.size += size
	m.used += size
	for m.used > *m.limit && m.oldest != m.newest {
		oldest := m.oldest
		m.drop(oldest)
		oldest.content.Store(nil)
	}
}

// remove ends the count of a charge.
func (m *cache) remove(c *Charge) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(c)
}

func (m *cache) drop(c *Charge) {
	if !c.counted {
		return
	}
	if c.prev != nil {
		c.prev.next = c.next
	} else {
		m.oldest = c.next
	}
	if c.next != nil {
		c.next.prev = c.prev
	} else {
		m.newest = c.prev
	}
	m.used -= c.size
	c.counted, c.size, c.prev, c.next = false, 0, nil, nil
}

func (m *cache) size() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

// contentOf returns the content of a charge, or nil if there is none or it was evicted.
func contentOf[E comparable](c *Charge) Content[E] {
	if c == nil {
		return nil
	}
	if content := c.content.Load(); content != nil {
		return (*content).(Content[E])
	}
	return nil
}
