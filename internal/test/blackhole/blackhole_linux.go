// Package blackhole makes a network link whose packets can be dropped without a word, as on a cut
// cable: neither side gets an answer, not even a refusal. It needs Linux, root and iproute2.
//
// Both ends of the link are in network namespaces of their own. The machine's own interfaces do not
// change, so browsers of other tests do not abort their requests (net::ERR_NETWORK_CHANGED).
package blackhole

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A Link connects two network namespaces, one for a server and one for its clients.
type Link struct {
	server, client end
}

// An end is one side of the link.
type end struct {
	namespace, device, address string
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
	if os.Geteuid() != 0 {
		return nil, errors.New("network namespaces need root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return nil, errors.New("ip of iproute2 is missing")
	}
	name := fmt.Sprint("goldfish", os.Getpid())
	l := &Link{
		server: end{name + "s", "server", serverAddress},
		client: end{name + "c", "client", clientAddress},
	}
	for _, e := range []end{l.server, l.client} {
		if out, err := exec.Command("ip", "netns", "add", e.namespace).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("no network namespaces here: %s", out)
		}
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", e.namespace).Run() })
	}
	l.server.ip(t, "link", "add", l.server.device, "type", "veth",
		"peer", "name", l.client.device, "netns", l.client.namespace)
	for _, e := range []end{l.server, l.client} {
		e.ip(t, "addr", "add", e.address+"/30", "dev", e.device)
		e.ip(t, "link", "set", e.device, "up")
	}
	return l, nil
}

// Cut drops all packets of both sides until Restore.
func (l *Link) Cut(t testing.TB) {
	t.Helper()
	for e, peer := range l.ends() {
		e.ip(t, "neigh", "replace", peer.address, "lladdr", nobody, "dev", e.device, "nud", "permanent")
	}
}

// Restore undoes Cut.
func (l *Link) Restore() {
	for e, peer := range l.ends() {
		_ = e.command("neigh", "del", peer.address, "dev", e.device).Run()
	}
}

func (l *Link) ends() map[end]end { return map[end]end{l.server: l.client, l.client: l.server} }

// Listen listens on a free TCP port of the server's end.
func (l *Link) Listen() (listener net.Listener, err error) {
	inside := l.server.run(func() { listener, err = net.Listen("tcp", serverAddress+":0") })
	return listener, errors.Join(inside, err)
}

// Dial connects from the client's end.
func (l *Link) Dial(address string) (conn net.Conn, err error) {
	inside := l.client.run(func() { conn, err = net.Dial("tcp", address) })
	return conn, errors.Join(inside, err)
}

// run calls f in the end's namespace. Sockets that f opens stay in that namespace.
func (e end) run(f func()) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		file, err := os.Open("/run/netns/" + e.namespace)
		if err == nil {
			defer file.Close()
			err = unix.Setns(int(file.Fd()), unix.CLONE_NEWNET)
		}
		if err == nil {
			f()
		}
		done <- err
	}()
	return <-done
}

func (e end) command(args ...string) *exec.Cmd {
	return exec.Command("ip", append([]string{"-n", e.namespace}, args...)...)
}

func (e end) ip(t testing.TB, args ...string) {
	t.Helper()
	if out, err := e.command(args...).CombinedOutput(); err != nil {
		t.Fatalf("ip -n %s %s: %v: %s", e.namespace, strings.Join(args, " "), err, out)
	}
}
