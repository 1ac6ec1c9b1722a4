package servers

import (
	"io"
	"net"
	"sync"
	"testing"
)

// A Link is a network between a test and a server, which can be cut: what is open breaks, and
// what is new is refused.
type Link struct {
	Address string
	to      string

	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]struct{}
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
	if cut {
		for c := range l.conns {
			c.Close()
		}
	}
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
			_, _ = io.Copy(pair[0], pair[1])
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
