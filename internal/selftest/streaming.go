// Package selftest answers: what stands in a stream's way? An app tests itself when it starts to
// serve: whether events get out through the middleware around it, and how many tabs the system
// allows.
package selftest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/unwrap"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
)

// Header marks the request of a [Streaming] test. Its value is a secret of the process.
const Header = "Goldfish-Self-Test"

// eventTimeout is how long an event may take, within one process.
const eventTimeout = 5 * time.Second

// Streaming is a test whether streams get out of an app. The app sends one request to itself,
// through the handlers around it. No viewer is resolved for the request and no view runs; the other
// handlers do what they do for a stranger's GET. If they do not pass the request to the app, as a
// sign-in does, the test says nothing.
type Streaming struct {
	streams *sse.Server
	log     *slog.Logger
	fail    func(w http.ResponseWriter, err error)
	token   string
	server  endpoint
}

// New returns a test of the streams of a server. The function fail answers a request whose stream
// cannot be sent.
func New(streams *sse.Server, log *slog.Logger, fail func(w http.ResponseWriter, err error)) *Streaming {
	return &Streaming{streams: streams, log: log, fail: fail, token: rand.Text()}
}

// Run tests the handler, in which the app stands somewhere, until the result is known or the
// context ends. It requests path and logs what is wrong.
func (t *Streaming) Run(ctx context.Context, handler http.Handler, path string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	server := &http.Server{Handler: handler, ConnContext: t.streams.ConnContext, ErrorLog: log.New(io.Discard, "", 0)}
	ended := make(chan struct{})
	go func() { _ = server.Serve(listener); close(ended) }()
	defer func() { _ = server.Close(); <-ended }()
	url := "http://" + listener.Addr().String() + path
	err = t.receive(ctx, url)
	if t.server.sending() && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		// a client reconnects too: if a middleware encodes, the server knows now
		err = t.receive(ctx, url)
	}
	switch {
	case err == nil || ctx.Err() != nil || !t.server.sending():
	case errors.Is(err, context.DeadlineExceeded):
		t.log.Error("goldfish: events do not get out of this app at once. An event was written and flushed, and did not come through: a middleware "+
			"collects what is written, or compresses it without passing the flush on. Keep requests that accept text/event-stream away from it",
			"writers", t.server.writers.Load(), "waited", eventTimeout)
	default:
		t.log.Error("goldfish: streams do not last in this app. One that the app sends to itself was ended by a middleware. "+
			"Keep requests that accept text/event-stream away from it", "writers", t.server.writers.Load(), "err", err)
	}
}

// receive opens a stream and waits for two events. The second is sent only after the first has
// come, so nothing that follows pushes an event out of a buffer.
func (t *Streaming) receive(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, eventTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	req.Header = http.Header{
		"Accept":          {wire.StreamType},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
		Header:            {t.token},
		"User-Agent":      {"goldfish-self-test"},
	}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	event := make([]byte, payloadSize)
	if _, err = io.ReadFull(resp.Body, event); err != nil {
		return err
	}
	t.server.sendNext()
	_, err = io.ReadFull(resp.Body, event)
	return err
}

// writerChain names the types of a response writer and of those that it wraps.
func writerChain(w http.ResponseWriter) string {
	var names []string
	for writer := range unwrap.Writers(w) {
		names = append(names, fmt.Sprintf("%T", writer))
	}
	return strings.Join(names, " in ")
}
