// Package caches answers: does a cache in front of an app, or in a browser, ever show one person
// what was made for another, in another language, or in another representation?
package caches

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// startVarnish starts a Varnish with its default configuration (builtin.vcl) in front of a server,
// and returns its URL. It ends with the test. Where there is none the test is skipped, but in CI it
// fails.
func startVarnish(t testing.TB, backend string) (url string) {
	t.Helper()
	return startVarnishWith(t, "-b", backend)
}

// startVarnishStreams starts one with the documented configuration, docs/proxies/varnish.vcl.
func startVarnishStreams(t testing.TB, backend string) (url string) {
	t.Helper()
	vcl, err := os.ReadFile("../../../docs/proxies/varnish.vcl")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(backend)
	file := filepath.Join(t.TempDir(), "varnish.vcl")
	changed := strings.Replace(string(vcl), `.port = "8081"`, `.port = "`+port+`"`, 1)
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return startVarnishWith(t, "-f", file)
}

func startVarnishWith(t testing.TB, configuration ...string) (url string) {
	t.Helper()
	binary := findVarnish()
	if binary == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no varnishd found: install it, or name it in VARNISHD")
		}
		t.Skip("skipped: this test needs varnishd, and none was found; install it, or name it in VARNISHD")
	}
	address := freeAddress(t)
	var output bytes.Buffer
	process := exec.Command(binary, append([]string{"-F", "-j", "none", "-n", t.TempDir(), "-a", address, "-s", "malloc,32m"}, configuration...)...)
	process.Stdout, process.Stderr = &output, &output
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = process.Wait(); close(ended) }()
	t.Cleanup(func() {
		_ = process.Process.Signal(os.Interrupt)
		<-ended
		if t.Failed() {
			t.Logf("varnishd: %s", &output)
		}
	})
	url = "http://" + address
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for late := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		resp, err := client.Get(url + "/livez")
		if err == nil {
			resp.Body.Close()
			return url
		}
		select {
		case <-ended:
			t.Fatalf("varnishd has ended: %s", &output)
		default:
		}
		if time.Now().After(late) {
			t.Fatalf("varnishd does not answer: %v", err)
		}
	}
}

func findVarnish() string {
	if path := os.Getenv("VARNISHD"); path != "" {
		return path
	}
	// People other than root have no sbin in their PATH.
	for _, name := range []string{"varnishd", "/usr/sbin/varnishd", "/usr/local/sbin/varnishd"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
