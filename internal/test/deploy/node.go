package deploy

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/deploy/product"
)

// A Node is one running executable.
type Node struct {
	Build string

	url     *url.URL
	process *exec.Cmd
	ended   chan struct{}
	output  output
}

// output is what a process has printed.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// start starts a build on a free port, and waits until it is ready.
func (b Builds) start(build, store string, flags ...string) (*Node, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := listener.Addr().String()
	_ = listener.Close()
	return b.startAt(addr, build, store, flags...)
}

// startAt starts a build at an address, and waits until it is ready.
func (b Builds) startAt(addr, build, store string, flags ...string) (*Node, error) {
	n := &Node{Build: build, url: &url.URL{Scheme: "http", Host: addr}, ended: make(chan struct{})}
	n.process = exec.Command(filepath.Join(b.dir, build), append([]string{"-addr", addr, "-store", store}, flags...)...)
	n.process.Env = append(os.Environ(), "GOLDFISH_DEV=")
	n.process.Stdout, n.process.Stderr = &n.output, &n.output
	if err := n.process.Start(); err != nil {
		return nil, err
	}
	go func() { _ = n.process.Wait(); close(n.ended) }()
	for !n.ready() {
		select {
		case <-n.ended:
			return nil, fmt.Errorf("%s ended at once:\n%s", build, &n.output)
		case <-time.After(5 * time.Millisecond):
		}
	}
	return n, nil
}

func (n *Node) ready() bool {
	resp, err := http.Get(n.url.String() + "/readyz")
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Terminate sends SIGTERM, as a deploy does, and waits until the process has ended.
func (n *Node) Terminate() { n.end(syscall.SIGTERM) }

// Kill sends SIGKILL, as the kernel does when memory is short.
func (n *Node) Kill() { n.end(syscall.SIGKILL) }

// KillDuringPost is Kill while a post is under way, if one comes soon.
func (n *Node) KillDuringPost() {
	before := n.posts()
	for late := time.Now().Add(15 * time.Second); n.posts() == before && time.Now().Before(late); {
		time.Sleep(5 * time.Millisecond)
	}
	n.Kill()
}

// posts is how many slow posts have come.
func (n *Node) posts() int { return strings.Count(n.output.String(), product.UnderWay) }

func (n *Node) end(signal os.Signal) {
	_ = n.process.Process.Signal(signal)
	<-n.ended
}
