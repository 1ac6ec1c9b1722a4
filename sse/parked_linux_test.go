package sse

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Tabs connect, stop reading, and leave, some with a reset, while everything changes all the time.
// Nothing of them stays, and none of their bytes goes to another socket that got the same
// descriptor.
//
// The test fails if a descriptor is closed without its stream's lock or written to after it, and
// if epoll does not report that a peer left.
func TestConnectionChurn(t *testing.T) {
	h := newNode()
	h.hub.MinLoadInterval = time.Millisecond
	h.Heartbeat = 20 * time.Millisecond
	h.WriteTimeout = 200 * time.Millisecond
	h.hub.IdleTimeout = 100 * time.Millisecond
	db := &bigDB{size: 20_000}
	site := transports[0].openWith(t, h, options{CloseTopic: "all", CloseEvent: helloFrame}, nil, db)
	descriptors := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	site.connect(t).disconnect() // opens the descriptors of the poller
	site.waitForStreams(t, 0)
	site.client.CloseIdleConnections()
	before := descriptors()

	stop := make(chan struct{})
	var all sync.WaitGroup
	loop := func(n int, f func(rng *rand.Rand)) {
		for i := range n {
			all.Go(func() {
				rng := rand.New(rand.NewPCG(uint64(i), 0))
				for {
					select {
					case <-stop:
						return
					default:
						f(rng)
					}
				}
			})
		}
	}
	loop(1, func(*rand.Rand) {
		db.number.Add(1)
		h.Notify("big")
		time.Sleep(time.Millisecond)
	})
	loop(1, func(*rand.Rand) {
		h.Notify("all")
		time.Sleep(50 * time.Millisecond)
	})
	loop(8, func(rng *rand.Rand) {
		conn, err := site.dial()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		_ = conn.SetReadDeadline(time.Now().Add(time.Duration(rng.IntN(20)) * time.Millisecond))
		_, _ = io.Copy(io.Discard, conn)
		if rng.IntN(2) == 0 {
			_ = conn.(*net.TCPConn).SetLinger(0) // it goes with a reset
		}
	})
	// These sockets take the numbers of closed descriptors. Nobody may write to them.
	loop(4, func(rng *rand.Rand) {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
		if err != nil {
			t.Error(err)
			return
		}
		time.Sleep(time.Duration(rng.IntN(3000)) * time.Microsecond)
		buf := make([]byte, 100)
		for _, fd := range pair {
			if n, _ := unix.Read(fd, buf); n > 0 {
				t.Errorf("another socket was sent %q", buf[:n])
			}
		}
		_, _ = unix.Close(pair[0]), unix.Close(pair[1])
	})
	time.Sleep(soak(t))
	close(stop)
	all.Wait()
	site.waitForStreams(t, 0)
	want(t, "parked", h.Count().Parked, 0)
	eventually(t, "no descriptor is left over", func() bool { return descriptors() <= before })
	site.waitForNoScreens(t)
}

