package framework_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
)

// serve serves the site until the end of the test, and returns its address.
func (s *site) serve(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.app.Serve(ctx, listener, nil) }()
	t.Cleanup(func() {
		stop()
		want(t, "served", <-served, error(nil))
		http.DefaultClient.CloseIdleConnections()
	})
	return listener.Addr().String()
}

// idle opens connections that send nothing, or only part of a request.
func idle(t *testing.T, addr string, n int) {
	t.Helper()
	for i := range n {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if i%2 == 0 {
			_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost:")
		}
	}
}

// healthy fails the test if a health check is not answered.
func healthy(t *testing.T, addr string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get("http://" + addr + "/livez")
	if err != nil {
		t.Errorf("/livez: %v", err)
		return
	}
	defer resp.Body.Close()
	want(t, "/livez", resp.StatusCode, 200)
}

// A connection with a request is not closed for others that have none.
func TestBusyConnectionsStay(t *testing.T) {
	s := newSite(t, "", framework.Options[User]{MaxConnections: 10})
	addr := s.serve(t)
	started, let := make(chan struct{}), make(chan struct{})
	s.onAdd = func() { close(started); <-let }
	answered := make(chan string, 1)
	go func() {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			answered <- err.Error()
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, slowPost+"%s", "add", len("text=milk"), "milk")
		line, err := bufio.NewReader(conn).ReadString('\n')
		answered <- fmt.Sprint(strings.TrimSpace(line), err)
	}()
	<-started
	idle(t, addr, 100)
	healthy(t, addr)
	close(let)
	want(t, "the request", <-answered, "HTTP/1.1 200 OK<nil>")
}

// With 256 descriptors, as many streams as fit, and 400 idle sockets, a health check is answered.
func TestIdleSocketsAndHealth(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.run=^TestServerWithFewDescriptors$")
	child.Env = append(os.Environ(), "FEW_DESCRIPTORS=1")
	in, _ := child.StdinPipe()
	out, _ := child.StdoutPipe()
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { in.Close(); _ = child.Wait() }()
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	addr = strings.TrimSpace(addr)
	refused := 0
	for n := range 240 {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		_ = conn.SetDeadline(time.Now().Add(time.Minute))
		fmt.Fprintf(conn, "GET /notes/1 HTTP/1.1\r\nHost: a\r\nX-User: user%d\r\nAccept: %s\r\n\r\n", n, asStream)
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil {
			t.Fatal(n, err)
		}
		if strings.Contains(line, "503") {
			refused++
		}
	}
	if refused == 0 || refused > 100 {
		t.Errorf("%d of 240 streams were refused", refused)
	}
	idle(t, addr, 400)
	for range 3 {
		healthy(t, addr)
	}
}

// TestServerWithFewDescriptors is the server of TestIdleSocketsAndHealth.
func TestServerWithFewDescriptors(t *testing.T) {
	if os.Getenv("FEW_DESCRIPTORS") == "" {
		return
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: 256, Max: 256}); err != nil {
		t.Fatal(err)
	}
	fmt.Println(newSite(t, "").serve(t))
	_, _ = io.Copy(io.Discard, os.Stdin)
}
