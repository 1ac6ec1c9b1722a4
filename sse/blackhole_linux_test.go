package sse

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestBlackHole(t *testing.T) {
	h := newHole(t)
	t.Run("parked", func(t *testing.T) { testBlackHole(t, h, roads[0]) })
	t.Run("attended", func(t *testing.T) { testBlackHole(t, h, roads[2]) })
}

// testBlackHole: a peer that vanishes without a word is noticed within about the write timeout: its packets go to an Ethernet address that nobody has,
// so nothing comes back, not even a refusal. Heartbeats alone do not notice: the kernel takes their bytes, and repeats them for
// 15 minutes (tcp(7), tcp_retries2). It fails without TCP_USER_TIMEOUT.
func testBlackHole(t *testing.T, hole hole, r road) {
	hole.mend(t)
	h := NewHub()
	defer h.Close()
	h.Heartbeat = 500 * time.Millisecond
	h.WriteTimeout = 2 * time.Second
	h.MaxAge = 0
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if r.wrap != nil {
			w = r.wrap(w)
		}
		screen := h.Open("page", &shelf{})
		defer screen.Release()
		_ = h.Serve(w, req, Stream{Hello: helloFrame}, Sub{Screen: screen})
	}))
	server.Config.ConnContext = h.ConnContext
	_ = server.Listener.Close()
	var err error
	if server.Listener, err = net.Listen("tcp", "10.213.7.1:0"); err != nil {
		t.Fatal(err)
	}
	server.Start()
	defer server.Close()
	conn := hole.dial(t, server.Listener.Addr().String())
	defer conn.Close()
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	var text strings.Builder
	buf := make([]byte, 4<<10)
	for !strings.Contains(text.String(), "n=0\n\n") {
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(buf[:n])
	}
	want(t, "parked", h.Count().Parked == 1, r.parked)
	time.Sleep(3 * time.Second)
	want(t, "streams: a peer that is there stays", h.Count().Streams, 1)
	hole.fall(t)
	start := time.Now()
	for h.Count().Streams > 0 {
		if time.Since(start) > 20*time.Second {
			t.Fatal("a peer that vanished 20 s ago is still served")
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("noticed after %v", time.Since(start).Round(10*time.Millisecond))
}

// A hole is a network namespace at the other end of a virtual cable.
type hole struct{ name, here, there string }

func newHole(t *testing.T) hole {
	t.Helper()
	skip := t.Skip
	if os.Getenv("CI") == "true" {
		skip = t.Fatal
	}
	if os.Geteuid() != 0 {
		skip("network namespaces need root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		skip("ip of iproute2 is missing")
	}
	name := fmt.Sprint("goldfish", os.Getpid())
	here, there := fmt.Sprintf("gf%da", os.Getpid()), fmt.Sprintf("gf%db", os.Getpid())
	if out, err := exec.Command("ip", "netns", "add", name).CombinedOutput(); err != nil {
		skip("no network namespaces here: " + string(out))
	}
	t.Cleanup(func() {
		_ = exec.Command("ip", "link", "del", here).Run()
		_ = exec.Command("ip", "netns", "del", name).Run()
	})
	run(t, "ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
	run(t, "ip", "addr", "add", "10.213.7.1/30", "dev", here)
	run(t, "ip", "link", "set", here, "up")
	run(t, "ip", "-n", name, "addr", "add", "10.213.7.2/30", "dev", there)
	run(t, "ip", "-n", name, "link", "set", there, "up")
	return hole{name, here, there}
}

// fall makes the packets of both sides go nowhere.
func (h hole) fall(t *testing.T) {
	run(t, "ip", "neigh", "replace", "10.213.7.2", "lladdr", "02:00:00:00:00:99", "dev", h.here, "nud", "permanent")
	run(t, "ip", "-n", h.name, "neigh", "replace", "10.213.7.1", "lladdr", "02:00:00:00:00:99", "dev", h.there, "nud", "permanent")
}

// mend undoes fall.
func (h hole) mend(t *testing.T) {
	_ = exec.Command("ip", "neigh", "del", "10.213.7.2", "dev", h.here).Run()
	_ = exec.Command("ip", "-n", h.name, "neigh", "del", "10.213.7.1", "dev", h.there).Run()
}

// dial connects from inside.
func (h hole) dial(t *testing.T, address string) net.Conn {
	type result struct {
		conn net.Conn
		err  error
	}
	results := make(chan result)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		file, err := os.Open("/run/netns/" + h.name)
		if err == nil {
			defer file.Close()
			err = unix.Setns(int(file.Fd()), unix.CLONE_NEWNET)
		}
		var conn net.Conn
		if err == nil {
			conn, err = net.Dial("tcp", address)
		}
		results <- result{conn, err}
	}()
	r := <-results
	if r.err != nil {
		t.Fatal(r.err)
	}
	return r.conn
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, out)
	}
}
