package nginx_test

import (
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/nginx"
)

// A way is how a stream comes through nginx.
type way struct {
	name         string
	unix         bool // from nginx to the app
	config       nginx.Config
	compress     bool // the client takes gzip
	uncompressed bool // and the app does not give it
	http2        bool
}

var ways = []way{
	{name: "default"},
	{name: "unix socket", unix: true},
	{name: "HTTP 1.1 to the app", config: nginx.Config{Place: `proxy_http_version 1.1; proxy_set_header Connection "";`}},
	{name: "gzip", compress: true},
	{name: "gzip by nginx", config: nginx.Config{HTTP: "gzip on; gzip_types text/event-stream;"}, compress: true, uncompressed: true},
	{name: "gzip by either", config: nginx.Config{HTTP: "gzip on; gzip_types text/event-stream;"}, compress: true},
	http2,
	{name: "HTTP 2 and gzip", config: nginx.Config{TLS: true, HTTP: "gzip on; gzip_types text/event-stream;"}, compress: true, http2: true},
}

var http2 = way{name: "HTTP 2", config: nginx.Config{TLS: true}, http2: true}

// serve starts an app and an nginx before it.
func (w way) serve(t *testing.T, tune func(*framework.Options[framework.Anyone])) (*site, *nginx.Proxy) {
	t.Helper()
	socket := ""
	if w.unix {
		socket = filepath.Join(t.TempDir(), "app")
	}
	s := newSite(t, socket, func(o *framework.Options[framework.Anyone]) {
		o.DisableStreamCompression = w.uncompressed
		tune(o)
	})
	w.config.Nodes = []string{s.node}
	return s, nginx.Start(t, w.config)
}

// speechless is an app that says nothing on a stream but news, so that no heartbeat pushes on what
// a proxy keeps back, or finds out who has gone.
func speechless(o *framework.Options[framework.Anyone]) { o.Heartbeat = time.Hour }

// Each event passes at once, not only when something follows it; and a client that hangs up is
// noticed at once.
func TestProxyBuffering(t *testing.T) {
	t.Parallel()
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s, p := w.serve(t, speechless)
			tab := follow(t, p, w.compress, true)
			tab.greeted()
			var took []time.Duration
			for n := range int64(20) {
				begin := time.Now()
				tab.sees(s.set(t, n+1))
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			t.Logf("median %v, last %v", took[10], took[19])
			tab.mu.Lock()
			answer := tab.answers[0]
			tab.mu.Unlock()
			want(t, "compressed", answer.Header.Get("Content-Encoding") == "gzip", w.compress)
			want(t, "HTTP 2", answer.ProtoMajor == 2, w.http2)
			want(t, "parked behind nginx", s.app.Stats().Parked == 1, runtime.GOOS == "linux")
			begin := time.Now()
			tab.closeTab()
			s.streams(t, 0)
			t.Logf("a hang-up was noticed after %v", time.Since(begin))
		})
	}
}

// A stream on which nothing happens for five minutes is alive afterwards: heartbeats stay below the
// 60 s after which nginx gives up.
func TestHeartbeatKeepsIdleStream(t *testing.T) {
	t.Parallel()
	for _, w := range []way{ways[0], http2} {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s, p := w.serve(t, func(*framework.Options[framework.Anyone]) {})
			tab := follow(t, p, false, true)
			tab.greeted()
			tab.sees(s.version(t))
			select {
			case <-time.After(5 * time.Minute):
			case <-tab.ended:
				t.Fatal("the idle stream has ended")
			}
			want(t, "events meanwhile", len(tab.events), 0)
			tab.sees(s.set(t, 1))
			want(t, "streams", s.app.Stats().Streams, 1)
		})
	}
}

// The same without heartbeats: nginx gives the stream up. So the five minutes above are no gift.
func TestProxyReadTimeout(t *testing.T) {
	t.Parallel()
	s, p := ways[0].serve(t, speechless)
	tab := follow(t, p, false, true)
	tab.greeted()
	select {
	case <-tab.ended:
	case <-time.After(3 * time.Minute):
		t.Error("nginx keeps a stream on which nothing comes")
	}
	s.streams(t, 0)
}

// nginx that takes a new configuration keeps the streams that it has, and brings new ones.
func TestNginxReload(t *testing.T) {
	t.Parallel()
	s, p := ways[0].serve(t, speechless)
	old := follow(t, p, false, true)
	old.greeted()
	p.Reload(nginx.Config{Nodes: []string{s.node}, Place: "add_header Generation 2;"})
	old.sees(s.set(t, 1))
	fresh := follow(t, p, false, true)
	fresh.greeted()
	fresh.mu.Lock()
	want(t, "the new configuration", fresh.answers[0].Header.Get("Generation"), "2")
	fresh.mu.Unlock()
	version := s.set(t, 2)
	old.sees(version)
	fresh.sees(version)
	s.streams(t, 2)
}

// The app goes and comes back while nginx answers 502: the tab comes back too, to what has changed,
// or to silence if nothing has.
func TestReconnectAfterAppRestart(t *testing.T) {
	t.Parallel()
	s, p := way{unix: true}.serve(t, speechless)
	tab := follow(t, p, false, false)
	tab.greeted()
	tab.sees(s.set(t, 1))

	s.stop()
	eventually(t, "a 502", func() bool { return slices.Contains(tab.statuses(), http.StatusBadGateway) })
	s.number.Store(2)
	s.start(t)
	tab.greeted()
	tab.sees(s.version(t))
	tab.sees(s.set(t, 3))

	s.stop()
	s.start(t)
	tab.greeted()
	version := s.set(t, 4)
	want(t, "the first event for a tab that had it all", string((<-tab.events).ID), version)
}

// nginx itself goes and comes back.
func TestReconnectAfterNginxRestart(t *testing.T) {
	t.Parallel()
	s, p := ways[0].serve(t, speechless)
	tab := follow(t, p, false, false)
	tab.greeted()
	tab.sees(s.set(t, 1))
	p.Stop()
	s.streams(t, 0)
	version := s.set(t, 2)
	p.Again()
	tab.greeted()
	tab.sees(version)
}
