package main

import (
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A natsServer is a server of NATS that runs in this process. Its clients connect over TCP.
type natsServer struct {
	port string
	s    *server.Server
}

func startNATS(t testing.TB) *natsServer {
	t.Helper()
	n := &natsServer{port: servers.Port(t)}
	n.start(t)
	t.Cleanup(n.kill)
	return n
}

// start starts a server that was killed.
func (n *natsServer) start(t testing.TB) {
	t.Helper()
	port, _ := strconv.Atoi(n.port)
	for range 12 { // a server that cannot have its port does not try again by itself
		s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, NoLog: true, NoSigs: true})
		if err != nil {
			t.Fatal(err)
		}
		go s.Start()
		if n.s = s; s.ReadyForConnections(5 * time.Second) {
			return
		}
		n.kill()
	}
	t.Error("NATS is not ready after a minute")
}

func (n *natsServer) kill() {
	n.s.Shutdown()
	n.s.WaitForShutdown()
}