// soak returns how long TestConnectionChurn runs: 3 s, or the value of SOAK, such as 24h.
func soak(t *testing.T) time.Duration {
	text := os.Getenv("SOAK")
	if text == "" {
		return 3 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A parked stream at rest has no goroutine.
func TestParkedHasNoGoroutine(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	before := runtime.NumGoroutine()
	for range 500 {
		site.connectSilently(t)
	}
	site.waitForStreams(t, 500)
	eventually(t, "few goroutines", func() bool { return runtime.NumGoroutine() <= before+5 })
	want(t, "parked", h.Count().Parked, 500)
}

// An epoll event of an earlier stream with the same descriptor is ignored.
func TestStaleEpollEvent(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	v := site.connect(t)
	v.expect(t, "hello n=0")
	p := onlyTab(h)
	h.poller.dispatch([]unix.EpollEvent{{Events: unix.EPOLLHUP, Fd: p.fd, Pad: int32(p.gen + 1)}, {Events: unix.EPOLLHUP, Fd: 19_999}})
	time.Sleep(20 * time.Millisecond)
	want(t, "parked", h.Count().Parked, 1)
	h.poller.dispatch([]unix.EpollEvent{{Events: unix.EPOLLHUP, Fd: p.fd, Pad: int32(p.gen)}})
	v.expectEnd(t)
}

// A poller that closes ends all its streams. Later streams have a goroutine.
func TestPollerClose(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	v := site.connect(t)
	v.expect(t, "hello n=0")
	h.poller.close()
	want(t, "parked", h.Count().Parked, 0)
	v.expectEnd(t)
	late := site.connect(t) // with a goroutine, because the poller is closed
	late.expect(t, "hello n=0")
	want(t, "gauges", h.Count(), Counts{Streams: 1})
}

// A client that does not read for a while gets the newest event then, because the kernel has kept
// few of the old ones. A full buffer of a unix socket takes no byte of a frame, and one of TCP
// most often takes some: so only both together show whether an event counts as sent before its
// first byte is out.
func TestKernelBufferIsSmall(t *testing.T) {
	for _, r := range transports[:2] {
		t.Run(r.name, func(t *testing.T) { testKernelIsNoQueue(t, r) })
	}
}

func testKernelIsNoQueue(t *testing.T, r transport) {
	h := newNode()
	h.hub.MinLoadInterval = time.Microsecond
	db := &bigDB{size: 1000}
	r.plain = true
	site := r.open(t, h, db)
	conn := site.connectSilently(t)
	site.waitForStreams(t, 1)
	const last = 300
	for n := range int64(last) {
		db.number.Store(n + 1)
		h.Notify("big")
		eventually(t, "a load", func() bool {
			page, ok := h.hub.Cached("page").(*bigPage)
			return ok && page.n == n+1
		})
	}
	eventually(t, "a full buffer", func() bool {
		p := onlyTab(h)
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.blocked
	})
	_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
	var text strings.Builder
	buf := make([]byte, 4<<10)
	for !strings.Contains(text.String(), fmt.Sprintf("id:%d\n", last)) {
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(buf[:n])
	}
	if n := strings.Count(text.String(), "id:"); n > 100 {
		t.Errorf("%d events of %d were kept for a tab that did not read", n, last)
	}
}

// A stream that has to end does not wait for a client that does not read.
func TestBlockedStreamEnds(t *testing.T) {
	h := newNode()
	h.WriteTimeout = time.Hour
	db := &bigDB{size: 16 << 20} // more than the kernel takes
	site := transports[0].openWith(t, h, options{CloseTopic: "user:7", CloseEvent: helloFrame}, nil, db)
	site.connectSilently(t)
	site.waitForStreams(t, 1)
	eventually(t, "a full buffer", func() bool {
		p := onlyTab(h)
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.blocked
	})
	h.Notify("user:7")
	site.waitForStreams(t, 0)
	want(t, "parked", h.Count().Parked, 0)
}

// A stream that ends while its poller closes is closed by only one of the two. The other would
// close somebody else's descriptor with the same number.
func TestStreamClosedTwice(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	site.connect(t).expect(t, "hello n=0")
	p := onlyTab(h)
	p.mu.Lock()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		h.poller.close()
	}()
	time.Sleep(50 * time.Millisecond) // it waits for the tab
	p.close()
	p.mu.Unlock()
	<-closed
	want(t, "gauges", h.Count(), Counts{})
}

// A unix socket gets a small send buffer. For TCP the limit is on bytes that are not sent yet.
func TestUnixKernelBufferIsSmall(t *testing.T) {
	h := newNode()
	site := transports[1].open(t, h, &fakeDB{})
	site.connect(t).expect(t, "hello n=0")
	size, err := unix.GetsockoptInt(int(onlyTab(h).fd), unix.SOL_SOCKET, unix.SO_SNDBUF)
	if err != nil || size != 2*notSentLowat { // socket(7): the kernel doubles it
		t.Errorf("the buffer has %d bytes (%v)", size, err)
	}
}

func onlyTab(h *node) *parkedStream {
	h.poller.mu.Lock()
	defer h.poller.mu.Unlock()
	for _, s := range h.poller.entries {
		if s.stream != nil {
			return s.stream
		}
	}
	return nil
}

// net/http writes the head, with what middleware has set. There is nothing between the head and
// the body.
func TestParkedHead(t *testing.T) {
	h := newNode()
	server := transports[0]
	server.wrap = func(w http.ResponseWriter) http.ResponseWriter {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
		return w
	}
	site := server.open(t, h, &fakeDB{})
	event := "id:0\ndata:n=0\n\n"
	for version, body := range map[string]string{
		"1.1":       string(helloFrame.raw) + event,
		"1.0":       string(helloFrame.raw) + event,
		"1.1, gzip": string(gzipHead) + string(storeBlock(helloFrame.raw)) + string(storeBlock([]byte(event))),
	} {
		conn, err := site.dial()
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		version, gzip := strings.CutSuffix(version, ", gzip")
		_, _ = io.WriteString(conn, transport{plain: !gzip}.request(version))
		_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
		var text strings.Builder
		buf := make([]byte, 4<<10)
		for !strings.HasSuffix(text.String(), body) {
			n, err := conn.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(buf[:n])
		}
		head, got, _ := strings.Cut(text.String(), "\r\n\r\n")
		for _, line := range []string{"HTTP/1.", "Set-Cookie: session=1", "Content-Type: text/event-stream", "X-Accel-Buffering: no", "Date: "} {
			if !strings.Contains(head, line) {
				t.Errorf("%s: %q is missing in %q", version, line, head)
			}
		}
		if strings.Contains(head, "Transfer-Encoding") || strings.Contains(head, "Content-Length") {
			t.Errorf("%s: the body is framed: %q", version, head)
		}
		want(t, "body", got, body)
		want(t, "compressed", strings.Contains(head, "Content-Encoding: gzip"), gzip)
	}
	site.waitForStreams(t, 3)
	want(t, "parked", h.Count().Parked, 3)
}

// The memory of a parked stream, beside its source and its socket. Go's allocator has a size class
// of 96 bytes; the next is 112.
func TestParkedStreamSize(t *testing.T) {
	if size := unsafe.Sizeof(parkedStream{}); size > 96 {
		t.Errorf("a parked stream has %d bytes", size)
	}
}

// MaxStreams leaves some descriptors for everything else.
func TestMaxStreamsFromRlimit(t *testing.T) {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	most := uint64(newNode().MaxStreams)
	if limit.Cur > math.MaxInt32 {
		want(t, "streams, without a limit", most, uint64(0))
	} else if most < limit.Cur*8/10 || most > limit.Cur*9/10 {
		t.Errorf("%d streams with %d descriptors", most, limit.Cur)
	}
}

// The client of a parked stream has nothing to say. What it sends is not read, so the kernel takes
// little of it, and its stream ends.
func TestParkedClientThatSends(t *testing.T) {
	h := newNode()
	site := transports[0].open(t, h, &fakeDB{})
	open := func(t *testing.T) net.Conn {
		conn, err := site.dial()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		site.waitForStreams(t, 1)
		eventually(t, "parked", func() bool { return h.Count().Parked == 1 })
		return conn
	}
	t.Run("ends", func(t *testing.T) {
		conn := open(t)
		_, _ = conn.Write([]byte("x"))
		site.waitForStreams(t, 0)
	})
	t.Run("buffer", func(t *testing.T) {
		open(t)
		size := 0
		h.poller.mu.Lock()
		defer h.poller.mu.Unlock()
		for _, e := range h.poller.entries {
			if e.stream != nil {
				size, _ = unix.GetsockoptInt(int(e.stream.fd), unix.SOL_SOCKET, unix.SO_RCVBUF)
			}
		}
		if size == 0 || size > 8<<10 {
			t.Errorf("the kernel takes %d bytes for a parked stream", size)
		}
	})
}
