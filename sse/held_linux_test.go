package sse

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// detachNow detaches a stream that may not have been quiet for long, and reports whether it has.
func detachNow(p *parkedStream) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed && p.held != nil {
		p.detach()
	}
	return p.held == nil
}

func (o *poller) all() (streams []*parkedStream) {
	for _, s := range o.appendStreams(nil) {
		streams = append(streams, s.(*parkedStream))
	}
	return streams
}

func isHeld(p *parkedStream) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.held != nil
}

// A new stream keeps its connection until it has been quiet for a while. Before and after that it
// has its events, and its peer is noticed when it leaves.
func TestDetach(t *testing.T) {
	for _, r := range transports[:2] {
		t.Run(r.name, func(t *testing.T) {
			h := newNode()
			h.Heartbeat, h.WriteTimeout = time.Hour, time.Hour
			site := r.open(t, h, &fakeDB{})
			early := site.connect(t)
			early.expect(t, "hello n=0")
			want(t, "holds its connection", isHeld(onlyTab(h)), true)
			early.disconnect()
			site.waitForStreams(t, 0)

			h = newNode()
			h.Heartbeat, h.WriteTimeout = time.Hour, 400*time.Millisecond // a check each 100 ms
			db := &fakeDB{}
			site = r.open(t, h, db)
			v := site.connect(t)
			v.expect(t, "hello n=0")
			p := onlyTab(h)
			eventually(t, "a stream that is quiet lets go of its connection", func() bool { return !isHeld(p) })
			db.number.Store(1)
			h.Notify("number")
			v.expect(t, "hello n=0 n=1")
			want(t, "gauges", h.Count(), Counts{Streams: 1, Parked: 1})
			v.disconnect()
			site.waitForStreams(t, 0)
		})
	}
}

// Where very many streams are new, the next one keeps no connection.
func TestManyHeldConns(t *testing.T) {
	h := newNode()
	h.Heartbeat, h.WriteTimeout = time.Hour, time.Hour // none has been quiet for long
	h.poller.held.Store(maxHeld - 1)
	db := &fakeDB{}
	site := transports[0].open(t, h, db)
	first := site.connect(t)
	first.expect(t, "hello n=0")
	want(t, "the first keeps its connection", isHeld(onlyTab(h)), true)
	second := site.connect(t)
	second.expect(t, "hello n=0")
	eventually(t, "the second keeps none", func() bool {
		held := 0
		for _, p := range h.poller.all() {
			if isHeld(p) {
				held++
			}
		}
		return held == 1
	})
	db.number.Store(1)
	h.Notify("number")
	first.expect(t, "hello n=0 n=1")
	second.expect(t, "hello n=0 n=1")
	first.disconnect()
	second.disconnect()
	site.waitForStreams(t, 0)
	want(t, "held", h.poller.held.Load(), int32(maxHeld-1))
}

// Streams are detached while they are written to. No event is lost or damaged.
func TestDetachWhileWriting(t *testing.T) {
	h := newNode()
	h.hub.MinLoadInterval = time.Microsecond
	db := &bigDB{size: 60_000}
	r := transports[0]
	r.plain = true
	site := r.open(t, h, db)
	var tabs []*tab
	for range 8 {
		tabs = append(tabs, site.connect(t))
	}
	site.waitForStreams(t, len(tabs))
	streams := h.poller.all()
	want(t, "parked", len(streams), len(tabs))
	const last = 60
	var all sync.WaitGroup
	for i, p := range streams {
		all.Go(func() {
			for db.number.Load() < int64(10+5*i) { // each at another time
				time.Sleep(100 * time.Microsecond)
			}
			if !detachNow(p) {
				t.Error("a stream has kept its connection")
			}
		})
	}
	for range last {
		db.number.Add(1)
		h.Notify("big")
		time.Sleep(time.Millisecond)
	}
	all.Wait()
	for _, v := range tabs {
		v.until(t, "the last event", func(text string) bool {
			return strings.Contains(text, fmt.Sprintf("id:%d\n", last)) && strings.HasSuffix(text, "\n\n")
		})
		text, _ := v.now()
		for _, e := range parse(text)[1:] {
			n := 0
			_, _ = fmt.Sscan(string(e.ID), &n)
			if !bytes.Equal(e.Data, page(int64(n), db.size)) {
				t.Fatalf("event %d is damaged: %d bytes", n, len(e.Data))
			}
		}
		v.disconnect()
	}
	site.waitForStreams(t, 0)
}

// A stream that met a full buffer and was detached since is written again when there is room.
func TestDetachAfterFullBuffer(t *testing.T) {
	h := newNode()
	h.WriteTimeout = time.Hour
	db := &bigDB{size: 16 << 20} // more than the kernel takes
	r := transports[0]
	r.plain = true
	site := r.open(t, h, db)
	conn, err := site.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, r.request("1.0"))
	_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
	site.waitForStreams(t, 1)
	p := onlyTab(h)
	blocked := func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.blocked
	}
	for n := range int64(2) {
		eventually(t, "a full buffer", blocked)
		buf, tail := make([]byte, 1<<20), ""
		for whole := string(page(n, db.size)[db.size-100:]) + "\n\n"; !strings.HasSuffix(tail, whole); {
			got, err := conn.Read(buf)
			if err != nil {
				t.Fatalf("event %d: %v", n, err)
			}
			tail += string(buf[:got])
			tail = tail[max(0, len(tail)-len(whole)):]
		}
		eventually(t, "room", func() bool { return !blocked() })
		want(t, "detached", detachNow(p), true)
		db.number.Store(n + 1)
		h.Notify("big")
	}
}

