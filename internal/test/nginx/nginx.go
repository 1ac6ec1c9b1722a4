// Package nginx starts a real nginx in front of a server under test, with nginx's own defaults for
// everything that a test does not name.
package nginx

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A Config is what a test wants to be other than the default. It fills the places of one server
// block with one location.
type Config struct {
	// where the app is: "127.0.0.1:8080", or "unix:/path"; with several, nginx takes turns
	Nodes []string
	// clients speak TLS, and HTTP/2 if they can, under a certificate of the test's own
	TLS   bool
	HTTP  string // further directives for the http block
	Place string // further directives for the location
}

// A Proxy is a running nginx, for one test.
type Proxy struct {
	URL string // as clients see it

	t       testing.TB
	binary  string
	dir     string
	address string
	config  Config
	cert    certificate
	process *exec.Cmd
	ended   chan struct{}
}

// Start starts nginx; it ends with the test. Where there is none the test is skipped, but in CI it
// fails.
func Start(t testing.TB, config Config) *Proxy {
	t.Helper()
	binary := find()
	if binary == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no nginx found: install it, or name it in NGINX")
		}
		t.Skip("skipped: this test needs nginx, and none was found; install it, or name it in NGINX")
	}
	p := &Proxy{t: t, binary: binary, dir: t.TempDir(), config: config}
	if config.TLS {
		p.cert = newCertificate(t, p.dir)
	}
	for range 5 { // between the choice of a port and its use somebody else may take it
		p.address = free(t)
		p.write()
		if p.run() {
			break
		}
		p.Stop()
	}
	if p.process == nil {
		t.Fatalf("nginx does not start:\n%s", p.Log())
	}
	t.Cleanup(func() {
		p.Stop()
		if t.Failed() {
			t.Logf("nginx says:\n%s", p.Log())
		}
	})
	p.URL = "http://" + p.address
	if config.TLS {
		p.URL = "https://" + p.address
	}
	return p
}

func find() string {
	if path := os.Getenv("NGINX"); path != "" {
		return path
	}
	// people other than root have no sbin in their PATH
	for _, name := range []string{"nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func free(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// run starts the process and reports whether it serves.
func (p *Proxy) run() bool {
	process := p.command()
	var output bytes.Buffer
	process.Stdout, process.Stderr = &output, &output
	before := p.workers()
	if err := process.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.process, p.ended = process, make(chan struct{})
	go func() { _ = process.Wait(); close(p.ended) }()
	for p.workers() == before {
		select {
		case <-p.ended:
			p.t.Logf("nginx ended at once: %s", &output)
			return false
		case <-time.After(10 * time.Millisecond):
		}
	}
	return true
}

func (p *Proxy) command(more ...string) *exec.Cmd {
	return exec.Command(p.binary, append([]string{"-p", p.dir, "-c", p.file("nginx.conf"), "-e", p.file("error.log")}, more...)...)
}

// workers is how many have started so far. The first one does after nginx has its address.
func (p *Proxy) workers() int { return strings.Count(p.Log(), "start worker process ") }

// Stop ends nginx at once, with all connections.
func (p *Proxy) Stop() {
	if p.process == nil {
		return
	}
	_ = p.process.Process.Signal(os.Interrupt) // nginx(8): fast shutdown
	<-p.ended
	p.process = nil
}

// Again starts nginx anew, at the same address.
func (p *Proxy) Again() {
	p.t.Helper()
	if !p.run() {
		p.process = nil
		p.t.Fatalf("nginx does not start again:\n%s", p.Log())
	}
}

// Reload makes nginx take a new configuration, as "nginx -s reload" does, and returns when its new
// workers have taken over. The old ones live on until their last connection has ended.
func (p *Proxy) Reload(config Config) {
	p.t.Helper()
	p.config = config
	p.write()
	retired := func() int { return strings.Count(p.Log(), "gracefully shutting down") }
	before := retired()
	if out, err := p.command("-s", "reload").CombinedOutput(); err != nil {
		p.t.Fatalf("nginx -s reload: %v: %s", err, out)
	}
	for late := time.Now().Add(time.Minute); retired() == before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			p.t.Fatalf("nginx does not reload:\n%s", p.Log())
		}
	}
}

// Log is what nginx has said so far.
func (p *Proxy) Log() string {
	log, _ := os.ReadFile(p.file("error.log"))
	return string(log)
}

// Transport is a client's side of this proxy: it trusts the certificate and speaks HTTP/2 where the
// proxy does. The caller closes its idle connections.
func (p *Proxy) Transport() *http.Transport {
	transport := &http.Transport{DisableCompression: true}
	if p.config.TLS {
		transport.ForceAttemptHTTP2, transport.TLSClientConfig = true, p.cert.trust()
	}
	return transport
}

func (p *Proxy) file(name string) string { return filepath.Join(p.dir, name) }

func (p *Proxy) write() {
	p.t.Helper()
	if err := os.WriteFile(p.file("nginx.conf"), []byte(p.text()), 0o600); err != nil {
		p.t.Fatal(fmt.Errorf("writing the configuration: %w", err))
	}
}
