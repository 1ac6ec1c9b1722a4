package framework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"time"

	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/presence"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A pageLoader loads the page of a screen: it runs the view and renders the page.
type pageLoader struct {
	view   view
	route  string
	last   snapshot.Snapshot // of the body that the screen shows
	url    router.URL
	locale *locale
	redact func(params any) string // the URL without secrets, for logs
	params any
	log    *slog.Logger
	dev    *devmode.Mode // nil outside of development mode
	people *presence.Tracker

	beginRender func(ctx context.Context, route string) (end func(), err error) // see live.Hub

	forms markup.FormTypes
}

// formReads returns what reports whether the action at a URL reads a form field, or nil.
func (l pageLoader) formReads(action string) func(field string) bool {
	if form, ok := l.forms.FormType(markup.URL(action)).(formType); ok {
		return form.reads
	}
	return nil
}

// formSecret returns what reports whether a field of the action at a URL is secret, or nil.
func (l pageLoader) formSecret(action string) func(field string) bool {
	if form, ok := l.forms.FormType(markup.URL(action)).(formType); ok {
		return form.IsSecret
	}
	return nil
}

// Route implements [live.Loader].
func (l pageLoader) Route() string { return l.route }

// name returns the URL without secrets, for logs.
func (l pageLoader) name() string { return l.redact(l.params) }

// Load implements [live.Loader].
func (l pageLoader) Load(ctx context.Context, last live.Content[*sse.Frame], charge *live.Charge) (live.Loaded[*sse.Frame], error) {
	previous := bodyOf(last)
	if previous != nil {
		l.last = previous.Snapshot
	}
	page, b, err := l.render(ctx)
	if err != nil {
		return live.Loaded[*sse.Frame]{}, err
	}
	loaded := live.Loaded[*sse.Frame]{Content: last, Version: b.Version, Topics: page.Topics, ExpiresAt: page.ExpiresAt, Place: page.Presence}
	if previous != nil && previous.Version == b.Version && previous.description == b.description && previous.noIndex == b.noIndex {
		return loaded, nil
	}
	if previous != nil {
		b.history = previous.history.Next(previous.Snapshot, b.Snapshot)
		l.checkDelta(previous, b)
	}
	b.charge = charge
	loaded.Content, loaded.Size = b, b.Size()+b.history.Size()
	return loaded, nil
}

// checkDelta tells development mode if there is no delta between two bodies of the screen.
func (l pageLoader) checkDelta(previous, b *body) {
	if l.dev == nil {
		return
	}
	if _, ok := b.history.DeltaFrom(previous.Version); !ok {
		l.dev.NoteFull(b.Version, devmode.WhyNoDelta(previous.Snapshot, b.Snapshot))
	}
}

// render runs the view and renders its page. Its errors are of type Error or redirect. Those that
// the operator must know are in the log already: once, however many requests wait for the load.
func (l pageLoader) render(ctx context.Context) (page Page, b *body, err error) {
	ctx, topics := presence.WithReader(l.locale.context(ctx), l.people)
	ctx = markup.WithFormTypes(ctx, l.forms)
	b = &body{url: l.url}
	err = recoverPanic(func() (err error) {
		if page, err = l.view(ctx); err != nil {
			return err
		}
		if page.Presence != "" {
			if err := presence.CheckPlace(page.Presence); err != nil {
				return err
			}
		}
		if l.dev != nil {
			b.Snapshot, err = l.renderChecked(ctx, page, &b.parts)
			return err
		}
		//mutant:set(func() {}, nil) TestHotPageStarvesNobody: renders have a budget
		end, err := l.beginRender(ctx, l.route)
		if err != nil {
			return err
		}
		defer end()
		b.Snapshot, err = l.last.Rerender(markup.WithPartCollector(ctx, &b.parts), page.Title, page.Body)
		return err
	})
	if err != nil {
		return page, nil, reportError(err, l.log, "view", l.name())
	}
	page.Topics = append(slices.Clip(page.Topics), topics()...)
	b.description, b.noIndex, b.history = page.Description, page.NoIndex, snapshot.NewHistory(b.Snapshot)
	return page, b, nil
}

// renderChecked renders a page in development mode.
func (l pageLoader) renderChecked(ctx context.Context, page Page, parts *[]markup.Part) (snapshot.Snapshot, error) {
	devPage := func(p Page) devmode.Page {
		return devmode.Page{URL: l.name(), Title: p.Title, Description: p.Description, Body: p.Body}
	}
	snap, err := l.dev.Render(ctx, devPage(page), parts, func() (devmode.Page, error) {
		p, err := l.view(ctx)
		return devPage(p), err
	})
	if err == nil {
		l.dev.CheckFields(ctx, devPage(page), snap.Body, l.formReads)
		l.dev.CheckSecrets(ctx, devPage(page), snap.Body, l.formSecret)
	}
	return snap, err
}

