package sse

import (
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// parks says that this system has a lot.
const parks = true

// A lot is where parked tabs stand: one epoll, one goroutine that waits for it, and a few writers while there is something to write.
type lot struct {
	hub   *Hub
	queue queue

	mu     sync.Mutex
	closed bool
	count  int
	gen    uint32
	slots  []slot // by descriptor

	// Set once, when the first tab is parked.
	epoll *os.File
	wait  syscall.RawConn // of the epoll
	epoch time.Time
	every int64 // ns between two looks at a tab
	done  chan struct{}
}

// A slot is in a slice of its own so that the sweep reads little memory.
type slot struct {
	tab *parked
	due int64 // when to look at it
}

// open sets the lot up. The epoll is itself in the poller of Go's runtime, which is what lets a goroutine wait for it without a thread.
func (l *lot) open() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	if l.epoll != nil {
		return nil
	}
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	if err := unix.SetNonblock(fd, true); err != nil { // tells os.NewFile to use the poller
		_ = unix.Close(fd)
		return os.NewSyscallError("fcntl", err)
	}
	l.epoll = os.NewFile(uintptr(fd), "epoll")
	if l.wait, err = l.epoll.SyscallConn(); err != nil {
		_ = l.epoll.Close()
		l.epoll = nil
		return err
	}
	l.epoch = time.Now()
	l.every = int64(max(min(l.hub.Heartbeat, l.hub.WriteTimeout)/4, 4*time.Millisecond))
	l.queue.limit = runtime.GOMAXPROCS(0)
	l.done = make(chan struct{})
	go l.run()
	return nil
}

func (l *lot) clock() int64 { return int64(time.Since(l.epoch)) }

// park takes the connection over. If it returns false, the connection is as it was.
func (l *lot) park(conn net.Conn, guest *arrival) bool {
	if err := l.open(); err != nil {
		return false
	}
	fd, err := detach(conn, l.hub.WriteTimeout)
	if err != nil {
		l.hub.say("streams cannot be parked", "err", err)
		return false
	}
	p := &parked{fd: int32(fd), at: l.clock(), packed: guest.packed}
	if !guest.ends.IsZero() {
		p.ends = max(int64(guest.ends.Sub(l.epoch)), 1)
	}
	guest.seat(&p.tab, p)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := l.add(p); err != nil {
		if err != ErrClosed {
			l.hub.say("a stream was dropped", "err", err) // such as too many watches: epoll(7), max_user_watches
		}
		_ = unix.Close(fd)
		return true
	}
	l.hub.enter(&p.tab, guest)
	p.wake()
	return true
}

// add gives the tab a slot. The one registration serves for its life: it is edge-triggered, so a tab that has nothing to say is never heard of
// until its peer goes (EPOLLRDHUP, EPOLLHUP, EPOLLERR), and one that met a full buffer is told once when there is room. See epoll(7).
func (l *lot) add(p *parked) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	l.gen++
	p.gen = l.gen
	event := unix.EpollEvent{Events: unix.EPOLLOUT | unix.EPOLLRDHUP | unix.EPOLLET, Fd: p.fd, Pad: int32(p.gen)}
	if err := l.ctl(unix.EPOLL_CTL_ADD, p.fd, &event); err != nil {
		return err
	}
	for int(p.fd) >= len(l.slots) {
		l.slots = append(l.slots, slot{})
	}
	// The first look is at a random moment, so that tabs that come together are not all looked at together.
	l.slots[p.fd] = slot{p, p.at + rand.Int64N(l.every)}
	l.count++
	return nil
}

func (l *lot) ctl(op int, fd int32, event *unix.EpollEvent) (err error) {
	if e := l.wait.Control(func(epoll uintptr) { err = unix.EpollCtl(int(epoll), op, int(fd), event) }); e != nil {
		return e
	}
	return os.NewSyscallError("epoll_ctl", err)
}

// remove empties the slot of a tab; closing its descriptor takes it out of the epoll.
func (l *lot) remove(p *parked) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slots[p.fd] = slot{}
	l.count--
}

// size returns how many tabs are parked.
func (l *lot) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count
}

// run is the lot's only goroutine while nothing happens.
func (l *lot) run() {
	defer close(l.done)
	events := make([]unix.EpollEvent, 256)
	tick := min(time.Duration(l.every)/4, time.Second)
	for next := time.Now(); ; {
		if now := time.Now(); !now.Before(next) {
			l.sweep()
			next = now.Add(tick)
			_ = l.epoll.SetReadDeadline(next)
		}
		n := 0
		err := l.wait.Read(func(fd uintptr) bool {
			n, _ = unix.EpollWait(int(fd), events, 0)
			return n != 0
		})
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return // closed
		}
		l.dispatch(events[:max(n, 0)])
	}
}

// dispatch wakes the tabs that events are about. An event may be older than its descriptor's tab.
func (l *lot) dispatch(events []unix.EpollEvent) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range events {
		if int(e.Fd) >= len(l.slots) {
			continue
		}
		p := l.slots[e.Fd].tab
		switch {
		case p == nil || p.gen != uint32(e.Pad):
		case e.Events&(unix.EPOLLRDHUP|unix.EPOLLHUP|unix.EPOLLERR) != 0:
			p.tab.end(endGone)
		default:
			p.wake()
		}
	}
}

// sweep looks at the tabs that are due.
func (l *lot) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock()
	for i := range l.slots {
		if s := &l.slots[i]; s.tab != nil && s.due <= now {
			s.due = s.tab.look(now)
		}
	}
}

// close ends all tabs, and returns when nothing of the lot runs.
func (l *lot) close() {
	l.mu.Lock()
	l.closed = true
	var tabs []*parked
	for _, s := range l.slots {
		if s.tab != nil {
			tabs = append(tabs, s.tab)
		}
	}
	l.mu.Unlock()
	for _, p := range tabs {
		p.mu.Lock()
		if !p.closed {
			p.close()
		}
		p.mu.Unlock()
	}
	if l.epoll != nil {
		l.queue.close()
		_ = l.epoll.Close()
		<-l.done
	}
}
