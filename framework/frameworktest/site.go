package frameworktest

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// TB is the part of [testing.TB] that this package uses. Fatalf must not return.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// A Site is an app under test, served at a loopback address that does not change during the test.
type Site struct {
	// Wait is the timeout of everything that the test waits for: an answer, a change of a live tab,
	// the end of a request. The default is 20 s. Set it before use.
	Wait time.Duration // 20 s

	base      *url.URL
	forwarder *forwarder
	transport *http.Transport // all requests but streams
	scripts   bool            // whether visitors have scripts

	mu    sync.Mutex
	app   func() http.Handler
	build int          // counts deploys
	node  *node        // nil while stopped
	peer  http.Handler // see Tab.AssertMatchesReload
	tabs  map[*tab]struct{}
}

// Start serves the app until the test ends. The function makes a node of the app, as a process
// would be. It is called once now, again by every [Site.Resume] and [Site.Restart], and by
// [Tab.AssertMatchesReload] for a second node. So create what outlives a process, such as a
// database, outside of the function. [Site.Handler] returns the node that serves now. If the
// handler has a method Close, such as [framework.App.Close], it is called when the node ends.
func Start(t TB, app func() http.Handler) *Site {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("frameworktest: %v", err)
	}
	s := &Site{
		Wait:      20 * time.Second,
		app:       app,
		base:      &url.URL{Scheme: "http", Host: listener.Addr().String()},
		forwarder: newForwarder(listener),
		scripts:   true,
		tabs:      map[*tab]struct{}{},
	}
	s.transport = &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 100}
	t.Cleanup(s.close)
	s.Resume()
	return s
}

func dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, network, addr)
}

// URL returns the site's address, such as "http://127.0.0.1:40123".
func (s *Site) URL() string { return s.base.String() }

// Handler returns the node that serves now, as the function given to [Start] made it, or nil while
// the site is stopped.
func (s *Site) Handler() http.Handler {
	if n := s.current(); n != nil {
		return n.handler
	}
	return nil
}

// Stop shuts the app down: streams end, requests finish. Until [Site.Resume], new connections are
// reset.
func (s *Site) Stop() {
	s.mu.Lock()
	n, peer := s.node, s.peer
	s.node, s.peer = nil, nil
	s.mu.Unlock()
	closeHandler(peer)
	if n == nil {
		return
	}
	s.forwarder.setTarget(nil)
	s.end(n)
}

// end ends a node that gets no new connections.
func (s *Site) end(n *node) {
	n.end()
	// When a process exits, its connections are closed.
	for _, tab := range s.all() {
		tab.disconnectFrom(n)
	}
	s.transport.CloseIdleConnections()
	n.stop(s.Wait)
}

// Resume starts a new node of the build that was served last.
func (s *Site) Resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.node == nil {
		s.node = newNode(s.app(), s.build)
		s.forwarder.setTarget(s.node)
	}
}

// Restart is [Site.Stop] and [Site.Resume]: the same build starts again, as after a crash. A tab
// only reconnects. [Site.Deploy] starts another build.
func (s *Site) Restart() {
	s.Stop()
	s.Resume()
}

// peerHandler returns a second node, which gets no connections.
func (s *Site) peerHandler() http.Handler {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.peer == nil {
		s.peer = s.app()
	}
	return s.peer
}

func (s *Site) current() *node {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.node
}

func (s *Site) all() []*tab {
	s.mu.Lock()
	defer s.mu.Unlock()
	tabs := make([]*tab, 0, len(s.tabs))
	for tab := range s.tabs {
		tabs = append(tabs, tab)
	}
	return tabs
}

func (s *Site) close() {
	for _, tab := range s.all() {
		tab.close()
	}
	s.Stop()
	s.forwarder.close()
}
