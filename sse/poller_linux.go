package sse

import (
	"errors"
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
