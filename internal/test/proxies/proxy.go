// Package proxies starts real proxies with the configurations of docs/proxies, in front of nodes
// that are restarted.
package proxies

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A Kind is a proxy.
type Kind struct {
	Name     string
	program  string
	packages string // of Debian
	file     string // in docs/proxies
	wrap     func(dir, config string) string
	args     func(config string) []string
}

// Kinds are the proxies that are documented.
var Kinds = []Kind{
	{"nginx", "nginx", "nginx-light", "nginx.conf", nginxConfig, func(config string) []string { return []string{"-c", config} }},
	{"HAProxy", "haproxy", "haproxy", "haproxy.cfg", nil, func(config string) []string { return []string{"-db", "-f", config} }},
	{"Caddy", "caddy", "caddy", "Caddyfile", caddyConfig, func(config string) []string {
		return []string{"run", "--adapter", "caddyfile", "--config", config}
	}},
}

// nginxConfig is the file that includes that of docs/proxies, as /etc/nginx/nginx.conf does.
func nginxConfig(dir, config string) string {
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;" // its workers could not go into the test's directory otherwise
	}
	temp := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temp += fmt.Sprintf("%s_temp_path %s;\n", kind, filepath.Join(dir, kind))
	}
	return fmt.Sprintf("%s\ndaemon off;\nworker_processes 1;\npid %s;\nerror_log %s;\nevents { worker_connections 1024; }\nhttp {\naccess_log off;\n%s%s}\n",
		user, filepath.Join(dir, "pid"), filepath.Join(dir, "error.log"), temp, config)
}

// caddyConfig turns off what would write outside of the test's directory.
func caddyConfig(_, config string) string {
	return "{\n\tadmin off\n\tauto_https off\n}\n" + config
}

// Start starts the proxy in front of three nodes, and returns its address. It ends with the test.
func (k Kind) Start(t testing.TB, nodes [3]string) (address string) {
	t.Helper()
	program := find(k.program)
	if program == "" {
		servers.Missing(t, k.program, k.packages)
	}
	documented := documentation(t, k.file)
	address = "127.0.0.1:" + servers.Port(t)
	config := strings.NewReplacer(
		"127.0.0.1:8080", address, "127.0.0.1:8081", nodes[0], "127.0.0.1:8082", nodes[1], "127.0.0.1:8083", nodes[2],
	).Replace(documented)
	dir := t.TempDir()
	if k.wrap != nil {
		config = k.wrap(dir, config)
	}
	path := filepath.Join(dir, k.file)
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, k.args(path)...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	var output locked
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(5 * time.Second): // it waits for streams
			_ = cmd.Process.Kill()
			<-ended
		}
		if t.Failed() {
			t.Logf("%s: %s", k.Name, output.String())
		}
	})
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return address
		}
		select {
		case <-ended:
			t.Fatalf("%s does not start: %s", k.Name, output.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// documentation reads a file of docs/proxies. The working directory is somewhere in this
// repository.
func documentation(t testing.TB, file string) string {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		text, missing := os.ReadFile(filepath.Join(dir, "docs", "proxies", file))
		if missing == nil {
			return string(text)
		}
		if filepath.Dir(dir) == dir {
			err = missing
		}
	}
	t.Fatal(err)
	return ""
}

// find also looks where people other than root do not.
func find(program string) string {
	for _, name := range []string{program, "/usr/sbin/" + program, "/usr/local/sbin/" + program} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// locked is a buffer for two writers.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
