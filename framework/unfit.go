package framework

import (
	"crypto/rand"
	"net/http"
)

// unfit answers a stream that cannot pass a middleware: the client looks for news from time to time instead. The operator is told
// once for each cause, not each time that a tab looks.
func (app *App[V]) unfit(cause error) error {
	e := Error{
		Status:  http.StatusNotImplemented,
		Message: "News cannot be sent to this page as it happens, so the page looks for it from time to time.",
		Cause:   cause,
		ID:      rand.Text()[:8],
	}
	// The log names the cause of a chain that lets no stream out once.
	//mutant:false TestStreamThatCannotPass
	if before, said := app.unfits.LoadOrStore(cause.Error(), e); said {
		return before.(Error)
	}
	app.options.Logger.Error("goldfish: no stream gets out of this app, so its pages only look for news from time to time. "+
		"Keep requests that accept text/event-stream away from the middleware that is named here", "id", e.ID, "err", cause)
	return e
}
