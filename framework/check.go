package framework

import "net/http"

// unfit answers a stream that cannot pass a middleware: the client looks for news from time to time instead. The operator is told
// once for each cause, not each time that a tab looks.
func (app *App[V]) unfit(cause error, name string) error {
	if e, said := app.unfits.Load(cause.Error()); said {
		return e.(Error)
	}
	e := settle(Error{
		Status: http.StatusNotImplemented,
		Say:    "News cannot be sent to this page as it happens, so the page looks for it from time to time.",
		Cause:  cause,
	}, app.Log, "stream", name)
	app.unfits.Store(cause.Error(), e)
	return e
}