// A peer leaves before, while and after its stream is detached. Nothing of it stays.
func TestDetachWhilePeerLeaves(t *testing.T) {
	h := newNode()
	h.Heartbeat = time.Hour // no heartbeat helps to notice it
	site := transports[0].open(t, h, &fakeDB{})
	for range 50 {
		for _, order := range []string{"before", "while", "after"} {
			conn := site.connectSilently(t)
			site.waitForStreams(t, 1)
			var p *parkedStream
			eventually(t, "parked", func() bool { p = onlyTab(h); return p != nil })
			switch order {
			case "before":
				conn.Close()
				detachNow(p)
			case "while":
				var both sync.WaitGroup
				both.Go(func() { conn.Close() })
				both.Go(func() { detachNow(p) })
				both.Wait()
			case "after":
				detachNow(p)
				conn.Close()
			}
			site.waitForStreams(t, 0)
		}
	}
	want(t, "parked", h.Count().Parked, 0)
}

// Streams are detached while the server is closed. Each is closed once, and none stays.
func TestDetachDuringClose(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	var tabs []*tab
	for range 50 {
		tabs = append(tabs, site.connect(t))
	}
	site.waitForStreams(t, len(tabs))
	var all sync.WaitGroup
	for _, p := range h.poller.all() {
		all.Go(func() { detachNow(p) })
	}
	h.Server.Close()
	all.Wait()
	want(t, "gauges", h.Count(), Counts{})
	want(t, "held", h.poller.held.Load(), int32(0))
	for _, v := range tabs {
		v.expectEnd(t)
	}
}

// Without a free descriptor a stream keeps its connection, until there is one.
func TestDetachWithoutDescriptor(t *testing.T) {
	h := newNode()
	db := &fakeDB{}
	site := transports[0].open(t, h, db)
	v := site.connect(t)
	v.expect(t, "hello n=0")
	p := onlyTab(h)
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	few := limit
	few.Cur = 3
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &few); err != nil {
		t.Fatal(err)
	}
	detached := detachNow(p)
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	want(t, "detached without a descriptor", detached, false)
	db.number.Store(1)
	h.Notify("number")
	v.expect(t, "hello n=0 n=1")
	want(t, "detached", detachNow(p), true)
	db.number.Store(2)
	h.Notify("number")
	v.expect(t, "hello n=0 n=1 n=2")
}

// Somebody closes the connection of a stream that is new, such as a ConnContext function that has
// kept it. Its descriptor is another connection's then, which gets none of its bytes.
func TestHeldConnIsClosedByOthers(t *testing.T) {
	h := newNode()
	h.Heartbeat, h.WriteTimeout = time.Hour, time.Hour // nothing else notices it
	db := &fakeDB{}
	accepted := make(chan net.Conn, 100)
	site := transports[0].openWith(t, h, options{}, func(server *http.Server) {
		server.ConnContext = func(ctx context.Context, conn net.Conn) context.Context {
			accepted <- conn
			return ctx
		}
	}, db)
	connect := func(dialer net.Dialer) (net.Conn, *parkedStream) {
		t.Helper()
		before := h.poller.all()
		conn, err := dialer.Dial("tcp", site.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		var p *parkedStream
		eventually(t, "parked", func() bool {
			for _, one := range h.poller.all() {
				if len(before) == 0 || one != before[0] {
					p = one
				}
			}
			return p != nil
		})
		return conn, p
	}
	var first, second *parkedStream
	var conn net.Conn
	// The system gives the number of the closed descriptor to the next socket, most often.
	for range 100 {
		_, first = connect(net.Dialer{})
		held := <-accepted
		conn, second = connect(net.Dialer{Control: func(string, string, syscall.RawConn) error {
			return held.Close() // when the client's socket is made, and the server's is not
		}})
		<-accepted
		if second.fd == first.fd {
			break
		}
		conn.Close()
		detachNow(first)
		site.waitForStreams(t, 0)
	}
	want(t, "descriptor", second.fd, first.fd)
	site.waitForStreams(t, 1)
	db.number.Store(1)
	h.Notify("number")
	var text strings.Builder
	buf := make([]byte, 4<<10)
	_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
	for !strings.Contains(text.String(), "n=1\n\n") {
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(buf[:n])
	}
	want(t, "events", strings.Count(text.String(), "n=1\n\n"), 1)
	conn.Close()
	site.waitForStreams(t, 0) // the entry of the second is still there

	_, third := connect(net.Dialer{})
	(<-accepted).Close()
	detachNow(third)
	site.waitForStreams(t, 0)
}
