package sse

import "sync"

// A writeQueue holds the parked streams that were woken, each at most once. Which event is sent is
// decided when the stream is written. The writers, at most one for each processor, exist only while
// the queue is not empty.
type writeQueue struct {
	limit int // of writers

	mu          sync.Mutex
	first, last *parkedStream
	length      int
	writers     int
	closed      chan struct{} // closed when the last writer returns
}

// batchSize is how many streams a writer takes at once. It takes fewer when there are few, so that
// all writers have work.
const batchSize = 64

func (q *writeQueue) add(p *parkedStream) {
	q.mu.Lock()
	defer q.mu.Unlock()
	//mutant:false(1) TestConnectionChurn: a stream is queued once
	if p.queued || q.closed != nil {
		return
	}
	p.queued = true
	if q.last == nil {
		q.first = p
	} else {
		q.last.nextQueued = p
	}
	q.last = p
	q.length++
	if q.writers < q.limit {
		q.writers++
		go q.write()
	}
}

func (q *writeQueue) write() {
	var batch [batchSize]*parkedStream
	for {
		n := q.take(batch[:])
		if n == 0 {
			return
		}
		for _, p := range batch[:n] {
			p.flush()
		}
	}
}

// take moves the next streams into a batch. A stream that is woken while it is written is queued
// again.
func (q *writeQueue) take(batch []*parkedStream) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(batch), (q.length+q.limit-1)/q.limit)
	for i := range n {
		p := q.first
		q.first = p.nextQueued
		p.queued, p.nextQueued = false, nil
		batch[i] = p
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

// close waits for the writers. Streams that are woken later are not written.
func (q *writeQueue) close() {
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
