package framework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// A source loads a screen: view, page, snapshot.
type source struct {
	view    view
	last    snapshot.Snapshot // what the screen shows already
	url     router.URL
	name    string // of the address, for the log
	log     *slog.Logger
	timeout time.Duration
	dev     *dev // nil outside the development mode
	reads   func(action string) func(field string) bool
}

// Load implements [live.Loader].
func (s source) Load(ctx context.Context, last live.Content[*sse.Frame], charge *live.Charge) (live.Loaded[*sse.Frame], error) {
	was := bodyOf(last)
	if was != nil {
		s.last = was.Snapshot
	}
	page, b, err := s.render(ctx)
	if err != nil {
		return live.Loaded[*sse.Frame]{}, err
	}
	loaded := live.Loaded[*sse.Frame]{Content: last, Version: b.Version, Topics: page.Topics, ExpiresAt: page.ExpiresAt}
	if was != nil && was.Version == b.Version && was.description == b.description {
		return loaded, nil
	}
	if was != nil {
		b.past = was.past.Next(was.Snapshot, b.Snapshot)
		s.dev.grew(was, b)
	}
	b.charge = charge
	loaded.Content, loaded.Size = b, b.Size()+b.past.Size()
	return loaded, nil
}

// render runs the view and renders its page. Its errors are of type Error or redirect, and those that the operator must
// know of are in the log already: once, however many wait.
func (s source) render(ctx context.Context) (page Page, b *body, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	b = &body{url: s.url}
	err = guard(func() (err error) {
		if page, err = s.view(ctx); err != nil {
			return err
		}
		if s.dev != nil {
			b.Snapshot, err = s.dev.take(ctx, s.name, page, &b.parts, func() (Page, error) { return s.view(ctx) })
			if err == nil {
				s.dev.fields(ctx, s.name, page, b.Snapshot.Body, s.reads)
			}
			return err
		}
		b.Snapshot, err = s.last.Rerender(markup.WithPartCollector(ctx, &b.parts), page.Title, page.Body)
		return err
	})
	if err != nil {
		return page, nil, settle(err, s.log, "view", s.name)
	}
	b.description, b.past = page.Description, snapshot.NewHistory(b.Snapshot)
	return page, b, nil
}

// ErrorEvent implements [live.Loader]. Where the page has gone, or must not be seen any more, the client asks for it again.
func (s source) ErrorEvent(err error, kind live.Kind) (*sse.Frame, bool) {
	e, ok := errors.AsType[Error](err)
	if !ok {
		e.Status = http.StatusNotFound // it redirects
	}
	switch {
	case kind == ofPart:
		return event(eventPart, "", partBody{URL: s.url, Say: e.sentence()}), false
	case e.status() >= 500:
		return event(eventStale, "", patchBody{Say: e.sentence()}), false
	}
	return recheckEvent, true
}

// RecoveredEvent implements [live.Loader].
func (s source) RecoveredEvent(kind live.Kind) *sse.Frame {
	if kind == ofPart {
		return event(eventPart, "", partBody{URL: s.url})
	}
	return freshEvent
}

// guard turns a panic into an error.
func guard(f func() error) (err error) {
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

// retryFull is when a stream that found no room may come back: its tab shows what it shows, and waits.
const retryFull = 30 * time.Second

// settle makes an Error of an error, and tells the operator of what is his business, under an id that the person sees too.
func settle(err error, log *slog.Logger, what, name string) error {
	if _, ok := asRedirect(err); ok || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, live.ErrClosed) || errors.Is(err, sse.ErrClosed) {
		return Error{Status: http.StatusServiceUnavailable, Cause: err}
	}
	//mutant:false TestNoRoomForAStream: a stream that finds no room is told when to come back
	if errors.Is(err, sse.ErrTooManyStreams) || errors.Is(err, live.ErrTooManyScreens) {
		return Error{Status: http.StatusServiceUnavailable, RetryAfter: retryFull, Cause: err}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = Error{Status: http.StatusServiceUnavailable, Message: "This took too long. Please try again in a moment.", Cause: err}
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
