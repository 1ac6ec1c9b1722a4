package framework

import (
	"errors"
	"net/http"

	"github.com/goldfish-go/goldfish/sse"
)

// stream holds the response open and sends what changes.
func (x *exchange[V]) stream(to address[V]) (err error) {
	page := sse.Sub{Screen: x.screen(to), Held: x.r.Header.Get(headerVersion)}
	defer page.Screen.Release()
	parts := x.subs()
	for _, part := range parts {
		defer part.Screen.Release()
	}
	x.stay, err = x.app.Hub.Serve(x.w, x.r, sse.Stream{
		Hello:       event(eventHello, "", helloBody{x.fingerprints(), int(x.app.Hub.Heartbeat.Seconds())}),
		Bye:         recheckEvent,
		Expires:     x.viewer.Expires,
		Topic:       x.viewer.RevokeTopic,
		Signal:      x.viewer.ShellTopic,
		SignalFrame: shellEvent,
		Since:       x.came,
	}, page, parts...)
	if _, ok := errors.AsType[elsewhere](err); ok {
		return Error{Status: http.StatusNotFound} // the document knows where
	}
	if errors.Is(err, sse.ErrBuffered) {
		return x.app.unfit(err)
	}
	return err
}

// Events that are the same for every tab.
var (
	freshEvent   = event(eventFresh, "", struct{}{})
	shellEvent   = event(eventShell, "", struct{}{})
	recheckEvent = event(eventRecheck, "", struct{}{})
)
