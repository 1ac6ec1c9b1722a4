// Node is a node of the fleet that bench scale measures, with NATS; or the NATS server itself:
//
//	node -bus nats://127.0.0.1:4222 -db FILE
//	node broker
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/goldfish-go/goldfish/bench/node"
	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/nats"
)

func main() {
	run := func() error { return node.Main(os.Args[1:], connect) }
	if len(os.Args) == 2 && os.Args[1] == "broker" {
		run = broker
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		os.Exit(1)
	}
}

func connect(url string) (bus.Waker, error) { return nats.Connect(url) }

// broker is a NATS server, until its standard input ends.
func broker() error {
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		return err
	}
	go s.Start()
	defer s.Shutdown()
	if !s.ReadyForConnections(time.Minute) {
		return fmt.Errorf("NATS is not ready")
	}
	control, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	http.HandleFunc("GET /messages", func(w http.ResponseWriter, _ *http.Request) {
		v, err := s.Varz(nil)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]int64{"In": v.InMsgs, "Out": v.OutMsgs})
	})
	go http.Serve(control, nil)
	if err := json.NewEncoder(os.Stdout).Encode(node.Greeting{Addr: s.ClientURL(), Debug: control.Addr().String()}); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
