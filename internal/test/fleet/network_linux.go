package fleet

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/blackhole"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A Network has each node in a network namespace of its own, with two cables to a hub: at the front
// are the clients, at the back are the other nodes and the engines. A cut of the cable at the back
// is silent: packets are lost, and nobody is told.
type Network struct {
	hub   blackhole.Namespace
	nodes []blackhole.Namespace
}

// NewNetwork makes a network for n nodes. It needs root; elsewhere the test is skipped, and with
// CI=true it fails.
func NewNetwork(t *testing.T, n int) *Network {
	t.Helper()
	network := &Network{hub: namespace(t, "hub")}
	for _, side := range []string{"front", "back"} {
		network.hub.IP(t, "link", "add", side, "type", "bridge")
		network.hub.IP(t, "addr", "add", subnet[side]+"1/24", "dev", side)
		network.hub.IP(t, "link", "set", side, "up")
	}
	for i := range n {
		node := namespace(t, fmt.Sprint("node", i))
		node.IP(t, "link", "set", "lo", "up")
		for _, side := range []string{"front", "back"} {
			port := fmt.Sprint(side, i)
			network.hub.IP(t, "link", "add", port, "type", "veth", "peer", "name", side, "netns", string(node))
			network.hub.IP(t, "link", "set", port, "master", side, "up")
			node.IP(t, "addr", "add", address(side, i)+"/24", "dev", side)
			node.IP(t, "link", "set", side, "up")
		}
		network.nodes = append(network.nodes, node)
	}
	return network
}

func namespace(t *testing.T, suffix string) blackhole.Namespace {
	t.Helper()
	n, err := blackhole.NewNamespace(t, suffix)
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skip(err)
	}
	return n
}

// No namespace sees those of another network, so addresses are always the same.
var subnet = map[string]string{"front": "10.213.1.", "back": "10.213.2."}

func address(side string, node int) string { return fmt.Sprint(subnet[side], 10+node) }

// Back returns the address that other nodes have for a node.
func (n *Network) Back(node int) string { return address("back", node) }

// Expose returns the address that nodes have for an engine on this machine.
func (n *Network) Expose(t *testing.T, engine string) string {
	listener, err := n.hub.Listen(subnet["back"] + "1:0")
	if err != nil {
		t.Fatal(err)
	}
	return servers.LinkFrom(t, listener, engine).Address
}

// Host returns a node as a host.
func (n *Network) Host(node int, database, bus string) Host {
	return Host{
		Address:  address("front", node) + ":8080",
		Database: database,
		Bus:      bus,
		Command:  []string{"ip", "netns", "exec", string(n.nodes[node])},
		Dial:     func(address string) (net.Conn, error) { return n.hub.Dial(address) },
	}
}

// cut cuts the cable of a node to the other nodes and the engines, or mends it.
func (n *Network) cut(t *testing.T, node int, cut bool) {
	n.hub.IP(t, "link", "set", fmt.Sprint("back", node), map[bool]string{true: "down", false: "up"}[cut])
}

// Cuts cuts off random nodes, one at a time.
func (n *Network) Cuts(t *testing.T) Fault {
	return Fault{"cuts", func() {
		node := rand.N(len(n.nodes))
		n.cut(t, node, true)
		time.Sleep(200*time.Millisecond + rand.N(time.Second))
		n.cut(t, node, false)
	}, time.Second, 3}
}
