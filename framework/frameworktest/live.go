package frameworktest

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A stream is the open stream of a live tab, over all its connections.
type stream struct {
	ctx    context.Context
	cancel context.CancelFunc
	url    string

	// The tab's lock guards these.
	conn    net.Conn // the connection, from the moment it is dialed
	node    *node    // that answers it
	build   string   // that answers it, see headerBuild
	heard   bool     // it has said hello
	torn    error    // an event that could not be read: the last one of a connection that was cut, or a fault
	recheck bool     // the server says that the page must be asked for again
	retry   chan struct{}
}

// Live opens the page's stream: from now on the page is what documents, patches and the stream make of it, and See, Click and
// their like wait for what is not there yet. It returns the tab when the stream is open.
func (t *Tab) Live() *Tab {
	t.t.Helper()
	t.mu.Lock()
	if t.version == "" {
		t.failHeld("Live: this page is not live: it has no version")
	}
	if !t.visitor.scripts {
		t.failHeld("Live: there is no stream without scripts")
	}
	if !t.live {
		t.live = true
		t.openStream()
	}
	t.mu.Unlock()
	if !t.await(func() bool { return t.stream != nil && t.stream.heard }) {
		t.failHeld("Live: the stream does not open")
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
	b.work.Go(func() { b.stay(s) })
}

// hangUp closes the stream. The lock is held.
func (b *tab) hangUp() {
	if b.stream != nil {
		b.stream.cancel()
		b.stream = nil
	}
}

// stay reads the stream, and connects again after every end, for as long as the page is shown.
func (b *tab) stay(s *stream) {
	for tries := 0; s.ctx.Err() == nil; tries++ {
		err := b.connect(s)
		b.mu.Lock()
		s.conn = nil
		if s.heard {
			tries = 0
		}
		recheck := s.recheck || refused(err)
		s.heard, s.torn, s.recheck = false, nil, false
		b.mu.Unlock()
		if recheck && b.recheck(s) {
			return
		}
		select {
		case <-time.After(10 * time.Millisecond << min(tries, 5)): // browsers wait longer, and at random
		case <-s.retry:
		case <-s.ctx.Done():
		}
	}
}

// refused reports whether the answer to a stream means the same as the event recheck.
func refused(err error) bool {
	status, ok := errors.AsType[*sse.StatusError](err)
	return ok && (status.Status/100 == 3 || status.Status == 401 || status.Status == 403 || status.Status == 404)
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
			Transport:     builds{transport, b, s},
			Jar:           b.visitor.jar,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		Header: func() http.Header {
			b.mu.Lock()
			defer b.mu.Unlock()
			return http.Header{headerVersion: {b.version}, headerParts: {b.heldParts()}, "Sec-Fetch-Site": {"same-origin"}}
		},
	}
	return f.Connect(ctx, func(e *sse.Event) {
		if !b.receive(s, e) {
			cancel()
		}
	})
}

// receive takes in one event. It reports whether the connection is still wanted.
func (b *tab) receive(s *stream, e *sse.Event) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stream != s {
		return false
	}
	if len(e.Data) == 0 {
		return true // torn off
	}
	if s.torn != nil {
		b.broken = "an event of the stream cannot be read: " + s.torn.Error()
		b.wake()
		return false
	}
	switch string(e.Event) {
	case eventHello:
		var hello struct{ Fingerprints string }
		if s.torn = json.Unmarshal(e.Data, &hello); s.torn != nil {
			return true
		}
		s.heard, b.stale = true, false
		if b.remarked(markup.Flash, b.flash) == b.messages().Down {
			b.say("") // it can
		}
		its := readFingerprints(hello.Fingerprints, http.Header{headerBuild: {s.build}})
		if b.lacksShell(its) {
			b.renewShellBeside(s, its, false)
		}
	case eventShell:
		b.renewShellBeside(s, fingerprints{}, true)
	case eventRecheck:
		s.recheck = true
		return false
	case eventStale:
		b.stale = true
	case eventFresh:
		b.stale = false
	case eventPart:
		if s.torn = b.receivePart(e); s.torn != nil {
			return true
		}
	default:
		p, err := readEvent(string(e.ID), e.Data)
		if err != nil {
			s.torn = err
			return true
		}
		if p.Version == b.version {
			return true
		}
		p.base = b.held()
		now, err := p.state()
		if err != nil {
			b.broken = err.Error()
			b.wake()
			return false
		}
		b.change(&p, now)
		b.stale = false
		b.states = append(b.states, b.page())
	}
	b.wake()
	return true
}

// builds notes which build answers a stream.
type builds struct {
	http.RoundTripper
	tab    *tab
	stream *stream
}

func (t builds) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		t.tab.mu.Lock()
		t.stream.build = resp.Header.Get(headerBuild)
		t.tab.mu.Unlock()
	}
	return resp, err
}
