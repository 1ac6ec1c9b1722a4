package sse

import (
	"math/rand/v2"
	"os"

	"golang.org/x/sys/unix"
)

// This file has which descriptors epoll watches, and for what.

// add registers the stream. A new connection has room, so EPOLLOUT would be an event for each
// stream: see watchRoom.
func (o *poller) add(p *parkedStream) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return ErrClosed
	}
	o.gen++
	p.gen = o.gen
	if err := o.ctl(unix.EPOLL_CTL_ADD, int(p.fd), p.gen, 0); err != nil {
		return err
	}
	// The first check is at a random time, so that streams that start together are not all checked
	// together.
	o.put(p, p.lastProgress+rand.Int64N(o.interval))
	o.count++
	return nil
}

// put makes an entry. The lock is held.
func (o *poller) put(p *parkedStream, checkAt int64) {
	for int(p.fd) >= len(o.entries) {
		o.entries = append(o.entries, pollEntry{})
	}
	// A stream ends whose descriptor another one has, because somebody has closed its connection.
	//mutant:false TestHeldConnIsClosedByOthers
	if lost := o.entries[p.fd].stream; lost != nil {
		lost.end(endPeer)
	}
	o.entries[p.fd] = pollEntry{p, checkAt}
}

// move makes a stream have another descriptor of its connection. Until this returns, an event
// comes for both. After it, an event of the old descriptor is ignored, and none is lost: what is
// true when a descriptor is added is an event. If move fails, all is as it was.
func (o *poller) move(p *parkedStream, fd int32) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	room := uint32(0)
	// A stream that met a full buffer, and was detached since, is written again as well.
	//mutant:false TestDetachAfterFullBuffer
	if p.watched {
		room = unix.EPOLLOUT
	}
	o.gen++
	if err := o.ctl(unix.EPOLL_CTL_ADD, int(fd), o.gen, room); err != nil {
		return err
	}
	_ = o.ctl(unix.EPOLL_CTL_DEL, int(p.fd), 0, 0) // the copy would keep it in the epoll
	checkAt := o.entries[p.fd].checkAt
	o.clear(p)
	p.fd, p.gen = fd, o.gen
	o.put(p, checkAt)
	return nil
}

// watchRoom registers a stream that has met a full buffer for an event when there is room. If there
// is by now, the event comes at once.
func (o *poller) watchRoom(p *parkedStream) (err error) {
	// A stream that has met a full buffer is written again when there is room.
	//mutant:arg(4, 0) TestDetachAfterFullBuffer
	modify := func(fd int) { err = o.ctl(unix.EPOLL_CTL_MOD, fd, p.gen, unix.EPOLLOUT) }
	if closed := p.use(modify); closed != nil {
		return closed
	}
	return err
}

// ctl registers a descriptor. The registration is edge-triggered: there is no event until the peer
// goes or sends something (EPOLLIN, EPOLLHUP, EPOLLERR), which no client of a stream does. With
// EPOLLOUT as room there is also one when there is room, after there was none. See epoll(7).
func (o *poller) ctl(op, fd int, gen, room uint32) (err error) {
	event := unix.EpollEvent{
		// A peer that leaves is noticed at once, and so is one that sends something.
		//mutant:zero(2) TestTransport$/^tcp$
		//mutant:zero(2) TestParkedClientThatSends/ends
		Events: room | unix.EPOLLIN | unix.EPOLLET,
		Fd:     int32(fd),
		Pad:    int32(gen),
	}
	control := func(epoll uintptr) { err = unix.EpollCtl(int(epoll), op, fd, &event) }
	if e := o.wait.Control(control); e != nil {
		return e
	}
	return os.NewSyscallError("epoll_ctl", err)
}

// remove empties the entry of a stream. Closing its descriptor takes it out of the epoll.
func (o *poller) remove(p *parkedStream) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.clear(p)
	o.count--
}

// clear empties the entry of a stream. The lock is held.
func (o *poller) clear(p *parkedStream) {
	//mutant:true TestHeldConnIsClosedByOthers: the entry may be that of another stream by now
	if o.entries[p.fd].stream == p {
		o.entries[p.fd] = pollEntry{}
	}
}
