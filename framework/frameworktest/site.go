package frameworktest

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// A TB is what this package needs of a [testing.TB]. Fatalf must not return.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// A Site is an app under test, served on a loopback address that stays the same for the whole test.
type Site struct {
	// Wait bounds everything that is waited for: an answer, a change of a live tab, a request that ends. Set it before use.
	Wait time.Duration // 20 s

	base      *url.URL
	gate      *gate
	transport *http.Transport // all requests but streams
	scripts   bool            // whether visitors have scripts

	mu    sync.Mutex
	app   func() http.Handler
	build int          // counts deploys
	node  *node        // nil while stopped
	twin  http.Handler // see Tab.EqualsFresh
	tabs  map[*tab]struct{}
}

// Start serves the app until the test ends. The function makes a node of it, as a process of its own would: it is called once now, again
// by every [Site.Resume] and [Site.Restart], and by [Tab.EqualsFresh] for a second node that nobody else visits. So what outlives
// a process, such as a database, is made outside of it, and the node that serves is [Site.Handler] rather than a variable that the
// function sets. If the handler has a method Close, such as [framework.App.Close], it is called when the node ends.
func Start(t TB, app func() http.Handler) *Site {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("frameworktest: %v", err)
	}
	s := &Site{
		Wait:    20 * time.Second,
		app:     app,
		base:    &url.URL{Scheme: "http", Host: listener.Addr().String()},
		gate:    newGate(listener),
		scripts: true,
		tabs:    map[*tab]struct{}{},
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

// Handler returns the node that serves now, as the function given to [Start] made it; nil while the site is stopped.
func (s *Site) Handler() http.Handler {
	if n := s.current(); n != nil {
		return n.handler
	}
	return nil
}

// Stop stops the app as a process stops that is told to: streams end, requests finish. Until [Site.Resume], who connects is turned away.
func (s *Site) Stop() {
	s.mu.Lock()
	n, twin := s.node, s.twin
	s.node, s.twin = nil, nil
	s.mu.Unlock()
	shut(twin)
	if n == nil {
		return
	}
	s.gate.lead(nil)
	s.end(n)
}

// end ends a node to which nobody is led any more.
func (s *Site) end(n *node) {
	n.end()
	// What the app holds beyond its requests dies with its process.
	for _, tab := range s.all() {
		tab.cutStreamOf(n)
	}
	s.transport.CloseIdleConnections()
	n.stop(s.Wait)
}

// Resume serves a new node of the build that was served last.
func (s *Site) Resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.node == nil {
		s.node = newNode(s.app(), s.build)
		s.gate.lead(s.node)
	}
}

// Restart is [Site.Stop] and [Site.Resume]: the same build starts again, as after a crash. A tab has nothing to do then but to connect
// again. [Site.Deploy] is the other thing, and the harder one.
func (s *Site) Restart() {
	s.Stop()
	s.Resume()
}

// second returns a node that nobody visits.
func (s *Site) second() http.Handler {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.twin == nil {
		s.twin = s.app()
	}
	return s.twin
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
	s.gate.close()
}
