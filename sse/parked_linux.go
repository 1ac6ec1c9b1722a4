package sse

import (
	"sync"

	"golang.org/x/sys/unix"
)

// parked is the transport of a tab that no goroutine stands for: a descriptor, and what is left of the frame on its way.
type parked struct {
	tab  tab
	fd   int32
	gen  uint32 // tells it from an earlier tab on the same descriptor
	ends int64  // on the lot's clock; zero: never

	// The queue's lock guards these.
	queued bool
	behind *parked

	mu      sync.Mutex // held around every use of the descriptor, so none comes after it is closed
	closed  bool
	beat    bool   // a sign of life is due
	blocked bool   // there was no room for the last write
	last    bool   // nothing comes after the rest
	packed  bool   // the stream is compressed
	at      int64  // when it last took a byte, or first had no room
	rest    []byte // of a frame: shared, never changed
}

func (p *parked) lot() *lot { return &p.tab.page.screen.hub.lot }

func (p *parked) wake() { p.lot().queue.add(p) }

// drain writes what there is to say, for as long as there is room. A frame of which the first byte is out is brought to its end; one that
// is not is forgotten, and what is newest by then comes next.
func (p *parked) drain() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.closed {
		frame, next := p.next()
		if frame == nil {
			if next.last {
				p.close()
			}
			return
		}
		n, err := unix.Write(int(p.fd), frame)
		if n > 0 {
			next.done()
			p.took(next, frame[n:])
		}
		switch err {
		case nil, unix.EINTR:
		case unix.EAGAIN:
			if next.last || p.last || p.tab.ending.Load() != 0 {
				p.close() // it had its chance
				return
			}
			if !p.blocked {
				p.blocked, p.at = true, p.lot().clock()
			}
			return // epoll tells when there is room
		default:
			p.close()
		}
	}
}

// next returns what to write: the rest of a frame before anything else.
func (p *parked) next() ([]byte, turn) {
	switch {
	case p.tab.ending.Load() == endGone:
		return nil, turn{last: true}
	case p.rest != nil:
		return p.rest, turn{}
	case p.last:
		return nil, turn{last: true}
	}
	next := p.tab.next()
	if next.frame == nil && !next.last && p.beat {
		next.frame = heartbeatFrame
	}
	return next.frame.bytes(p.packed), next
}

// took notes that bytes of a turn are out, and what is left.
func (p *parked) took(turn turn, rest []byte) {
	p.at = p.lot().clock()
	p.beat, p.blocked = false, false
	p.last = p.last || turn.last
	if p.rest = nil; len(rest) > 0 {
		p.rest = rest
	}
}

// close gives the descriptor back. The lock is held.
func (p *parked) close() {
	p.closed, p.rest = true, nil
	p.lot().remove(p) // before somebody else gets the number
	_ = unix.Close(int(p.fd))
	p.lot().hub.leave(&p.tab)
}

// look is done every so often: it sees to signs of life, and ends what is old or stuck. It returns when to look again.
func (p *parked) look(now int64) int64 {
	every := p.lot().every
	if !p.mu.TryLock() {
		return now + every // a writer is at it
	}
	defer p.mu.Unlock()
	idle := now - p.at
	switch {
	case p.ends != 0 && now >= p.ends:
		p.tab.end(endTime)
	case p.blocked && idle >= int64(p.lot().hub.WriteTimeout):
		p.tab.end(endGone)
	case !p.blocked && idle > int64(p.lot().hub.Heartbeat)-every:
		p.beat = true
		p.wake()
	}
	if p.ends != 0 {
		return min(now+every, max(p.ends, now))
	}
	return now + every
}
