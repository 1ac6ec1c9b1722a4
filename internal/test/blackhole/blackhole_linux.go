// Package blackhole makes a network link whose packets can be dropped without a word, as on a cut
// cable: neither side gets an answer, not even a refusal. It needs Linux, root and iproute2.
//
// Both ends of the link are in network namespaces of their own. The machine's own interfaces do not
// change, so browsers of other tests do not abort their requests (net::ERR_NETWORK_CHANGED).
package blackhole

import (
	"net"
	"testing"
)

// A Link connects two network namespaces, one for a server and one for its clients.
type Link struct {
	server, client end
}

// An end is one side of the link.
type end struct {
	Namespace
	device, address string
}

// The addresses are the same in every Link, because no namespace sees those of another Link.
const (
	serverAddress = "10.213.0.1"
	clientAddress = "10.213.0.2"
	nobody        = "02:00:00:00:00:99" // an Ethernet address that no device has
)

// New makes a link that exists until the test ends. An error says why it could not.
func New(t testing.TB) (*Link, error) {
	t.Helper()
	server, err := NewNamespace(t, "s")
	if err != nil {
		return nil, err
	}
	client, err := NewNamespace(t, "c")
	if err != nil {
		return nil, err
	}
	l := &Link{end{server, "server", serverAddress}, end{client, "client", clientAddress}}
	l.server.IP(t, "link", "add", l.server.device, "type", "veth",
		"peer", "name", l.client.device, "netns", string(l.client.Namespace))
	for _, e := range []end{l.server, l.client} {
		e.IP(t, "addr", "add", e.address+"/30", "dev", e.device)
		e.IP(t, "link", "set", e.device, "up")
	}
	return l, nil
}

// Cut drops all packets of both sides until Restore.
func (l *Link) Cut(t testing.TB) {
	t.Helper()
	for e, peer := range l.ends() {
		e.IP(t, "neigh", "replace", peer.address, "lladdr", nobody, "dev", e.device, "nud", "permanent")
	}
}

// Restore undoes Cut.
func (l *Link) Restore() {
	for e, peer := range l.ends() {
		_ = e.Command("neigh", "del", peer.address, "dev", e.device).Run()
	}
}

func (l *Link) ends() map[end]end { return map[end]end{l.server: l.client, l.client: l.server} }

// Listen listens on a free TCP port of the server's end.
func (l *Link) Listen() (net.Listener, error) {
	return l.server.Listen(serverAddress + ":0")
}

// Dial connects from the client's end.
func (l *Link) Dial(address string) (net.Conn, error) {
	return l.client.Dial(address)
}
