package main

import (
	"net"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/goldfish-go/goldfish/internal/test/servers"
)

const natsVariable = "CHAT_NATS"

// serveNATS is a server of NATS if this process is one, and then does not return.
func serveNATS() {
	port, err := strconv.Atoi(os.Getenv(natsVariable))
	if err != nil {
		return
	}
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, NoLog: true})
	if err != nil {
		panic(err)
	}
	s.Start()
	s.WaitForShutdown()
	os.Exit(1) // it could not have its port, or was asked to stop
}

// A natsServer is a process with a server of NATS.
type natsServer struct {
	port string
	cmd  *exec.Cmd
}

func startNATS(t testing.TB) *natsServer {
	t.Helper()
	n := &natsServer{port: servers.Port(t)}
	n.start(t)
	t.Cleanup(n.kill)
	return n
}

func (n *natsServer) url() string { return "nats://127.0.0.1:" + n.port }

// start starts a server, perhaps one that was killed, and returns when it takes connections.
func (n *natsServer) start(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		n.cmd = exec.Command(os.Args[0])
		n.cmd.Env = append(os.Environ(), natsVariable+"="+n.port)
		if err := n.cmd.Start(); err != nil {
			t.Error(err)
			return
		}
		for range 500 {
			if c, err := net.Dial("tcp", "127.0.0.1:"+n.port); err == nil {
				c.Close()
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		n.kill()
	}
	t.Error("NATS is not ready after a minute")
}

// kill kills the process with SIGKILL.
func (n *natsServer) kill() {
	_ = n.cmd.Process.Kill()
	_ = n.cmd.Wait()
}
