package servers

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Faulty is a TCP proxy that takes turns among several targets, and breaks what passes through:
// it drops connections, delays what is sent, cuts requests and answers in their middle (documents,
// patches, streams and answers to posts), and is silent for a while. Each connection has a fault of
// its own, drawn from a seed.
type Faulty struct {
	Address string

	targets []string
	wg      sync.WaitGroup

	mu     sync.Mutex
	random *rand.Rand
	broken bool
	over   bool
	apart  string // the target to which nothing passes
	next   int
	conns  map[*faultyConn]bool
	counts map[string]int
}

// A faultyConn is a connection of a client, and that of the proxy to a target.
type faultyConn struct {
	proxy          *Faulty
	client, server net.Conn
	target         string
	once           sync.Once

	// kind is one of kinds. It strikes after so many bytes of what the client or the server sends.
	kind    string
	after   int
	wait    time.Duration
	byReset bool // the connection is reset; else it ends as if all had been sent
}

// The kinds of faults. Where none is drawn, the connection works.
const (
	dropped    = "connections dropped"
	cutRequest = "requests cut"
	cutAnswer  = "answers cut"
	delayed    = "connections delayed"
	silent     = "connections silent, then dropped"
)

// NewFaulty starts a proxy before these addresses. At first it breaks nothing. It ends with the
// test.
func NewFaulty(t testing.TB, seed uint64, targets ...string) *Faulty {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &Faulty{
		Address: listener.Addr().String(), targets: targets, random: rand.New(rand.NewPCG(seed, 2)),
		conns: map[*faultyConn]bool{}, counts: map[string]int{},
	}
	f.wg.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			f.wg.Go(func() { f.serve(c) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		f.mu.Lock()
		f.over, f.apart = true, ""
		f.mu.Unlock()
		f.each(func(*faultyConn) bool { return true })
		f.wg.Wait()
	})
	return f
}

// Break makes new connections faulty. With false it mends all: connections that wait for their
// fault work from now on, and those that are silent end.
func (f *Faulty) Break(broken bool) {
	f.mu.Lock()
	f.broken = broken
	if !broken {
		f.apart = ""
	}
	f.mu.Unlock()
	if !broken {
		f.each(func(c *faultyConn) bool { return c.kind == silent })
	}
}

// Part makes the network to one target silent: open connections stay, and nothing passes. Join
// drops these connections and lets new ones through.
func (f *Faulty) Part(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.apart = f.targets[i%len(f.targets)]
	f.counts["partitions"]++
}

// Join ends what Part has begun.
func (f *Faulty) Join() {
	f.mu.Lock()
	was := f.apart
	f.apart = ""
	f.mu.Unlock()
	f.each(func(c *faultyConn) bool { return c.target == was })
}

// String says how often each fault has struck.
func (f *Faulty) String() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(f.counts)) {
		parts = append(parts, fmt.Sprint(f.counts[kind], " ", kind))
	}
	return strings.Join(parts, ", ")
}

// Struck is how many connections had a fault.
func (f *Faulty) Struck() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, count := range f.counts {
		n += count
	}
	return n
}

// each drops the connections for which f returns true.
func (f *Faulty) each(drop func(*faultyConn) bool) {
	f.mu.Lock()
	all := slices.Collect(maps.Keys(f.conns))
	f.mu.Unlock()
	for _, c := range all {
		if drop(c) {
			c.end(true)
		}
	}
}

// draw draws the fault of a connection.
func (f *Faulty) draw(c *faultyConn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.broken {
		return
	}
	c.byReset = f.random.IntN(2) == 0
	c.wait = time.Duration(20+f.random.IntN(150)) * time.Millisecond
	switch n := f.random.IntN(100); {
	case n < 6:
		c.kind = dropped
	case n < 16:
		c.kind, c.after = cutRequest, f.random.IntN(900)
	case n < 30: // within the first answers
		c.kind, c.after = cutAnswer, f.random.IntN(4_000)
	case n < 40: // a stream, or a later answer
		c.kind, c.after = cutAnswer, f.random.IntN(60_000)
	case n < 52:
		c.kind = delayed
	case n < 58:
		c.kind, c.after, c.wait = silent, f.random.IntN(4_000), 5*c.wait
	}
}

func (f *Faulty) serve(client net.Conn) {
	c := &faultyConn{proxy: f, client: client}
	f.draw(c)
	if c.kind == dropped && c.strikes() {
		reset(client)
		return
	}
	f.mu.Lock()
	first := f.next
	f.next++
	f.mu.Unlock()
	for i := range f.targets { // as a balancer does
		c.target = f.targets[(first+i)%len(f.targets)]
		if c.server, _ = net.Dial("tcp", c.target); c.server != nil {
			break
		}
	}
	if c.server == nil {
		reset(client)
		return
	}
	f.mu.Lock()
	f.conns[c] = true
	over := f.over
	f.mu.Unlock()
	if over {
		c.end(true)
	}
	defer func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.conns, c)
	}()
	var up sync.WaitGroup
	up.Go(func() { c.pass(c.server, c.client, cutRequest) })
	c.pass(c.client, c.server, cutAnswer)
	up.Wait()
}

// pass copies one direction, in which a cut of this kind may strike.
func (c *faultyConn) pass(to, from net.Conn, cut string) {
	left := c.after
	for buffer := make([]byte, 16_000); ; {
		n, err := from.Read(buffer)
		c.waitWhileApart()
		switch {
		case c.kind == delayed && n > 0 && c.strikes():
			time.Sleep(c.wait)
		case c.kind == cut && n > left && c.strikes():
			_, _ = to.Write(buffer[:left])
			c.end(c.byReset)
			return
		case c.kind == silent && cut == cutAnswer && n > left && c.strikes():
			_, _ = to.Write(buffer[:left])
			time.Sleep(c.wait)
			c.end(true)
			return
		}
		left = max(0, left-n)
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			c.end(err != nil && err != io.EOF)
			return
		}
	}
}

// strikes reports whether the fault strikes now, and counts it.
func (c *faultyConn) strikes() bool {
	c.proxy.mu.Lock()
	defer c.proxy.mu.Unlock()
	if c.proxy.broken {
		c.proxy.counts[c.kind]++
	}
	return c.proxy.broken
}

func (c *faultyConn) waitWhileApart() {
	for {
		c.proxy.mu.Lock()
		apart := c.proxy.apart != "" && c.proxy.apart == c.target && c.proxy.conns[c]
		c.proxy.mu.Unlock()
		if !apart {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *faultyConn) end(byReset bool) {
	c.once.Do(func() {
		if byReset {
			reset(c.client)
		} else {
			_ = c.client.Close()
		}
		_ = c.server.Close()
	})
}

// reset closes a connection with a TCP reset.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}
