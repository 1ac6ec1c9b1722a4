package fleet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/internal/wire"
)

var harmless = regexp.MustCompile(`^[a-z0-9]+$`)

// A Fleet is several processes that are started again whenever they die.
type Fleet struct {
	nodes []*node
	over  chan struct{}
	wg    sync.WaitGroup
}

// A Host is where a node runs, and with what.
type Host struct {
	Address       string // where the node listens and clients connect
	Database, Bus string // for the function that was given to [Child]

	// Command runs the binary there. Nil: the binary runs as it is.
	Command []string

	// Dial is how clients connect. Nil: net.Dial.
	Dial func(address string) (net.Conn, error)
}

// Local returns n hosts on this machine.
func Local(t *testing.T, n int, database string) (hosts []Host) {
	for range n {
		hosts = append(hosts, Host{Address: "127.0.0.1:" + servers.Port(t), Database: database})
	}
	return hosts
}

type node struct {
	url    string
	host   Host
	client *http.Client

	mu  sync.Mutex
	cmd *exec.Cmd
	log bytes.Buffer
}

// Start starts a process of this test's binary on each host. The binary calls [Child].
func Start(t *testing.T, hosts []Host) *Fleet {
	t.Helper()
	f := &Fleet{over: make(chan struct{})}
	for _, host := range hosts {
		node := &node{url: "http://" + host.Address, host: host, client: host.client()}
		f.nodes = append(f.nodes, node)
		f.wg.Go(func() { node.keep(f.over) })
	}
	all := f.nodes
	t.Cleanup(func() {
		close(f.over)
		for _, n := range all {
			n.kill()
		}
		f.wg.Wait()
		if t.Failed() {
			for i, n := range all {
				t.Logf("node %d: %.4000s", i, n.log.String())
			}
		}
	})
	for _, n := range f.nodes {
		until(t, "a node answers", func() bool { return n.version() != "" })
	}
	return f
}

// client returns a client that reaches the node.
func (h Host) client() *http.Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 100}
	if h.Dial != nil {
		transport.DialContext = func(_ context.Context, _, address string) (net.Conn, error) { return h.Dial(address) }
	}
	return &http.Client{Timeout: 20 * time.Second, Transport: transport}
}

// keep runs the process, again and again.
func (n *node) keep(over <-chan struct{}) {
	for {
		args := append(slices.Clone(n.host.Command), os.Args[0])
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Env = append(os.Environ(), "FLEET_ADDRESS="+n.host.Address, "FLEET_DATABASE="+n.host.Database, "FLEET_BUS="+n.host.Bus)
		cmd.Stderr = &n.log
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

// post posts a submission once. The answer is the sentence of the outcome.
func (n *node) post(key, what, die string) (string, error) {
	r, _ := http.NewRequest("POST", n.url+"/?_action=add", strings.NewReader(url.Values{"what": {what}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", wire.AcceptPatch)
	r.Header.Set(wire.KeyHeader, key)
	r.Header.Set(dieHeader, die)
	response, err := n.client.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	m := regexp.MustCompile(`"flash":"([^"]*)"`).FindSubmatch(body)
	if response.StatusCode != 200 || m == nil {
		return "", fmt.Errorf("%w: %s %.200s", errNoAnswer, response.Status, body)
	}
	return string(m[1]), nil
}

// split takes the last node out of the fleet.
func (f *Fleet) split() *node {
	last := len(f.nodes) - 1
	n := f.nodes[last]
	f.nodes = f.nodes[:last]
	return n
}

// submit posts to random nodes until one answers, as a client does that resends.
func (f *Fleet) submit(t *testing.T, key, what string) string {
	var answer string
	until(t, "an answer", func() (ok bool) {
		var err error
		answer, err = f.nodes[rand.N(len(f.nodes))].post(key, what, "")
		return err == nil
	})
	return answer
}

// version returns the version of a fresh document, "" if there is no answer.
func (n *node) version() string {
	response, err := n.client.Get(n.url + "/")
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	if m := regexp.MustCompile(`data-gf-version="([^"]+)"`).FindSubmatch(body); m != nil {
		return string(m[1])
	}
	return ""
}

// until calls ok until it returns true, for up to two minutes.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Errorf("not within two minutes: %s", what)
			return
		}
	}
}
