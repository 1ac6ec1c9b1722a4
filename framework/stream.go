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

// A tabStream is the stream of a tab that is admitted, until [sse.Server.Serve] has returned.
type tabStream struct {
	sse.Stream
	shown   []live.Subscription[*sse.Frame]
	permit  live.Permit
	started bool // the hub has a tab
}

// openStream prepares the stream of a tab.
func (rq *request[V]) openStream(to target[V]) (err error) {
	st := &tabStream{}
	defer func() {
		if rq.stream == nil { // an error, or a panic of a guard
			st.release(rq.app.hub)
		}
	}()
	page := live.Subscription[*sse.Frame]{Screen: rq.openScreen(to), Version: rq.r.Header.Get(wire.VersionHeader), Kind: ofPage}
	st.shown = []live.Subscription[*sse.Frame]{page}
	st.shown = append(st.shown, rq.subscribeParts()...)
	if st.permit, err = rq.app.hub.AcquirePermit(rq.tabClient(), len(st.shown)); err != nil {
		return err
	}
	st.First = event(wire.HelloEvent, "", wire.Hello{Fingerprints: rq.fingerprints(), Heartbeat: int(rq.app.streams.Heartbeat.Seconds())})
	st.Expires = rq.viewer.Expires
	st.Stream = rq.present(st.shown, join(rq.app.hub, rq.client(), st.Stream, live.TabOptions[*sse.Frame]{
		Subscriptions: st.shown,
		CloseTopic:    rq.viewer.RevokeTopic,
		CloseEvent:    recheckEvent,
		SignalTopic:   rq.viewer.ShellTopic,
		SignalEvent:   shellEvent,
		AfterSeq:      rq.seq,
		Permit:        st.permit,
	}, &st.started))
	rq.stream = st
	return nil
}

// release gives back what the stream of a tab needed before there was a tab.
func (st *tabStream) release(hub *live.Hub[*sse.Frame]) {
	for _, s := range st.shown {
		s.Screen.Release()
	}
	//mutant:false TestTooManyStreams: a stream that does not start counts no more
	if !st.started {
		hub.ReleasePermit(st.permit)
	}
}

// serveStream holds the response open and sends what changes. It is called with few calls on the
// stack: then what net/http needs fits into 8 KB, which otherwise each tab that connects doubles.
func (rq *request[V]) serveStream() (err error) {
	st := rq.stream
	defer st.release(rq.app.hub)
	rq.wait, err = rq.app.streams.Serve(rq.w, rq.r, st.Stream)
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
