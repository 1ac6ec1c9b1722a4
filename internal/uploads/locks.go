package uploads

import (
	"context"
	"sync"
)

// Locks let one request at a time use an upload. The newest request wins: a connection that was cut
// may look open to the server for long, and its client has come back on another.
type Locks struct {
	mu   sync.Mutex
	held map[string]*lock
}

type lock struct {
	interrupt func()
	released  chan struct{}
}

// Enter waits until no other request uses the upload, and interrupts the one that does. interrupt
// makes this request end soon; a later request calls it, perhaps several times. The caller calls
// leave.
func (l *Locks) Enter(ctx context.Context, id string, interrupt func()) (leave func(), err error) {
	for {
		l.mu.Lock()
		other := l.held[id]
		if other == nil {
			mine := &lock{interrupt, make(chan struct{})}
			if l.held == nil {
				l.held = map[string]*lock{}
			}
			l.held[id] = mine
			l.mu.Unlock()
			return func() {
				l.mu.Lock()
				defer l.mu.Unlock()
				delete(l.held, id)
				close(mine.released)
			}, nil
		}
		// Under the mutex, so that the other request has not ended: its interrupt is still valid.
		other.interrupt()
		l.mu.Unlock()
		select {
		case <-other.released:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
