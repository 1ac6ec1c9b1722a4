package main

import (
	"bytes"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/examples/desk/desk"
	"github.com/goldfish-go/goldfish/internal/test/proxies"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

var deployFiles = filepath.Join("..", "..", "..", "docs", "deploy")

// The text of docs/deployment.md has the files of docs/deploy, which the other tests run.
func TestDocumentedFiles(t *testing.T) {
	text := documented(t, "../deployment.md")
	names, err := filepath.Glob(filepath.Join(deployFiles, "*"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if file := documented(t, filepath.Base(name)); !strings.Contains(text, "\n"+file+"```\n") {
			t.Errorf("docs/deployment.md does not have %s as it is", name)
		}
	}
}

func documented(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(deployFiles, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Three nodes as docs/deployment.md has them run behind nginx, on each bus. Addresses are this
// machine's. What somebody writes is shown through every node. One node after the other is killed,
// and stopped: meanwhile every page is answered.
func TestThreeNodes(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds a command and starts PostgreSQL, Redis, NATS and nginx")
	}
	binary := filepath.Join(t.TempDir(), "desk")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	server, cache, broker := servers.StartPostgres(t), servers.StartRedis(t), startNATS(t)
	places := map[string]string{
		"postgres://desk@10.0.0.10:5432/desk": server.URL(""),
		"10.0.0.11:4222":                      "127.0.0.1:" + broker.port,
		"10.0.0.12:6379":                      "127.0.0.1:" + cache.Port,
		"/usr/local/bin/desk":                 binary,
	}
	for _, host := range []string{"10.0.0.1", "10.0.0.2", "10.0.0.3"} {
		for _, port := range []string{"8080", "6222"} {
			places[host+":"+port] = "127.0.0.1:" + servers.Port(t)
		}
	}
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(places)) {
		pairs = append(pairs, name, places[name])
	}
	here := strings.NewReplacer(pairs...)
	for _, file := range []string{"postgres.env", "nats.env", "nats-embedded.env", "redis.env"} {
		t.Run(file, func(t *testing.T) {
			var nodes []*unit
			for _, host := range []string{"10.0.0.1", "10.0.0.2", "10.0.0.3"} {
				nodes = append(nodes, startUnit(t, here, documented(t, "desk-node.service"), environment(documented(t, file), host)))
			}
			var addresses [3]string
			for i, n := range nodes {
				addresses[i] = strings.TrimPrefix(n.url, "http://")
			}
			proxy := "http://" + proxies.Kinds[0].Start(t, addresses) // nginx
			p := signIn(t, proxy, "amara")
			var streams []*stream
			for _, n := range nodes {
				streams = append(streams, p.open(n.url, desk.OneTicket.URL(desk.TicketURL{ID: 7})))
			}
			streams = append(streams, p.open(proxy, desk.OneTicket.URL(desk.TicketURL{ID: 7})))
			p.post(proxy, desk.AddComment.URL(desk.TicketURL{ID: 7}), comment("Hello from "+file))
			for _, s := range streams {
				s.until("id:") // a difference, which may take words from the page before
				_ = s.close()  // a browser goes to another node when one stops; this does not
			}
			if file != "postgres.env" {
				return // the bus has no part in what follows
			}
			for _, signal := range []os.Signal{syscall.SIGKILL, syscall.SIGTERM} {
				for _, n := range nodes {
					stopped := n.stop(signal)
					for over := false; !over; {
						select {
						case <-stopped:
							over = true
						case <-time.After(5 * time.Millisecond):
						}
						if status, _ := p.get(proxy, desk.Tickets.URL(desk.TicketsURL{})); status != http.StatusOK {
							t.Errorf("while a node stops by %v, nginx answers %d", signal, status)
						}
					}
					n.start(t)
				}
			}
		})
	}
}

// environment returns the environment of a host, from that of the first one.
func environment(file, host string) (env []string) {
	file = strings.Replace(file, "ADDRESS=10.0.0.1", "ADDRESS="+host, 1)
	// A node's own address is the first.
	if before, others, found := strings.Cut(file, "BUS=nats:10.0.0.1"); found {
		others = strings.Replace(others, host, "10.0.0.1", 1)
		file = before + "BUS=nats:" + host + others
	}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			env = append(env, line)
		}
	}
	return env
}

// A unit is a process that is started as the file of a systemd unit says.
type unit struct {
	url  string
	args []string
	cmd  *exec.Cmd
	over chan struct{}
	log  bytes.Buffer
}

func startUnit(t *testing.T, here *strings.Replacer, file string, env []string) *unit {
	t.Helper()
	line := regexp.MustCompile(`(?m)^ExecStart=(.*)$`).FindStringSubmatch(file)
	if line == nil {
		t.Fatal("the unit has no ExecStart")
	}
	values := map[string]string{}
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		values[name] = here.Replace(value)
	}
	u := &unit{url: "http://" + values["ADDRESS"]}
	for _, arg := range strings.Fields(here.Replace(line[1])) {
		u.args = append(u.args, os.Expand(arg, func(name string) string { return values[name] }))
	}
	u.start(t)
	t.Cleanup(func() {
		<-u.stop(syscall.SIGKILL)
		if t.Failed() {
			t.Logf("%q says:\n%.3000s", u.args, u.log.String())
		}
	})
	return u
}

// start starts the process, and returns when it is ready.
func (u *unit) start(t *testing.T) {
	t.Helper()
	u.cmd = exec.Command(u.args[0], u.args[1:]...)
	u.cmd.Stderr = &u.log
	if err := u.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{})
	cmd := u.cmd
	u.over = over
	go func() { defer close(over); _ = cmd.Wait() }()
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if response, err := http.Get(u.url + "/readyz"); err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(end) {
			t.Fatalf("%q is not ready after a minute:\n%s", u.args, u.log.String())
		}
	}
}

// stop sends a signal. The channel is closed when the process has ended.
func (u *unit) stop(signal os.Signal) <-chan struct{} {
	_ = u.cmd.Process.Signal(signal)
	return u.over
}
