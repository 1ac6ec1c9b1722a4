package nats

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Embedded configures a NATS server in this process.
type Embedded struct {
	// Cluster is the address where other nodes connect, such as "10.0.0.1:6222". It must be one
	// that only the app's nodes reach, or TLS and a password are needed: use NATS servers then.
	Cluster string

	// Peers are the Cluster addresses of the other nodes. Not all of them need to be there: nodes
	// tell each other of the rest.
	Peers []string
}

// Embed starts a NATS server in this process that is meshed with those of the other nodes, and
// returns a waker that uses it. No client can connect to it from outside. It ends when the store is
// closed.
func Embed(e Embedded) (*Waker, error) {
	host, portText, err := net.SplitHostPort(e.Cluster)
	if err != nil {
		return nil, fmt.Errorf("nats: the address of the cluster: %w", err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return nil, fmt.Errorf("nats: the address of the cluster: %w", err)
	}
	var routes []*url.URL
	for _, peer := range e.Peers {
		routes = append(routes, &url.URL{Scheme: "nats", Host: peer})
	}
	s, err := server.NewServer(&server.Options{
		// Clients connect inside of this process. A server that does not listen is not meshed.
		Host:    "127.0.0.1",
		Port:    server.RANDOM_PORT,
		NoLog:   true,
		NoSigs:  true,
		Routes:  routes,
		Cluster: server.ClusterOpts{Name: "goldfish", Host: host, Port: port},
	})
	if err != nil {
		return nil, err
	}
	go s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		s.Shutdown()
		return nil, errors.New("nats: the server in this process is not ready after 10 s; is the address " + e.Cluster + " taken?")
	}
	w, err := Connect("", nats.InProcessServer(s))
	if err != nil {
		s.Shutdown()
		return nil, err
	}
	w.after = func() { s.Shutdown(); s.WaitForShutdown() }
	return w, nil
}
