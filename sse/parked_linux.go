package sse

import (
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// A parkedStream is the transport without a goroutine: a descriptor, and how much of an event is
// written. Its fields take 96 bytes, which is a size class of Go's allocator.
type parkedStream struct {
	poller *poller
	source Source

	deadline int64  // on the poller's clock; zero: never
	fd       int32  // the descriptor
	gen      uint32 // tells this stream from an earlier one with the same descriptor; see poller.mu
	held     *heldConn

	// The write queue's lock guards these.
	nextQueued *parkedStream
	queued     bool

	// The lock is held around every use of the descriptor, so none comes after it is closed.
	closed       bool
	heartbeatDue bool
	byeDue       bool // the event of Server.Drain is to be sent
	blocked      bool // there was no room for the last write
	watched      bool // epoll tells when there is room
	last         bool // the stream ends after the frame
	compressed   bool

	ending       atomic.Uint32 // why the stream ends, or zero
	written      uint32        // bytes of the frame
	frame        *Frame        // that is partly written
	lastProgress int64         // when bytes were written last, or when there was no room first
	mu           sync.Mutex
}

// Wake implements Waker.
func (p *parkedStream) Wake() { p.poller.queue.add(p) }

// End implements Waker.
func (p *parkedStream) End() { p.end(endSource) }

func (p *parkedStream) end(why uint32) {
	if p.ending.CompareAndSwap(0, why) {
		p.Wake()
	}
}

// flush writes events for as long as there is room. A frame of which the first byte is out is
// finished. A frame of which no byte is out is forgotten, and the newest event by then is next.
func (p *parkedStream) flush() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.write()
}

// write is flush with the lock held.
func (p *parkedStream) write() {
	//mutant:true TestConnectionChurn: no descriptor is used after it is closed
	for !p.closed {
		frame, end := p.next()
		if frame == nil {
			switch {
			case end:
				p.close()
			//mutant:false(2.1) TestDetach$: a stream that is quiet takes little memory
			//mutant:true(2.1) TestDetach$: a stream that is new keeps its connection
			//mutant:false(2.2) TestManyHeldConns: a limited number of streams keeps its connection
			case p.held != nil && (p.idle() >= p.poller.interval || p.poller.held.Load() > maxHeld):
				p.detach()
			}
			return
		}
		rest := frame.bytes(p.compressed)[p.written:]
		n, err := p.send(rest)
		// An event counts as sent when its first byte is out, not before.
		//mutant:insert(p.source.Sent()) TestKernelBufferIsSmall
		if n > 0 {
			p.wrote(frame, n, len(rest), end)
		}
		switch err {
		case nil, unix.EINTR:
		case unix.EAGAIN:
			// A parked stream that has to end does not wait for its peer.
			//mutant:false TestBlockedStreamEnds
			if end || p.last || p.ending.Load() != 0 {
				p.close() // the last event is not waited for
				return
			}
			if !p.blocked {
				p.blocked, p.lastProgress = true, p.poller.now()
			}
			if !p.watched && p.poller.watchRoom(p) != nil {
				p.close()
				return
			}
			p.watched = true
			return // epoll tells when there is room
		default:
			p.close()
		}
	}
}

// next returns what to write: the rest of a frame before anything else.
func (p *parkedStream) next() (frame *Frame, end bool) {
	why := p.ending.Load()
	switch {
	case why == endPeer:
		return nil, true
	case p.frame != nil:
		return p.frame, false
	case p.last, why > endSource:
		return nil, true
	}
	//mutant:false TestDrain$/^tcp$: a parked stream is asked to go
	if p.byeDue {
		return p.poller.server.bye, false
	}
	frame, end = p.source.Next()
	end = end || why == endSource
	if frame == nil && !end && p.heartbeatDue {
		frame = heartbeatFrame
	}
	return frame, end
}

// wrote notes that n more bytes of a frame are out.
func (p *parkedStream) wrote(frame *Frame, n, of int, end bool) {
	switch {
	case p.frame != nil, frame == heartbeatFrame:
	case p.byeDue: // next returns it before all others
		p.byeDue = false
	default:
		p.source.Sent()
	}
	p.lastProgress = p.poller.now()
	p.heartbeatDue, p.blocked = false, false
	p.last = p.last || end
	//mutant:set(nil, 0) TestTransportSlowReader/^tcp$: the rest of a frame follows
	if p.frame, p.written = frame, p.written+uint32(n); n == of {
		p.frame, p.written = nil, 0
	}
}

func (p *parkedStream) sendBye() {
	p.mu.Lock()
	p.byeDue = true
	p.mu.Unlock()
	p.Wake()
}

// close gives the descriptor back. The lock is held.
func (p *parkedStream) close() {
	p.closed, p.frame = true, nil
	p.poller.remove(p) // before somebody else gets the number
	p.closeFD()
	p.source.Close()
	p.poller.server.stop(nil)
}

// idle returns for how long nothing was written, in ns.
func (p *parkedStream) idle() int64 { return p.poller.now() - p.lastProgress }

// checkTimeouts marks a heartbeat as due, and ends a stream that is old or blocked. It returns when
// to check again. The poller's lock is held.
func (p *parkedStream) checkTimeouts(now int64) (next int64) {
	interval := p.poller.interval
	if !p.mu.TryLock() {
		return now + interval // a writer uses it
	}
	defer p.mu.Unlock()
	idle := now - p.lastProgress
	switch {
	//mutant:false TestTransportEnd/^tcp(#|$): a parked stream ends at its deadline
	case p.deadline != 0 && now >= p.deadline:
		p.end(endTime)
	//mutant:false TestTransportWriteTimeout/^unix$: a parked stream whose peer takes nothing ends
	case p.blocked && idle >= int64(p.poller.server.WriteTimeout):
		p.end(endPeer)
	case !p.blocked && idle > int64(p.poller.server.Heartbeat)-interval:
		//mutant:delete TestTransportHeartbeat/^tcp$: a parked stream at rest is sent a heartbeat
		p.heartbeatDue = true
		p.Wake()
	case p.held != nil && !p.blocked && idle >= interval:
		p.Wake() // it is detached, if there is nothing to write
	}
	if p.deadline != 0 {
		return min(now+interval, max(p.deadline, now))
	}
	return now + interval
}
