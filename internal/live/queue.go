package live

import "sync"

// loadQueues are the two queues of loads: interactive loads have somebody who waits for the
// result, background loads were caused by a change.
type loadQueues[E comparable] struct{ interactive, background loadQueue[E] }

// interactiveFactor is how many interactive loads run at once for each background load.
const interactiveFactor = 16

// A loadQueue runs loads, up to a limit at once, first come, first served. A load in the queue
// costs an entry in a slice and no goroutine, because a notification may concern every screen.
type loadQueue[E comparable] struct {
	mu      sync.Mutex
	running int
	waiting []*call[E]
}

func (q *loadQueue[E]) add(c *call[E], limit int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	//mutant:false TestLoadConcurrency: loads have limited concurrency
	if q.running >= max(limit, 1) {
		q.waiting = append(q.waiting, c)
		return
	}
	q.running++
	go q.run(c)
}

func (q *loadQueue[E]) run(c *call[E]) {
	for c != nil {
		c.screen.run(c)
		c = q.next()
	}
}

func (q *loadQueue[E]) next() (c *call[E]) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		q.waiting = nil
		q.running--
		return nil
	}
	c, q.waiting[0] = q.waiting[0], nil
	q.waiting = q.waiting[1:]
	return c
}
