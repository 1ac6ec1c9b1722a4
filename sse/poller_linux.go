package sse

import (
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const canPark = true

// A poller holds the parked streams: one epoll, one goroutine that waits for it, and a few writers
// while there is something to write.
type poller struct {
	server *Server
	queue  writeQueue
	held   atomic.Int32 // streams that have a heldConn

	mu      sync.Mutex
	closed  bool
	count   int
	gen     uint32
	entries []pollEntry // by descriptor

	// Set once, when the first stream is parked.
	epoll    *os.File
	wait     syscall.RawConn // of the epoll
	epoch    time.Time
	interval int64 // ns between two checks of the timeouts of a stream
	done     chan struct{}
}

// A pollEntry is not part of the stream so that a sweep reads little memory.
type pollEntry struct {
	stream  *parkedStream
	checkAt int64 // when to check its timeouts
}

// open starts the poller. The epoll is itself in the poller of Go's runtime: so a goroutine can
// wait for it, and no thread is blocked.
func (o *poller) open() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return ErrClosed
	}
	if o.epoll != nil {
		return nil
	}
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	// Tells os.NewFile to use the runtime's poller.
	if err := unix.SetNonblock(fd, true); err != nil {
		_ = unix.Close(fd)
		return os.NewSyscallError("fcntl", err)
	}
	o.epoll = os.NewFile(uintptr(fd), "epoll")
	if o.wait, err = o.epoll.SyscallConn(); err != nil {
		_ = o.epoll.Close()
		o.epoll = nil
		return err
	}
	o.epoch = time.Now()
	o.interval = int64(max(min(o.server.Heartbeat, o.server.WriteTimeout)/4, 4*time.Millisecond))
	o.queue.limit = runtime.GOMAXPROCS(0)
	o.done = make(chan struct{})
	go o.run()
	return nil
}

// now returns the time on the poller's clock, in ns.
func (o *poller) now() int64 { return int64(time.Since(o.epoch)) }

// park takes over the connection. If it returns false, the connection is as it was.
func (o *poller) park(conn net.Conn, st *pendingStream) bool {
	if err := o.open(); err != nil {
		return false
	}
	held, fd, err := hold(conn, o.server.WriteTimeout)
	if err != nil {
		o.server.warnOnce("streams cannot be parked", "err", err)
		return false
	}
	p := &parkedStream{poller: o, fd: int32(fd), held: held, lastProgress: o.now(), compressed: st.compressed}
	if !st.deadline.IsZero() {
		p.deadline = max(int64(st.deadline.Sub(o.epoch)), 1)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if closed := p.use(func(int) { err = o.add(p) }); closed != nil {
		err = closed
	}
	if err != nil {
		if err != ErrClosed {
			// Such as too many watches: epoll(7), max_user_watches.
			o.server.warnOnce("a stream cannot be parked", "err", err)
		}
		return false
	}
	o.held.Add(1)
	p.source = st.Start(p)
	// If the server is closed, the poller's close ends the stream.
	_, p.byeDue = o.server.start(st, nil)
	// A parked stream has no goroutine.
	//mutant:insert(go func() { select {} }()) TestParkedHasNoGoroutine
	p.write() // here, because this goroutine has what the request's has in its processor's caches
	return true
}

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

// size returns how many streams are parked.
func (o *poller) size() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.count
}

// appendStreams appends the streams that are parked.
func (o *poller) appendStreams(streams []drainable) []drainable {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, e := range o.entries {
		if e.stream != nil {
			streams = append(streams, e.stream)
		}
	}
	return streams
}

// run is the poller's only goroutine while nothing happens.
func (o *poller) run() {
	defer close(o.done)
	events := make([]unix.EpollEvent, 256)
	tick := min(time.Duration(o.interval)/4, time.Second)
	for next := time.Now(); ; {
		if now := time.Now(); !now.Before(next) {
			o.sweep()
			next = now.Add(tick)
			_ = o.epoll.SetReadDeadline(next)
		}
		n := 0
		err := o.wait.Read(func(fd uintptr) bool {
			n, _ = unix.EpollWait(int(fd), events, 0)
			return n != 0
		})
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return // closed
		}
		o.dispatch(events[:max(n, 0)])
	}
}

// dispatch wakes the streams of the events. An event may be of an earlier stream with the same
// descriptor.
func (o *poller) dispatch(events []unix.EpollEvent) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, e := range events {
		if int(e.Fd) >= len(o.entries) {
			continue
		}
		p := o.entries[e.Fd].stream
		switch {
		// An epoll event of an earlier stream with the same descriptor is ignored.
		//mutant:false(2) TestStaleEpollEvent
		case p == nil || p.gen != uint32(e.Pad):
		case e.Events&(unix.EPOLLIN|unix.EPOLLHUP|unix.EPOLLERR) != 0:
			p.end(endPeer)
		default:
			p.Wake()
		}
	}
}

// sweep checks the timeouts of the streams whose check is due.
func (o *poller) sweep() {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.now()
	for i := range o.entries {
		if e := &o.entries[i]; e.stream != nil && e.checkAt <= now {
			e.checkAt = e.stream.checkTimeouts(now)
		}
	}
}

// close ends all parked streams. It returns when no goroutine of the poller runs.
func (o *poller) close() {
	o.mu.Lock()
	o.closed = true
	var streams []*parkedStream
	for _, e := range o.entries {
		if e.stream != nil {
			//mutant:delete TestPollerClose: a poller that closes ends all its streams
			streams = append(streams, e.stream)
		}
	}
	o.mu.Unlock()
	for _, p := range streams {
		p.mu.Lock()
		//mutant:true TestStreamClosedTwice: a descriptor is closed by one
		if !p.closed {
			p.close()
		}
		p.mu.Unlock()
	}
	if o.epoll != nil {
		o.queue.close()
		_ = o.epoll.Close()
		<-o.done
	}
}
