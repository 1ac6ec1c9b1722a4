package sse

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
)

// A transport is one way in which a stream can be served. The tests named TestTransport run for
// each of them.
type transport struct {
	name   string
	parked bool // on Linux
	tls    bool
	http2  bool
	unix   bool
	plain  bool // its clients do not take gzip
	wrap   func(http.ResponseWriter) http.ResponseWriter
	listen func(net.Listener) net.Listener
}

var transports = []transport{
	{name: "tcp", parked: true},
	{name: "unix", parked: true, unix: true},
	{name: "no hijack", wrap: func(w http.ResponseWriter) http.ResponseWriter { return noHijack{w, http.NewResponseController(w)} }},
	{name: "hijack fails", wrap: func(w http.ResponseWriter) http.ResponseWriter { return refuses{w} }},
	{name: "wrapped connection", listen: func(l net.Listener) net.Listener { return wrapped{l} }},
	{name: "http2", tls: true, http2: true},
	{name: "tls", tls: true},
	{name: "tcp, plain", parked: true, plain: true},
	{name: "no hijack, plain", plain: true, wrap: func(w http.ResponseWriter) http.ResponseWriter { return noHijack{w, http.NewResponseController(w)} }},
	{name: "http2, plain", tls: true, http2: true, plain: true},
}

// noHijack is the writer of a middleware that can flush and does not let the connection be
// hijacked.
type noHijack struct {
	http.ResponseWriter
	rc *http.ResponseController
}

func (w noHijack) FlushError() error                   { return w.rc.Flush() }
func (w noHijack) SetReadDeadline(at time.Time) error  { return w.rc.SetReadDeadline(at) }
func (w noHijack) SetWriteDeadline(at time.Time) error { return w.rc.SetWriteDeadline(at) }

// refuses has a method Hijack that fails.
type refuses struct{ http.ResponseWriter }

func (r refuses) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, http.ErrNotSupported
}
func (r refuses) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// wrapped is a listener such as one that counts connections: the Close of its connections must be
// called, and only at the end.
type wrapped struct{ net.Listener }

func (l wrapped) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return struct{ net.Conn }{conn}, nil
}

// request returns a request as text.
func (r transport) request(version string) string {
	text := "GET / HTTP/" + version + "\r\nHost: x\r\n"
	if !r.plain {
		text += "Accept-Encoding: gzip\r\n"
	}
	return text + "\r\n"
}

// A site is a server with one page, and with parts of the page.
type site struct {
	*httptest.Server
	hub       *node
	client    *http.Client
	transport transport
	dial      func() (net.Conn, error)
}

var helloFrame = NewFrame(&Event{Event: []byte("hello"), Data: []byte("hello")})

func (r transport) open(t *testing.T, h *node, page live.Loader[*Frame], parts ...live.Loader[*Frame]) *site {
	t.Helper()
	return r.openWith(t, h, options{}, nil, page, parts...)
}

func (r transport) openWith(t *testing.T, h *node, o options, change func(*http.Server), page live.Loader[*Frame], parts ...live.Loader[*Frame]) *site {
	t.Helper()
	o.First = helloFrame
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if r.wrap != nil {
			w = r.wrap(w)
		}
		open := func(key any, loader live.Loader[*Frame], version string) sub {
			return sub{Screen: h.Open(key, loader), Version: req.Header.Get(version)}
		}
		subs := []sub{open("page", page, "Held")}
		defer subs[0].Screen.Release()
		for i, loader := range parts {
			part := open(i, loader, fmt.Sprint("Held-", i))
			defer part.Screen.Release()
			subs = append(subs, part)
		}
		if err := serve(h, w, req, o, subs...); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}))
	s := &site{Server: server, hub: h, transport: r}
	network, address := "tcp", server.Listener.Addr().String()
	if r.unix {
		network, address = "unix", filepath.Join(t.TempDir(), "s")
		_ = server.Listener.Close()
		listener, err := net.Listen(network, address)
		if err != nil {
			t.Fatal(err)
		}
		server.Listener = listener
	}
	if r.listen != nil {
		server.Listener = r.listen(server.Listener)
	}
	if change != nil {
		change(server.Config)
	}
	if server.EnableHTTP2 = r.http2; r.tls {
		server.StartTLS()
	} else {
		server.Start()
	}
	transport := server.Client().Transport.(*http.Transport).Clone()
	transport.DisableCompression = r.plain
	if r.unix {
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, address)
		}
		server.URL = "http://unix"
	}
	s.client = &http.Client{Transport: transport}
	s.dial = func() (net.Conn, error) {
		conn, err := net.Dial(network, address)
		if err == nil && r.tls {
			conn = tls.Client(conn, &tls.Config{RootCAs: transport.TLSClientConfig.RootCAs, ServerName: "example.com"})
		}
		return conn, err
	}
	t.Cleanup(server.Close)
	t.Cleanup(h.Close)
	t.Cleanup(transport.CloseIdleConnections)
	return s
}

