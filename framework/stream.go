package framework

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/selftest"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/text"
)

// serveStream holds the response open and sends what changes.
func (rq *request[V]) serveStream(to target[V]) (err error) {
	page := live.Subscription[*sse.Frame]{Screen: rq.openScreen(to), Version: rq.r.Header.Get(wire.VersionHeader), Kind: ofPage}
	defer page.Screen.Release()
	parts := rq.subscribeParts()
	for _, part := range parts {
		defer part.Screen.Release()
	}
	permit, err := rq.app.hub.AcquirePermit(rq.tabClient(), 1+len(parts))
	if err != nil {
		return err
	}
	shown := append([]live.Subscription[*sse.Frame]{page}, parts...)
	started := false
	defer func() {
		//mutant:false TestTooManyStreams: a stream that does not start counts no more
		if !started {
			rq.app.hub.ReleasePermit(permit)
		}
	}()
	rq.wait, err = rq.app.streams.Serve(rq.w, rq.r, rq.present(shown, join(rq.app.hub, rq.client(), sse.Stream{
		First:   event(wire.HelloEvent, "", wire.Hello{Fingerprints: rq.fingerprints(), Heartbeat: int(rq.app.streams.Heartbeat.Seconds())}),
		Expires: rq.viewer.Expires,
	}, live.TabOptions[*sse.Frame]{
		Subscriptions: shown,
		CloseTopic:    rq.viewer.RevokeTopic,
		CloseEvent:    recheckEvent,
		SignalTopic:   rq.viewer.ShellTopic,
		SignalEvent:   shellEvent,
		AfterSeq:      rq.seq,
		Permit:        permit,
	}, &started)))
	if _, ok := asRedirect(err); ok {
		return Error{Status: http.StatusNotFound} // the client requests the page, and is redirected
	}
	//mutant:false TestStreamThatCannotPass: a stream that middleware blocks is answered with 501
	if errors.Is(err, sse.ErrNoFlush) {
		return rq.app.streamBlocked(err)
	}
	return err
}

// join makes a stream send the events of a tab of the hub. It sets started when there is a tab.
func join(
	hub *live.Hub[*sse.Frame], client string, st sse.Stream, tab live.TabOptions[*sse.Frame], started *bool,
) sse.Stream {
	st.Prepare = func(ctx context.Context) error {
		return hub.Prepare(ctx, client, tab.Subscriptions...)
	}
	st.Start = func(w sse.Waker) sse.Source {
		*started = true
		return hub.Attach(tab, w)
	}
	return st
}

// streamBlocked returns the error of a stream that cannot get out through the middleware: the
// client polls instead. Each cause is logged once.
func (app *App[V]) streamBlocked(cause error) error {
	e := Error{
		Status: http.StatusNotImplemented,
		code:   streamsNotSupported,
		Cause:  cause,
		ID:     rand.Text()[:8],
	}
	// The log names each cause once.
	//mutant:false TestStreamThatCannotPass
	if before, logged := app.blocked.LoadOrStore(cause.Error(), e); logged {
		return before.(Error)
	}
	app.options.Logger.Error("goldfish: no stream gets out of this app, so clients poll. "+
		"Keep requests that accept text/event-stream away from the middleware that is named here", "id", e.ID, "err", cause)
	return e
}

// newSelfTest returns a test whether streams get out of the app, and answers its request from now
// on.
func (app *App[V]) newSelfTest() *selftest.Streaming {
	test := selftest.New(app.streams, app.options.Logger, func(w http.ResponseWriter, err error) {
		if errors.Is(err, sse.ErrNoFlush) {
			err = app.streamBlocked(err)
		}
		http.Error(w, asError(err).sentence(&text.English), asError(err).status())
	})
	app.selfTest.Store(test)
	return test
}

// selfTestPath returns the path of a page that needs no values, or else any other path of the app.
func (app *App[V]) selfTestPath() string {
	for _, pattern := range slices.Sorted(maps.Keys(app.endpoints)) {
		if !strings.ContainsAny(pattern, "{*") {
			return pattern
		}
	}
	return app.clientPath() + "check"
}

// Events that are the same for every tab.
var (
	freshEvent   = event(wire.FreshEvent, "", struct{}{})
	shellEvent   = event(wire.ShellEvent, "", struct{}{})
	recheckEvent = event(wire.RecheckEvent, "", struct{}{})
	delayedEvent = event(wire.DelayedEvent, "", wire.Delayed{Delayed: true})
	onTimeEvent  = event(wire.DelayedEvent, "", wire.Delayed{Delayed: false})
)

// event encodes an event with JSON data.
func event(name, id string, data any) *sse.Frame {
	return sse.NewFrame(&sse.Event{Event: []byte(name), ID: []byte(id), Data: wire.Encode(data)})
}
