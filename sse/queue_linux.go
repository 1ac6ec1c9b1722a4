package sse

import "sync"

// A queue holds the parked tabs that were woken, each once: what to say they find out when it is their turn. Its writers, one for each
// processor at most, are there only while it is not empty.
type queue struct {
	limit int

	mu          sync.Mutex
	first, last *parked
	length      int
	writers     int
	closed      chan struct{} // closed when the last writer goes
}

// most is how many tabs a writer takes at once; fewer when there are few, so that all writers have work.
const most = 64

func (q *queue) add(p *parked) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if p.queued || q.closed != nil {
		return
	}
	p.queued = true
	if q.last == nil {
		q.first = p
	} else {
		q.last.behind = p
	}
	q.last = p
	q.length++
	if q.writers < q.limit {
		q.writers++
		go q.write()
	}
}

func (q *queue) write() {
	var tabs [most]*parked
	for {
		n := q.take(tabs[:])
		if n == 0 {
			return
		}
		for _, p := range tabs[:n] {
			p.drain()
		}
	}
}

// take moves the next tabs into a slice. A tab that is woken while it is written to is queued again.
func (q *queue) take(tabs []*parked) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(tabs), (q.length+q.limit-1)/q.limit)
	for i := range n {
		p := q.first
		q.first = p.behind
		p.queued, p.behind = false, nil
		tabs[i] = p
	}
	if q.length -= n; q.length == 0 {
		q.last = nil
	}
	if n == 0 {
		if q.writers--; q.writers == 0 && q.closed != nil {
			close(q.closed)
		}
	}
	return n
}

// close waits for the writers. Tabs that are woken later stay as they are.
func (q *queue) close() {
	q.mu.Lock()
	again := q.closed != nil
	if !again {
		q.closed = make(chan struct{})
		if q.writers == 0 {
			close(q.closed)
		}
	}
	closed := q.closed
	q.mu.Unlock()
	<-closed
}
