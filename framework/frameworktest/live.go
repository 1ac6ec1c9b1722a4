package frameworktest

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// A stream is the open stream of a live tab, over all its connections.
type stream struct {
	ctx    context.Context
	cancel context.CancelFunc
	url    string

	// The tab's lock guards these.
	conn     net.Conn // set when it is dialed
	node     *node    // that the connection leads to
	build    string   // of that node, see headerBuild
	ready    bool     // the event hello was received
	parseErr error    // of an event; it may be the last event before a disconnect
	recheck  bool     // the event recheck was received
	retry    chan struct{}
}

// Live opens the stream of the page and returns the tab when the stream is open. From then on See,
// Click and other methods wait for what is not there yet.
func (t *Tab) Live() *Tab {
	t.t.Helper()
	t.mu.Lock()
	if t.version == "" {
		t.failLocked("Live: this page is not live: it has no version")
	}
	if !t.visitor.scripts {
		t.failLocked("Live: there is no stream without scripts")
	}
	if !t.live {
		t.live = true
		t.openStream()
	}
	t.mu.Unlock()
	if !t.await(func() bool { return t.stream != nil && t.stream.ready }) {
		t.failLocked("Live: the stream does not open")
	}
	t.mu.Unlock()
	return t
}

// openStream opens the stream of a page that has just been shown. The lock is held.
func (b *tab) openStream() {
	if !b.live || b.closed || b.version == "" {
		return
	}
	s := &stream{url: b.site.URL() + b.url, retry: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	b.stream = s
	b.work.Go(func() { b.runStream(s) })
}

// closeStream closes the stream. The lock is held.
func (b *tab) closeStream() {
	if b.stream != nil {
		b.stream.cancel()
		b.stream = nil
	}
}

// runStream reads the stream and reconnects after each disconnect, while the page is shown.
func (b *tab) runStream(s *stream) {
	for tries := 0; s.ctx.Err() == nil; tries++ {
		err := b.connect(s)
		b.mu.Lock()
		s.conn = nil
		if s.ready {
			tries = 0
		}
		recheck := s.recheck || refused(err)
		s.ready, s.parseErr, s.recheck = false, nil, false
		b.mu.Unlock()
		if recheck && b.recheck(s) {
			return
		}
		select {
		// backoff; the client waits longer, and at random
		case <-time.After(10 * time.Millisecond << min(tries, 5)):
		case <-s.retry:
		case <-s.ctx.Done():
		}
	}
}

// refused reports whether the answer to a stream request means the same as the event recheck.
func refused(err error) bool {
	status, ok := errors.AsType[*sse.StatusError](err)
	return ok && (status.Status/100 == 3 || status.Status == 401 || status.Status == 403 || status.Status == 404 || status.Status == 406)
}

func (b *tab) connect(s *stream) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	transport := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		b.mu.Lock()
		offline := b.offline
		b.mu.Unlock()
		if offline {
			return nil, errOffline
		}
		node := b.site.current()
		conn, err := dial(ctx, network, addr)
		if err == nil {
			b.mu.Lock()
			s.conn, s.node = conn, node
			b.mu.Unlock()
		}
		return conn, err
	}}
	defer transport.CloseIdleConnections()
	f := &sse.Client{
		URL: s.url,
		HTTPClient: &http.Client{
			Transport:     buildTransport{transport, b, s},
			Jar:           b.visitor.jar,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		Header: func() http.Header {
			b.mu.Lock()
			defer b.mu.Unlock()
			return http.Header{"Accept": {wire.AcceptStream}, wire.VersionHeader: {b.version}, wire.PartsHeader: {b.partsHeader()}, "Sec-Fetch-Site": {"same-origin"}}
		},
	}
	return f.Connect(ctx, func(e *sse.Event) {
		if !b.receive(s, e) {
			cancel()
		}
	})
}

// receive handles one event. It reports whether the connection should stay open.
func (b *tab) receive(s *stream, e *sse.Event) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stream != s {
		return false
	}
	if len(e.Data) == 0 {
		return true // cut off by a disconnect
	}
	if s.parseErr != nil {
		b.broken = "an event of the stream cannot be read: " + s.parseErr.Error()
		b.notify()
		return false
	}
	switch string(e.Event) {
	case wire.HelloEvent:
		var hello wire.Hello
		if s.parseErr = json.Unmarshal(e.Data, &hello); s.parseErr != nil {
			return true
		}
		s.ready, b.stale = true, false
		if b.messageText(wire.FlashAttr, b.flash) == b.messages().Down {
			b.showFlash("") // it can
		}
		fps := readFingerprints(hello.Fingerprints, http.Header{headerBuild: {s.build}})
		if b.needsShell(fps) {
			b.refreshShellAsync(s, fps, false)
		}
	case wire.ShellEvent:
		b.refreshShellAsync(s, fingerprints{}, true)
	case wire.RecheckEvent:
		s.recheck = true
		return false
	case wire.ByeEvent: // a browser opens its next stream; here the old one is enough
	case wire.StaleEvent:
		b.stale = true
	case wire.FreshEvent:
		b.stale = false
	case wire.PartEvent:
		if s.parseErr = b.receivePart(e); s.parseErr != nil {
			return true
		}
	default:
		event, err := wire.Event(string(e.ID), e.Data)
		if err != nil {
			s.parseErr = err
			return true
		}
		p := patch{Patch: event}
		if p.Version == b.version {
			return true
		}
		p.base = b.currentContent()
		now, err := p.state()
		if err != nil {
			b.broken = err.Error()
			b.notify()
			return false
		}
		b.applyContent(&p, now)
		b.stale = false
		b.states = append(b.states, b.page())
	}
	b.notify()
	return true
}

// buildTransport records which build answers a stream.
type buildTransport struct {
	http.RoundTripper
	tab    *tab
	stream *stream
}

func (t buildTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		t.tab.mu.Lock()
		t.stream.build = resp.Header.Get(headerBuild)
		t.tab.mu.Unlock()
	}
	return resp, err
}
