package sse

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/blackhole"
)

func TestBlackHoleTimeout(t *testing.T) {
	link, err := blackhole.New(t)
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skip(err)
	}
	t.Run("parked", func(t *testing.T) { testBlackHole(t, link, transports[0]) })
	t.Run("goroutine", func(t *testing.T) { testBlackHole(t, link, transports[2]) })
}

// testBlackHole checks that the server notices a peer that vanished within about WriteTimeout. The
// packets of the peer go to an Ethernet address that nobody has, so nothing comes back, not even a
// refusal. Heartbeats alone do not notice it: the kernel takes their bytes and repeats them for 15
// minutes (tcp(7), tcp_retries2). The test fails without TCP_USER_TIMEOUT.
func testBlackHole(t *testing.T, link *blackhole.Link, r transport) {
	link.Restore()
	h := newNode()
	defer h.Close()
	h.Heartbeat = 500 * time.Millisecond
	h.WriteTimeout = 2 * time.Second
	h.MaxStreamAge = 0
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if r.wrap != nil {
			w = r.wrap(w)
		}
		screen := h.Open("page", &fakeDB{})
		defer screen.Release()
		_ = serve(h, w, req, options{First: helloFrame}, sub{Screen: screen})
	}))
	server.Config.ConnContext = h.ConnContext
	_ = server.Listener.Close()
	var err error
	if server.Listener, err = link.Listen(); err != nil {
		t.Fatal(err)
	}
	server.Start()
	defer server.Close()
	conn, err := link.Dial(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
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
	link.Cut(t)
	start := time.Now()
	for h.Count().Streams > 0 {
		if time.Since(start) > time.Minute {
			t.Fatal("a peer that vanished a minute ago is still served")
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("noticed after %v", time.Since(start).Round(10*time.Millisecond))
}