// A tab is a client with a network.
type tab struct {
	resp   *http.Response
	cancel context.CancelFunc
	ended  chan struct{}

	mu     sync.Mutex
	text   strings.Builder
	signal chan struct{} // closed when more has come
}

func (s *site) connect(t *testing.T, header ...string) *tab {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := s.client.Do(req)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	v := &tab{resp: resp, cancel: cancel, ended: make(chan struct{}), signal: make(chan struct{})}
	t.Cleanup(v.disconnect)
	go v.read()
	return v
}

func (v *tab) read() {
	defer close(v.ended)
	defer v.resp.Body.Close()
	buf := make([]byte, 32<<10)
	for {
		n, err := v.resp.Body.Read(buf)
		v.mu.Lock()
		v.text.Write(buf[:n])
		close(v.signal)
		v.signal = make(chan struct{})
		v.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (v *tab) disconnect() { v.cancel(); <-v.ended }

func (v *tab) now() (string, <-chan struct{}) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.text.String(), v.signal
}

// data returns the data of all events so far, joined by spaces.
func (v *tab) data() string {
	text, _ := v.now()
	return dataOf(text)
}

func dataOf(text string) string {
	var all []string
	for _, e := range parse(text) {
		all = append(all, string(e.Data))
	}
	return strings.Join(all, " ")
}

// expect waits until the events so far are these.
func (v *tab) expect(t *testing.T, want string) {
	t.Helper()
	v.until(t, want, func(text string) bool { return dataOf(text) == want })
}

func (v *tab) until(t *testing.T, what string, ok func(text string) bool) {
	t.Helper()
	for late := time.After(time.Minute); ; {
		text, more := v.now()
		if ok(text) {
			return
		}
		select {
		case <-more:
		case <-v.ended:
			if text, _ := v.now(); !ok(text) {
				t.Fatalf("the stream ended at %.300q, waiting for %s", text, what)
			}
			return
		case <-late:
			t.Fatalf("got %.300q, waiting for %s", text, what)
		}
	}
}

// expectEnd waits until the stream ends.
func (v *tab) expectEnd(t *testing.T) {
	t.Helper()
	select {
	case <-v.ended:
	case <-time.After(time.Minute):
		t.Fatal("the stream does not end")
	}
}

// eventually waits until other goroutines have done something.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for late := time.Now().Add(time.Minute); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("not within a minute: %s", what)
		}
	}
}

func (s *site) waitForStreams(t *testing.T, n int) {
	t.Helper()
	eventually(t, fmt.Sprintf("%d streams", n), func() bool { return s.hub.Count().Streams == n })
}

// waitForNoScreens waits until the hub has no screen. The handler of a parked stream may return a
// moment after the stream has ended. Set a short IdleTimeout first.
func (s *site) waitForNoScreens(t *testing.T) {
	t.Helper()
	eventually(t, "no screen is in use", func() bool { return s.hub.hub.Count().Screens == 0 })
}

// onEveryTransport runs a test for each transport, each with a server of its own.
func onEveryTransport(t *testing.T, test func(t *testing.T, r transport, h *node)) {
	t.Helper()
	for _, r := range transports {
		if r.parked && runtime.GOOS != "linux" {
			r.parked = false
		}
		t.Run(r.name, func(t *testing.T) {
			h := newNode()
			h.hub.MinLoadInterval = time.Millisecond
			h.Log = slog.New(slog.DiscardHandler)
			test(t, r, h)
		})
	}
}

// connectSilently connects a client that never reads.
func (s *site) connectSilently(t *testing.T) net.Conn {
	t.Helper()
	conn, err := s.dial()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetReadBuffer(4 << 10)
	}
	_, _ = io.WriteString(conn, s.transport.request("1.1"))
	return conn
}
