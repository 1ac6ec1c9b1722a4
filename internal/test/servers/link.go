package servers

import (
	"io"
	"net"
	"sync"
	"testing"
)

// A Link is a network between a test and a server. It can be cut: what is open breaks, and what is
// new is refused. It can also be silent: connections stay, and nothing arrives.
type Link struct {
	Address string
	to      string

	mu      sync.Mutex
	changed sync.Cond // of cut and stalled
	cut     bool
	stalled bool
	conns   map[net.Conn]struct{}
}

// NewLink returns a link to a server.
func NewLink(t testing.TB, to string) *Link {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return LinkFrom(t, listener, to)
}

// LinkFrom returns a link to a server from what connects to a listener, perhaps in another network
// namespace.
func LinkFrom(t testing.TB, listener net.Listener, to string) *Link {
	l := &Link{Address: listener.Addr().String(), to: to, conns: map[net.Conn]struct{}{}}
	l.changed.L = &l.mu
	t.Cleanup(func() { listener.Close(); l.Cut(true) })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go l.serve(c)
		}
	}()
	return l
}

// Cut cuts the link, or mends it.
func (l *Link) Cut(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
	l.changed.Broadcast()
	if cut {
		for c := range l.conns {
			c.Close()
		}
	}
}

// Kill cuts the link, as the end of a server does.
func (l *Link) Kill() { l.Cut(true) }

// Start mends the link.
func (l *Link) Start(testing.TB) { l.Cut(false) }

// Stall makes the link silent, or lets everything through that has waited.
func (l *Link) Stall(stalled bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stalled = stalled
	l.changed.Broadcast()
}

// Write waits while the link is silent.
func (w gate) Write(p []byte) (int, error) {
	w.link.mu.Lock()
	for w.link.stalled && !w.link.cut {
		w.link.changed.Wait()
	}
	w.link.mu.Unlock()
	return w.to.Write(p)
}

// A gate is one direction of a connection over a link.
type gate struct {
	link *Link
	to   io.Writer
}

func (l *Link) serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", l.to)
	if err != nil {
		return
	}
	defer server.Close()
	if !l.add(client, server) {
		return
	}
	defer l.remove(client, server)
	over := make(chan struct{}, 2)
	for _, pair := range [][2]net.Conn{{client, server}, {server, client}} {
		go func() {
			_, _ = io.Copy(gate{l, pair[0]}, pair[1])
			over <- struct{}{}
		}()
	}
	<-over
}

func (l *Link) add(conns ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut {
		return false
	}
	for _, c := range conns {
		l.conns[c] = struct{}{}
	}
	return true
}

func (l *Link) remove(conns ...net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range conns {
		delete(l.conns, c)
	}
}
