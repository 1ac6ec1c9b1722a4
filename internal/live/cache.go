package live

import "sync"

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
//
// It also holds the version and the content, all in one object: an object of 16 bytes for each
// would keep a page of 8 KB in use, because loads leave much garbage of that size around it.
type Charge struct {
	cache   *cache
	version string // of the content; tabs keep pointers to it, and no pointer to the content

	mu      sync.Mutex // taken after the lock of the cache
	content any        // nil: evicted, or replaced

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
		//mutant:delete TestCacheBytes$: the growth of content counts
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
	//mutant:false TestEvictionOrder: content has a budget
	//mutant:true(2) TestEvictionOrder: the newest content is kept, however large
	for m.used > *m.limit && m.oldest != m.newest {
		oldest := m.oldest
		m.drop(oldest)
		oldest.set(nil)
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
	c.mu.Lock()
	defer c.mu.Unlock()
	content, _ := c.content.(Content[E])
	return content
}

func (c *Charge) set(content any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.content = content
}
