package nginx_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/internal/test/nginx"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
)

// A site is a Goldfish server that shows one number, which outlives its restarts.
type site struct {
	node   string // for nginx
	number atomic.Int64
	tune   func(*framework.Options[framework.Anyone])

	network, address string
	app              *framework.App[framework.Anyone]
	stop             func()
}

type numberURL struct {
	Half int `url:"half,push"`
}

var numberRoute = router.New("/", numberURL{})

// newSite starts one at a TCP address, or at a unix socket if a path is given.
func newSite(t *testing.T, socket string, tune func(*framework.Options[framework.Anyone])) *site {
	t.Helper()
	s := &site{tune: tune, network: "tcp", address: "127.0.0.1:0"}
	if socket != "" {
		s.network, s.address = "unix", socket
	}
	s.start(t)
	if s.node = s.address; socket != "" {
		s.node = "unix:" + socket
	}
	t.Cleanup(func() { s.stop() })
	return s
}

func (s *site) start(t *testing.T) {
	t.Helper()
	listener, err := net.Listen(s.network, s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	o := framework.Options[framework.Anyone]{Logger: slog.New(slog.DiscardHandler), MaxStreamAge: -1}
	s.tune(&o)
	app := framework.New(framework.Public, o)
	framework.Get(app, numberRoute, framework.Everyone, s.view)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- app.Serve(ctx, listener, nil) }()
	s.app = app
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func (s *site) view(_ context.Context, _ framework.Anyone, u numberURL) (framework.Page, error) {
	body := fmt.Sprintf(`<h1>number %d</h1><a href="%s">half</a><p>%d</p>`, s.number.Load(), numberRoute.URL(numberURL{u.Half + 1}), u.Half)
	return framework.Page{Title: "Number", Body: templ.Raw(body), Topics: []string{"number"}}, nil
}

// set changes the number, and returns the version of the page that shows it.
func (s *site) set(t *testing.T, n int64) string {
	t.Helper()
	s.number.Store(n)
	s.app.Notify("number")
	return s.version(t)
}

// version asks the app itself, past nginx.
func (s *site) version(t *testing.T) string {
	t.Helper()
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, s.network, s.address)
	}}
	defer transport.CloseIdleConnections()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://app/", nil)
	resp, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, rest, _ := strings.Cut(readAll(t, resp), `data-gf-version="`)
	version, _, ok := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("the document has no version: %s", resp.Status)
	}
	return version
}

func (s *site) streams(t *testing.T, n int) {
	t.Helper()
	eventually(t, fmt.Sprint(n, " streams"), func() bool { return s.app.Stats().Streams == n })
}

// A tab follows the page through a proxy, as the client in the browser does.
type tab struct {
	t        *testing.T
	events   chan *sse.Event
	ended    chan struct{}
	closeTab context.CancelFunc
	mu       sync.Mutex
	held     string
	answers  []*http.Response // without bodies
}

// follow opens a stream through the proxy. Where once is set, it opens no other.
func follow(t *testing.T, p *nginx.Proxy, compressed, once bool) *tab {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	tab := &tab{t: t, events: make(chan *sse.Event, 1000), ended: make(chan struct{}), closeTab: cancel}
	transport := p.Transport()
	f := &sse.Client{URL: p.URL, HTTPClient: &http.Client{Transport: recorder{transport, tab}}, ReadTimeout: time.Hour, Header: func() http.Header {
		tab.mu.Lock()
		defer tab.mu.Unlock()
		coding := "identity"
		if compressed {
			coding = "gzip"
		}
		return http.Header{wire.VersionHeader: {tab.held}, "Accept-Encoding": {coding}}
	}}
	run := f.Subscribe
	if once {
		run = f.Connect
	}
	go func() {
		defer close(tab.ended)
		_ = run(ctx, func(e *sse.Event) {
			tab.mu.Lock()
			if len(e.ID) > 0 {
				tab.held = string(e.ID)
			}
			tab.mu.Unlock()
			if string(e.Event) != wire.ByeEvent { // the app is about to stop
				tab.events <- e
			}
		})
	}()
	t.Cleanup(func() {
		cancel()
		<-tab.ended
		transport.CloseIdleConnections()
	})
	return tab
}

// A recorder keeps what was answered.
type recorder struct {
	http.RoundTripper
	tab *tab
}

func (r recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.RoundTripper.RoundTrip(req)
	if err == nil {
		r.tab.mu.Lock()
		defer r.tab.mu.Unlock()
		about := *resp
		about.Body = nil
		r.tab.answers = append(r.tab.answers, &about)
		if resp.Header.Get("Content-Encoding") == "gzip" {
			resp.Body = &unzip{ReadCloser: resp.Body}
		}
	}
	return resp, err
}

func (tab *tab) statuses() (all []int) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, a := range tab.answers {
		all = append(all, a.StatusCode)
	}
	return all
}

// sees waits for an event that brings the version.
func (tab *tab) sees(version string) {
	tab.t.Helper()
	for late := time.After(2 * time.Minute); ; {
		select {
		case e := <-tab.events:
			if string(e.ID) == version {
				return
			}
		case <-tab.ended:
			tab.t.Fatalf("the stream ended before version %s came", version)
		case <-late:
			tab.t.Fatalf("version %s does not come", version)
		}
	}
}

// greeted waits for the first event of a stream.
func (tab *tab) greeted() {
	tab.t.Helper()
	select {
	case e := <-tab.events:
		if string(e.Event) != wire.HelloEvent {
			tab.t.Fatalf("the first event is %q", e.Event)
		}
	case <-tab.ended:
		tab.t.Fatalf("no stream: %v", tab.statuses())
	case <-time.After(2 * time.Minute):
		tab.t.Fatal("no hello comes")
	}
}
