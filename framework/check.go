package framework

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
)

// A check is a stream that the app sends to itself when it starts to serve, through the handlers that somebody put around it, to see whether streams get
// out. No viewer is resolved for it and no view runs; what the other handlers do for a stranger's GET, they do. If they
// do not let it through to the app, such as a sign-in, it says nothing.
type check struct {
	token string // only who knows it is answered
	hub   *live.Hub[*sse.Frame]
	sse   *sse.Server
	log   *slog.Logger
	unfit func(error) error

	reached atomic.Bool // the app has got the request
	refused atomic.Bool // and said why no stream gets out
	writers atomic.Value
}

const (
	headerCheck = "Goldfish-Check"
	patience    = 5 * time.Second // for an event, within one process
)

// newCheck begins a check: from now on the app answers it.
func (app *App[V]) newCheck() *check {
	c := &check{token: rand.Text(), hub: app.hub, sse: app.streams, log: app.options.Logger, unfit: app.unfit}
	app.checking.Store(c)
	return c
}

// check checks the chain, in which the app stands somewhere, until it knows or the context ends.
func (app *App[V]) check(ctx context.Context, c *check, chain http.Handler) {
	defer app.checking.Store(nil)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	server := &http.Server{Handler: chain, ConnContext: app.streams.ConnContext, ErrorLog: log.New(io.Discard, "", 0)}
	ended := make(chan struct{})
	go func() { _ = server.Serve(listener); close(ended) }()
	defer func() { _ = server.Close(); <-ended }()
	url := "http://" + listener.Addr().String() + app.checkPath()
	err = c.follow(ctx, url)
	if c.reached.Load() && !c.refused.Load() && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		err = c.follow(ctx, url) // as a tab does: where a middleware encodes, the hub has heard of it now
	}
	switch {
	case err == nil || ctx.Err() != nil || !c.reached.Load() || c.refused.Load():
	case errors.Is(err, context.DeadlineExceeded):
		c.log.Error("goldfish: news does not get out of this app at once. An event was written and flushed, and did not come through: a middleware "+
			"collects what is written, or compresses it without passing the flush on. Keep requests that accept text/event-stream away from it",
			"writers", c.writers.Load(), "waited", patience)
	default:
		c.log.Error("goldfish: streams do not last in this app. One that the app sends to itself was ended by a middleware. "+
			"Keep requests that accept text/event-stream away from it", "writers", c.writers.Load(), "err", err)
	}
}

// checkPath is a page whose path needs no values; any other path of the app will do where there is none.
func (app *App[V]) checkPath() string {
	for _, pattern := range slices.Sorted(maps.Keys(app.places)) {
		if !strings.ContainsAny(pattern, "{*") {
			return pattern
		}
	}
	return app.scripts() + "check"
}

// noise is how many bytes of chance are in each event of a check. However the event is encoded, it takes no fewer on the wire, and fewer than twice
// as many, so that counting what comes tells how many events have come.
const noise = 512

// follow opens the stream and waits for two events, the second of which is given only when the first has come: nothing follows it that would push it on.
func (c *check) follow(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	req.Header = http.Header{"Accept": {typeStream}, "Accept-Encoding": {"gzip, deflate, br, zstd"}, headerCheck: {c.token}, "User-Agent": {"goldfish-check"}}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	event := make([]byte, noise)
	if _, err = io.ReadFull(resp.Body, event); err != nil {
		return err
	}
	c.hub.Notify(c.topic())
	_, err = io.ReadFull(resp.Body, event)
	return err
}

// answer is the app's side.
func (c *check) answer(w http.ResponseWriter, r *http.Request) {
	c.reached.Store(true)
	c.writers.Store(writers(w))
	if at, ok := r.Context().Deadline(); ok {
		c.log.Warn("goldfish: a middleware gives each request a time to end. Streams that cannot be parked, over HTTP/2 or TLS, end with it, and come back. "+
			"Keep requests that accept text/event-stream away from it", "after", time.Until(at).Round(time.Second))
	}
	screen := c.hub.Open(c, c)
	defer screen.Release()
	stay, err := c.sse.Serve(w, r, join(c.hub, sse.Stream{}, live.TabOptions[*sse.Frame]{
		Subscriptions: []live.Subscription[*sse.Frame]{{Screen: screen}},
	}))
	if errors.Is(err, sse.ErrNoFlush) {
		c.refused.Store(true)
		err = c.unfit(err)
	}
	if err != nil {
		http.Error(w, asError(err).sentence(), asError(err).status())
	}
	if stay != nil {
		stay()
	}
}

func (c *check) topic() string { return "goldfish check " + c.token }

// Load implements [live.Loader]: each load finds something new.
func (c *check) Load(context.Context, live.Content[*sse.Frame], *live.Charge) (live.Loaded[*sse.Frame], error) {
	data := make([]byte, noise)
	_, _ = rand.Read(data)
	text := base64.RawStdEncoding.EncodeToString(data)
	return live.Loaded[*sse.Frame]{Content: chance{text}, Version: text[:11], Topics: []string{c.topic()}}, nil
}

// ErrorEvent implements [live.Loader].
func (c *check) ErrorEvent(error, live.Kind) (*sse.Frame, bool) { return nil, true }

// RecoveredEvent implements [live.Loader].
func (c *check) RecoveredEvent(live.Kind) *sse.Frame { return nil }

// chance is the content of a check.
type chance struct{ text string }

// EventFrom implements [live.Content].
func (c chance) EventFrom(held string, _ live.Kind) (*sse.Frame, bool) {
	return sse.NewFrame(&sse.Event{Data: []byte(c.text)}), held == c.text[:11]
}

// writers names the response writers of a chain, the app's first.
func writers(w http.ResponseWriter) string {
	names := fmt.Sprintf("%T", w)
	for {
		outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return names
		}
		w = outer.Unwrap()
		names += fmt.Sprintf(" in %T", w)
	}
}
