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

// A node is one life of the app: a process of one of its builds.
type node struct {
	handler http.Handler
	build   string
	server  *http.Server
	conns   chan net.Conn
	closed  chan struct{}
	once    sync.Once
	done    chan struct{}
	streams context.Context // ends when streams must
	hangUp  context.CancelFunc
}

func newNode(handler http.Handler, build int) *node {
	n := &node{handler: handler, build: strconv.Itoa(build), conns: make(chan net.Conn), closed: make(chan struct{}), done: make(chan struct{})}
	n.streams, n.hangUp = context.WithCancel(context.Background())
	n.server = &http.Server{Handler: http.HandlerFunc(n.serve)}
	go func() {
		defer close(n.done)
		_ = n.server.Serve(n)
	}()
	return n
}

// headerBuild names the build that answers. All builds in a test process have the files of the same client, so a
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

// end tells the app that it is over, and ends its streams.
func (n *node) end() {
	shut(n.handler)
	n.hangUp()
}

func shut(handler http.Handler) {
	switch h := handler.(type) {
	case interface{ Close() }:
		h.Close()
	case interface{ Close() error }:
		_ = h.Close()
	}
}

// stop lets requests finish, but not for ever.
func (n *node) stop(wait time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	if errors.Is(n.server.Shutdown(ctx), context.DeadlineExceeded) {
		_ = n.server.Close()
	}
	<-n.done
}

// Accept implements [net.Listener] for the server: connections come through the gate.
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

// A gate listens at the site's address for as long as the site lives, so that nobody else can take the port during a restart.
type gate struct {
	listener net.Listener
	done     chan struct{}
	mu       sync.Mutex
	to       *node
}

func newGate(l net.Listener) *gate {
	g := &gate{listener: l, done: make(chan struct{})}
	go g.run()
	return g
}

// lead sends those who connect from now on to the node; to nil is away.
func (g *gate) lead(to *node) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.to = to
}

func (g *gate) run() {
	defer close(g.done)
	for {
		c, err := g.listener.Accept()
		if err != nil {
			return
		}
		g.mu.Lock()
		to := g.to
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

func (g *gate) close() {
	_ = g.listener.Close()
	<-g.done
}

// reset closes a connection without a goodbye.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}
