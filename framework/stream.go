package framework

import (
	"errors"
	"net/http"

	"github.com/goldfish-go/goldfish/sse"
)

// stream holds the response open and sends what changes.
func (x *exchange[V]) stream(to address[V]) error {
	key, view := to.screen(x.viewer.Who)
	screen := x.app.Hub.Open(key, x.app.source(to, view))
	defer screen.Release()
	err := x.app.Hub.Serve(x.w, x.r, sse.Stream{
		Hello:   event(eventHello, "", helloBody{x.mark(), int(x.app.Hub.Heartbeat.Seconds())}),
		Bye:     reloadEvent,
		Expires: x.viewer.Expires,
		Topic:   x.viewer.Topic,
	}, sse.Sub{Screen: screen, Held: x.r.Header.Get(headerVersion)})
	if _, ok := errors.AsType[elsewhere](err); ok {
		return Error{Status: http.StatusNotFound} // the document knows where
	}
	if errors.Is(err, sse.ErrBuffered) {
		return x.app.unfit(err, to.log)
	}
	return err
}

// Events that are the same for every tab.
var (
	freshEvent  = event(eventFresh, "", struct{}{})
	reloadEvent = event(eventReload, "", struct{}{})
)
