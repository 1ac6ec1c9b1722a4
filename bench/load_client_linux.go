package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"
)

// A loadClient is many tabs on HTTP/1.1 streams: one epoll, one buffer, and a few bytes for each
// tab, so that the load takes as little as may be of the processors that it shares with the server.
// It is for one goroutine.
type loadClient struct {
	ctx        context.Context
	to         unix.SockaddrInet4
	epoll      int
	tabs       []*tab // by descriptor
	buf        []byte
	count      int
	live       int // their answer has begun
	updates    int
	lost       int // ended by the server
	bytes      int
	since      time.Time
	late       []time.Duration // of each news, since the mark
	requests   [][]byte        // of openScreens
	maxPending int             // how many may be on their way in at once
}

type tab struct {
	reader
	seen int // news before the mark
}

func newLoadClient(ctx context.Context, addr string) *loadClient {
	at := must(netip.ParseAddrPort(addr))
	return &loadClient{
		ctx:        ctx,
		to:         unix.SockaddrInet4{Port: int(at.Port()), Addr: at.Addr().As4()},
		epoll:      must(unix.EpollCreate1(unix.EPOLL_CLOEXEC)),
		buf:        make([]byte, 256<<10),
		maxPending: 256,
	}
}

// open brings n more tabs and waits until all are live. Request gives the bytes that each sends.
func (c *loadClient) open(n int, request func(i int) []byte) {
	for i := range n {
		c.add(request(i))
		if c.count-c.live >= c.maxPending {
			c.pump(10*time.Second, func() bool { return c.count-c.live < c.maxPending/2 })
		}
	}
	if !c.pump(30*time.Second, func() bool { return c.live == c.count }) {
		check(fmt.Errorf("%d of %d tabs are not live, %d were cut off", c.count-c.live, c.count, c.lost))
	}
}

// add connects a tab and sends its request.
func (c *loadClient) add(request []byte) int {
	fd := dial(&c.to, 0)
	_, err := unix.Write(fd, request)
	check(err)
	check(unix.SetNonblock(fd, true))
	for fd >= len(c.tabs) {
		c.tabs = append(c.tabs, nil)
	}
	c.tabs[fd] = new(tab)
	c.count++
	check(unix.EpollCtl(c.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLRDHUP, Fd: int32(fd)}))
	return fd
}

// dial connects on loopback, where that is over before the call returns.
func dial(to *unix.SockaddrInet4, receive int) int {
	fd := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	if receive > 0 {
		check(unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, receive))
	}
	if err := unix.Connect(fd, to); err != nil {
		_ = unix.Close(fd)
		check(fmt.Errorf("connect: %w", err))
	}
	return fd
}

// pump reads until done says so, which it reports, or the time is up.
func (c *loadClient) pump(limit time.Duration, done func() bool) bool {
	deadline := time.Now().Add(limit)
	events := make([]unix.EpollEvent, 512)
	for !done() {
		if time.Now().After(deadline) || c.ctx.Err() != nil {
			check(c.ctx.Err())
			return false
		}
		n, err := unix.EpollWait(c.epoll, events, 20)
		if err != nil && !errors.Is(err, unix.EINTR) {
			check(err)
		}
		for _, e := range events[:max(n, 0)] {
			c.read(int(e.Fd))
		}
	}
	return true
}

func (c *loadClient) read(fd int) {
	t := c.tabs[fd]
	if t == nil {
		return
	}
	n, err := unix.Read(fd, c.buf)
	if err == unix.EAGAIN || err == unix.EINTR {
		return
	}
	if n <= 0 {
		c.lost++
		c.close(fd)
		return
	}
	status, updates, size := t.status, t.updates, t.reader.bytes
	t.feed(c.buf[:n])
	if status == 0 && t.status != 0 {
		if t.status != 200 {
			check(fmt.Errorf("a stream was answered with %d", t.status))
		}
		c.live++
	}
	c.bytes += t.reader.bytes - size
	for range t.updates - updates {
		c.updates++
		c.late = append(c.late, time.Since(c.since))
	}
}

// mark begins to count anew.
func (c *loadClient) mark() {
	c.updates, c.bytes, c.late, c.since = 0, 0, c.late[:0], time.Now()
	for _, t := range c.tabs {
		if t != nil {
			t.seen = t.updates
		}
	}
}

// missing is how many tabs heard nothing since the mark, and again how many heard more than once.
func (c *loadClient) missing() (none, again int) {
	for _, t := range c.tabs {
		switch {
		case t == nil:
		case t.updates == t.seen:
			none++
		case t.updates > t.seen+1:
			again++
		}
	}
	return none, again
}

// each goes through the descriptors of the tabs.
func (c *loadClient) each(yield func(fd int) bool) {
	for fd, t := range c.tabs {
		if t != nil && !yield(fd) {
			return
		}
	}
}

func (c *loadClient) close(fd int) {
	if c.tabs[fd].status != 0 {
		c.live--
	}
	c.count--
	c.tabs[fd] = nil
	_ = unix.Close(fd)
}

// closeAll closes all tabs and the client.
func (c *loadClient) closeAll() {
	for fd := range c.each {
		c.close(fd)
	}
	if c.epoll >= 0 {
		_ = unix.Close(c.epoll)
		c.epoll = -1
	}
}

// mute connects tabs that never read, with little room for what they are sent, and returns what
// closes them.
func mute(addr string, n int, request []byte) (closeAll func()) {
	at := must(netip.ParseAddrPort(addr))
	to := unix.SockaddrInet4{Port: int(at.Port()), Addr: at.Addr().As4()}
	var list []int
	for range n {
		fd := dial(&to, 4<<10)
		_, err := unix.Write(fd, request)
		check(err)
		list = append(list, fd)
	}
	return func() {
		for _, fd := range list {
			_ = unix.Close(fd)
		}
	}
}
