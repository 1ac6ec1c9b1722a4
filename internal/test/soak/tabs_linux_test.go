package soak

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// head is the request of a tab for its stream.
func head(rng *rand.Rand, path string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: soak\r\nAccept: %s\r\nCookie: who=u%d\r\n", path, wire.AcceptStream, rng.IntN(people))
	if rng.IntN(2) == 0 {
		b.WriteString("Accept-Encoding: gzip\r\n")
	}
	if rng.IntN(2) == 0 {
		fmt.Fprintf(&b, "%s: AAAAAAAAAAA\r\n%s: /badge AAAAAAAAAAA\r\n", wire.VersionHeader, wire.PartsHeader)
	}
	return b.String() + "\r\n"
}

func somewhere(rng *rand.Rand) string {
	return []string{"/own", "/big", "/badge", "/nowhere", fmt.Sprint("/shared?x=", rng.IntN(5))}[rng.IntN(5)]
}

// moment is how long a tab stays.
func moment(rng *rand.Rand) time.Duration {
	return rand.N(3*time.Second) + time.Duration(rng.IntN(10))*time.Millisecond
}

// visit is the life of one tab over plain TCP, of one kind or another.
func (n *node) visit(rng *rand.Rand) {
	conn, err := net.Dial("tcp", n.httpServer.Listener.Addr().String())
	if err != nil {
		return // in such a crowd a port may be missing; the observer tells what matters
	}
	defer conn.Close()
	n.opened.Add(1)
	if rng.IntN(3) == 0 {
		_ = conn.(*net.TCPConn).SetLinger(0) // its end is a reset
	}
	until := time.Now().Add(moment(rng))
	_ = conn.SetDeadline(until)
	switch kind := rng.IntN(10); {
	case kind < 5: // reads
		_, _ = io.WriteString(conn, head(rng, somewhere(rng)))
		_, _ = io.Copy(io.Discard, conn)
	case kind < 7: // reads slowly
		_, _ = io.WriteString(conn, head(rng, "/big"))
		for buf := make([]byte, 256); err == nil; time.Sleep(20 * time.Millisecond) {
			_, err = conn.Read(buf)
		}
	case kind < 9: // never reads, for longer than it is suffered
		_ = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
		_, _ = io.WriteString(conn, head(rng, "/big"))
		time.Sleep(3 * time.Until(until))
	default: // has not said all
		_, _ = io.WriteString(conn, strings.TrimSuffix(head(rng, "/own"), "\r\n"))
		time.Sleep(time.Until(until))
	}
}

// visitSecurely is one over HTTP/2.
func (n *node) visitSecurely(rng *rand.Rand, client *http.Client) {
	ctx, cancel := context.WithTimeout(context.Background(), moment(rng))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, n.secure.URL+somewhere(rng), nil)
	if err != nil {
		panic(err)
	}
	req.Header.Set("Accept", []string{wire.StreamType, wire.StreamType, "text/html", wire.PatchType}[rng.IntN(4)])
	resp, err := client.Do(req)
	if err != nil {
		return // its moment is over
	}
	n.opened.Add(1)
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

// show opens a tab that has its page, and returns its connection.
func show(t *testing.T, rng *rand.Rand, server *httptest.Server, dial func(string) (net.Conn, error)) net.Conn {
	t.Helper()
	conn, err := dial(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(conn, strings.ReplaceAll(head(rng, "/shared"), "gzip", "identity"))
	in := bufio.NewReader(conn)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(line, "event:hello") {
			return conn
		}
	}
}
