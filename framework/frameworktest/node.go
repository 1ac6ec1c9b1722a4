package frameworktest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// A node is one process of the app, of one of its builds.
type node struct {
	handler    http.Handler
	build      string
	server     *http.Server
	conns      chan net.Conn
	closed     chan struct{}
	once       sync.Once
	done       chan struct{}
	streams    context.Context // is cancelled to end the streams
	endStreams context.CancelFunc
}

func newNode(handler http.Handler, build int) *node {
	n := &node{handler: handler, build: strconv.Itoa(build), conns: make(chan net.Conn), closed: make(chan struct{}), done: make(chan struct{})}
	n.streams, n.endStreams = context.WithCancel(context.Background())
	n.server = &http.Server{Handler: http.HandlerFunc(n.serve)}
	go func() {
		defer close(n.done)
		_ = n.server.Serve(n)
	}()
	return n
}

// headerBuild names the build that answers. All builds of a test have the files of one client. So a
// tab adds the build to the client's fingerprint: another build then has another client.
const headerBuild = "Frameworktest-Build"

func (n *node) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(headerBuild, n.build)
	if strings.Contains(r.Header.Get("Accept"), wire.StreamType) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(n.streams, cancel)()
		r = r.WithContext(ctx)
	}
	n.handler.ServeHTTP(w, r)
}

// end closes the app and ends its streams.
func (n *node) end() {
	closeHandler(n.handler)
	n.endStreams()
}

func closeHandler(handler http.Handler) {
	switch h := handler.(type) {
	case interface{ Close() }:
		h.Close()
	case interface{ Close() error }:
		_ = h.Close()
	}
}

// stop waits for requests to finish, at most for wait.
func (n *node) stop(wait time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	if errors.Is(n.server.Shutdown(ctx), context.DeadlineExceeded) {
		_ = n.server.Close()
	}
	<-n.done
}

// Accept implements [net.Listener]: the forwarder hands over connections.
func (n *node) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *node) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

func (n *node) Addr() net.Addr { return &net.TCPAddr{} }

// A forwarder listens at the address of the site, as long as the site exists, so that no other
// process takes the port during a restart. It hands connections over to the current node.
type forwarder struct {
	listener net.Listener
	done     chan struct{}
	mu       sync.Mutex
	target   *node
}

func newForwarder(l net.Listener) *forwarder {
	g := &forwarder{listener: l, done: make(chan struct{})}
	go g.run()
	return g
}

// setTarget hands new connections to this node. With nil they are reset.
func (g *forwarder) setTarget(to *node) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.target = to
}

func (g *forwarder) run() {
	defer close(g.done)
	for {
		c, err := g.listener.Accept()
		if err != nil {
			return
		}
		g.mu.Lock()
		to := g.target
		g.mu.Unlock()
		if to == nil {
			reset(c)
			continue
		}
		select {
		case to.conns <- c:
		case <-to.closed:
			reset(c)
		}
	}
}

func (g *forwarder) close() {
	_ = g.listener.Close()
	<-g.done
}

// reset closes a connection with a TCP reset.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}
