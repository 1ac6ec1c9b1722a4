package fleet

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
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

type node struct {
	url string
	env []string

	mu  sync.Mutex
	cmd *exec.Cmd
	log bytes.Buffer
}

// Start starts n processes of this test's binary, which calls [Child].
func Start(t *testing.T, n int, database string) *Fleet {
	t.Helper()
	f := &Fleet{over: make(chan struct{})}
	for range n {
		address := "127.0.0.1:" + servers.Port(t)
		node := &node{url: "http://" + address, env: append(os.Environ(), "FLEET_ADDRESS="+address, "FLEET_DATABASE="+database)}
		f.nodes = append(f.nodes, node)
		f.wg.Go(func() { node.keep(f.over) })
	}
	t.Cleanup(func() {
		close(f.over)
		for _, n := range f.nodes {
			n.kill()
		}
		f.wg.Wait()
		if t.Failed() {
			for i, n := range f.nodes {
				t.Logf("node %d: %.4000s", i, n.log.String())
			}
		}
	})
	for _, n := range f.nodes {
		until(t, "a node answers", func() bool { return n.version() != "" })
	}
	return f
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

// disturb kills random nodes until stop is closed, and counts.
func (f *Fleet) disturb(stop <-chan struct{}, kills *atomic.Int64) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(50*time.Millisecond + rand.N(200*time.Millisecond)):
			f.nodes[rand.N(len(f.nodes))].kill()
			kills.Add(1)
		}
	}
}

// post posts a submission once. The answer is the sentence of the outcome.
func (n *node) post(key, what, die string) (string, error) {
	r, _ := http.NewRequest("POST", n.url+"/?_action=add", strings.NewReader(url.Values{"what": {what}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", wire.AcceptPatch)
	r.Header.Set(wire.KeyHeader, key)
	r.Header.Set(dieHeader, die)
	response, err := client.Do(r)
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
	response, err := client.Get(n.url + "/")
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

var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}

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
