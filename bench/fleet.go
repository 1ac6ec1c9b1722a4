//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// A fleet is some nodes on one database, and one NATS server that wakes them.
type fleet struct {
	r       *run
	program string // of the nodes; "": this one, without NATS
	dir     string
	broker  *server // nil: there is none, and the nodes read at intervals
	nodes   []*server
	screens int
}

// newFleet starts the nodes. Without NATS it needs no other module.
func (r *run) newFleet(nodes, screens int, nats bool) *fleet {
	f := &fleet{r: r, dir: must(os.MkdirTemp("", "fleet")), screens: screens}
	r.closers = append(r.closers, func() { _ = os.RemoveAll(f.dir) })
	if nats {
		f.program = r.nodeProgram(f.dir)
		f.broker = r.start("nats", f.program, "broker")
	}
	for range nodes {
		f.addNode()
	}
	r.sleep(300 * time.Millisecond) // until wakers are connected
	return f
}

// addNode starts one more node.
func (f *fleet) addNode(args ...string) *server {
	args = append([]string{"-db", filepath.Join(f.dir, "fleet.db"), "-screens", fmt.Sprint(f.screens)}, args...)
	if f.broker != nil {
		args = append(args, "-bus", f.broker.Addr)
	}
	program := f.program
	if program == "" {
		program = must(os.Executable())
		args = append([]string{"serve", "fleet"}, args...)
	}
	s := f.r.start(goldfish, program, args...)
	f.nodes = append(f.nodes, s)
	return s
}

func (f *fleet) stop() {
	for _, s := range f.nodes {
		s.stop()
	}
	if f.broker != nil {
		f.broker.stop()
	}
}

// nodeProgram builds the node that has NATS. It is of another module.
func (r *run) nodeProgram(dir string) string {
	root, err := moduleRoot()
	if err != nil {
		check(fmt.Errorf("%w: %w", errLeftOut, err))
	}
	program := filepath.Join(dir, "node")
	build := exec.CommandContext(r.ctx, "go", "build", "-C", filepath.Join(root, "bench", "bus"), "-o", program, "./node")
	if out, err := build.CombinedOutput(); err != nil {
		check(fmt.Errorf("%w: the node with NATS cannot be built: %w: %s", errLeftOut, err, out))
	}
	return program
}

// moduleRoot is the folder of go.mod, at or above the working folder.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "bench", "bus", "go.mod")); e == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("run it inside of the repository")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

// write makes writes on a node, and returns how long they took.
func (s *server) write(first, times int, every time.Duration, next bool) time.Duration {
	q := url.Values{"n": {fmt.Sprint(first)}, "times": {fmt.Sprint(times)}, "every": {fmt.Sprint(every.Microseconds())}}
	if next {
		q.Set("next", "1")
	}
	req := must(http.NewRequestWithContext(s.r.ctx, http.MethodPost, "http://"+s.Debug+"/change?"+q.Encode(), nil))
	resp := must(http.DefaultClient.Do(req))
	defer resp.Body.Close()
	body := must(io.ReadAll(resp.Body))
	if resp.StatusCode != http.StatusOK {
		check(fmt.Errorf("a write: %s", body))
	}
	return time.Duration(must(strconv.ParseInt(string(body), 10, 64)))
}

// messages are what the bus has received and delivered.
type messages struct{ In, Out int64 }

func (f *fleet) messages() (m messages) {
	if f.broker != nil {
		check(json.Unmarshal(f.broker.ask(http.MethodGet, "/messages"), &m))
	}
	return m
}

// cpu is the processor time of all nodes.
func (f *fleet) cpu() (sum time.Duration) {
	for _, s := range f.nodes {
		sum += s.cpu()
	}
	return sum
}

// rss is the memory of all nodes that is their own, after garbage has gone back to the system.
func (f *fleet) rss() (sum float64) {
	for _, s := range f.nodes {
		s.stats(true)
		sum += s.rss()
	}
	return sum
}

func (f *fleet) stats() (sum stats) {
	for _, s := range f.nodes {
		n := s.stats(false)
		sum.Views += n.Views
		sum.Streams += n.Streams
		sum.Parked += n.Parked
	}
	return sum
}
