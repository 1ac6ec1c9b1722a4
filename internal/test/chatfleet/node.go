package chatfleet

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A node is a process that is started again whenever it dies.
type node struct {
	address string
	env     []string

	mu  sync.Mutex
	cmd *exec.Cmd
	log bytes.Buffer
}

// startNodes starts n processes of this test's binary, until the test ends.
func startNodes(t *testing.T, n int, f Fleet) (nodes []*node) {
	t.Helper()
	over := make(chan struct{})
	var wg sync.WaitGroup
	for range n {
		address := "127.0.0.1:" + servers.Port(t)
		one := &node{address: address, env: append(os.Environ(),
			addressVariable+"="+address, databaseVariable+"="+f.Database, busVariable+"="+f.Bus, filesVariable+"="+f.files)}
		nodes = append(nodes, one)
		wg.Go(func() { one.keep(over) })
	}
	t.Cleanup(func() {
		close(over)
		for _, one := range nodes {
			one.kill()
		}
		wg.Wait()
		if t.Failed() {
			for i, one := range nodes {
				t.Logf("node %d: %.4000s", i, one.log.String())
			}
		}
	})
	for _, one := range nodes {
		until(t, "a node answers", one.ready)
	}
	return nodes
}

// keep runs the process, again and again.
func (n *node) keep(over <-chan struct{}) {
	for {
		cmd := exec.Command(os.Args[0])
		cmd.Env, cmd.Stderr = n.env, &n.log
		n.mu.Lock()
		select {
		case <-over:
			n.mu.Unlock()
			return
		default:
		}
		err := cmd.Start()
		n.cmd = cmd
		n.mu.Unlock()
		if err == nil {
			_ = cmd.Wait()
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// kill kills the process with SIGKILL.
func (n *node) kill() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cmd != nil && n.cmd.Process != nil {
		_ = n.cmd.Process.Kill()
	}
}

func (n *node) ready() bool {
	response, err := http.Get("http://" + n.address + "/sign-in")
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// until calls ok until it returns true, for up to two minutes.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within two minutes: %s", what)
		}
	}
}