// ErrorEvent implements [live.Loader]. If the page is gone, or the viewer must not see it any more,
// the event makes the client request it again.
func (l pageLoader) ErrorEvent(err error, kind live.Kind) (*sse.Frame, bool) {
	// Those of the hub are no Error yet.
	e, ok := errors.AsType[Error](reportError(err, l.log, "view", l.name()))
	if !ok {
		e.Status = http.StatusNotFound // it redirects
	}
	switch {
	case kind == ofPart:
		return event(wire.PartEvent, "", wire.Part{URL: string(l.url), Message: e.sentence(l.locale.texts)}), false
	case e.status() >= 500:
		return event(wire.StaleEvent, "", wire.Stale{Message: e.sentence(l.locale.texts)}), false
	}
	return recheckEvent, true
}

// RecoveredEvent implements [live.Loader].
func (l pageLoader) RecoveredEvent(kind live.Kind) *sse.Frame {
	if kind == ofPart {
		return event(wire.PartEvent, "", wire.Part{URL: string(l.url)})
	}
	return freshEvent
}

// recoverPanic turns a panic into an error.
func recoverPanic(f func() error) (err error) {
	defer func() {
		switch v := recover(); v {
		case nil:
		case http.ErrAbortHandler:
			panic(v)
		default:
			err = &live.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}

// fullRetryAfter is when a client may reconnect whose stream was above a limit.
const fullRetryAfter = 30 * time.Second

// busyRetryAfter is when a client may request again who has asked for too much at once.
const busyRetryAfter = 5 * time.Second

// reportError makes an Error of an error. It logs what the operator must know, with an ID that the
// error page shows too.
func reportError(err error, log *slog.Logger, what, name string) error {
	if _, ok := asRedirect(err); ok || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, live.ErrClosed) || errors.Is(err, sse.ErrClosed) {
		return Error{Status: http.StatusServiceUnavailable, Cause: err}
	}
	//mutant:false TestTooManyStreams503RetryAfter: a stream above the limit is told when to reconnect
	if errors.Is(err, sse.ErrTooManyStreams) || errors.Is(err, live.ErrTooManyScreens) {
		return Error{Status: http.StatusServiceUnavailable, RetryAfter: fullRetryAfter, Cause: err}
	}
	if outage, ok := errors.AsType[*live.OutageError](err); ok { // the store has logged it
		return errUnavailable(outage)
	}
	//mutant:false(2) TestDatabaseThatIsDown: a page that needs a database which is down is answered with 503
	if _, chosen := errors.AsType[Error](err); !chosen && isUnavailable(err) {
		err = errUnavailable(err)
	}
	//mutant:false TestErrorStatus4xx5xx: a draft or stashed value that is not there is a page that is not there
	if _, chosen := errors.AsType[Error](err); !chosen && errors.Is(err, store.ErrNotFound) {
		return Error{Status: http.StatusNotFound, Cause: err}
	}
	//mutant:false TestHungView: a route that is down says when to come back
	if down, ok := errors.AsType[*live.DownError](err); ok {
		return Error{Status: http.StatusServiceUnavailable, RetryAfter: down.RetryAfter, Cause: err}
	}
	if errors.Is(err, live.ErrTooManyTabs) {
		return Error{Status: http.StatusTooManyRequests, code: tooManyTabs, RetryAfter: fullRetryAfter, Cause: err}
	}
	if errors.Is(err, live.ErrTooManyLoads) {
		return Error{Status: http.StatusTooManyRequests, RetryAfter: busyRetryAfter, Cause: err}
	}
	if errors.Is(err, live.ErrHung) { // the hub has logged it
		return Error{Status: http.StatusServiceUnavailable, code: timeout, RetryAfter: fullRetryAfter, Cause: err}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = Error{Status: http.StatusServiceUnavailable, code: timeout, Cause: err}
	}
	e := asError(err)
	if e.status() < 500 || e.ID != "" {
		return e
	}
	e.ID = rand.Text()[:8]
	attrs := []any{"id", e.ID, "at", name, "status", e.status(), "err", fmt.Sprint(err)}
	if p, ok := errors.AsType[*live.PanicError](err); ok {
		attrs = append(attrs, "stack", string(p.Stack))
	}
	log.Error("goldfish: "+what+" failed", attrs...)
	return e
}
