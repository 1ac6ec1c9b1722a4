package framework

import (
	"context"
	"errors"
	"net/http"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/sse"
)

// stream holds the response open and sends what changes.
func (x *exchange[V]) stream(to address[V]) (err error) {
	page := live.Subscription[*sse.Frame]{Screen: x.screen(to), Version: x.r.Header.Get(headerVersion), Kind: ofPage}
	defer page.Screen.Release()
	parts := x.subs()
	for _, part := range parts {
		defer part.Screen.Release()
	}
	x.stay, err = x.app.streams.Serve(x.w, x.r, join(x.app.hub, sse.Stream{
		First:   event(eventHello, "", helloBody{x.fingerprints(), int(x.app.streams.Heartbeat.Seconds())}),
		Expires: x.viewer.Expires,
	}, live.TabOptions[*sse.Frame]{
		Subscriptions: append([]live.Subscription[*sse.Frame]{page}, parts...),
		CloseTopic:    x.viewer.RevokeTopic,
		CloseEvent:    recheckEvent,
		SignalTopic:   x.viewer.ShellTopic,
		SignalEvent:   shellEvent,
		AfterSeq:      x.came,
	}))
	if _, ok := asRedirect(err); ok {
		return Error{Status: http.StatusNotFound} // the document knows where
	}
	//mutant:false TestStreamThatCannotPass: a chain that lets no stream out is answered in words
	if errors.Is(err, sse.ErrNoFlush) {
		return x.app.unfit(err)
	}
	return err
}

// join makes a stream send what is new for a tab of the hub.
func join(hub *live.Hub[*sse.Frame], st sse.Stream, tab live.TabOptions[*sse.Frame]) sse.Stream {
	st.Prepare = func(ctx context.Context) error { return hub.Prepare(ctx, tab.Subscriptions...) }
	st.Start = func(w sse.Waker) sse.Source { return hub.Attach(tab, w) }
	return st
}

// Events that are the same for every tab.
var (
	freshEvent   = event(eventFresh, "", struct{}{})
	shellEvent   = event(eventShell, "", struct{}{})
	recheckEvent = event(eventRecheck, "", struct{}{})
)
