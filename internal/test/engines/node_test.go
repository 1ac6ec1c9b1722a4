package engines

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"
)

// A node is the app in a process of its own, at an address that stays when it is killed and started
// again.
type node struct {
	t     testing.TB
	addr  string
	state state
	cmd   *exec.Cmd
}

func newNode(t testing.TB) *node {
	n := &node{t: t, addr: "127.0.0.1:" + freePort(), state: state{Word: "one", Badge: "0 new"}}
	n.start("old")
	t.Cleanup(n.kill)
	return n
}

func (n *node) start(build string) {
	n.t.Helper()
	text, err := json.Marshal(n.state)
	if err != nil {
		n.t.Fatal(err)
	}
	n.cmd = exec.Command(os.Args[0], "serve", "-addr", n.addr, "-build", build, "-state", string(text))
	n.cmd.Stderr = os.Stderr
	if err := n.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		resp, err := http.Get("http://" + n.addr + "/ctl")
		if err == nil {
			_ = resp.Body.Close()
			return
		}
		if time.Now().After(deadline) {
			n.t.Fatalf("the app does not come up: %v", err)
		}
	}
}

// kill ends the process as SIGKILL does; stop as a deploy does.
func (n *node) kill() {
	_ = n.cmd.Process.Kill()
	_ = n.cmd.Wait()
}

func (n *node) stop() {
	_ = n.cmd.Process.Signal(os.Interrupt)
	_ = n.cmd.Wait()
}

// show changes what the pages show, and tells those that depend on the topic.
func (n *node) show(topic string, change func(*state)) {
	n.t.Helper()
	change(&n.state)
	text, err := json.Marshal(n.state)
	if err != nil {
		n.t.Fatal(err)
	}
	resp, err := http.Post("http://"+n.addr+"/ctl?topic="+topic, "application/json", bytes.NewReader(text))
	if err != nil {
		n.t.Fatal(err)
	}
	_ = resp.Body.Close()
}

// word changes the word that every page shows.
func (n *node) word(word string) {
	n.t.Helper()
	n.show("state", func(s *state) { s.Word = word })
}

// seen is what the app was sent since it was started.
func (n *node) seen() (s seen) {
	n.t.Helper()
	resp, err := http.Get("http://" + n.addr + "/ctl")
	if err != nil {
		n.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		n.t.Fatal(err)
	}
	return s
}

// until waits until the app was sent something.
func (n *node) until(what string, yes func(seen) bool) {
	n.t.Helper()
	for deadline := time.Now().Add(time.Minute); !yes(n.seen()); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			n.t.Fatalf("the app is never %s", what)
		}
	}
}
