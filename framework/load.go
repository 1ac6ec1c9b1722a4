package framework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/sse"
	"github.com/goldfish-go/goldfish/templ/snapshot"
)

// A source loads a screen: view, page, snapshot.
type source struct {
	view    view
	name    string // of the address, for the log
	log     *slog.Logger
	timeout time.Duration
}

// Load implements [sse.Source].
func (s source) Load(ctx context.Context, last sse.Content) (sse.Loaded, error) {
	page, snap, err := s.render(ctx)
	if err != nil {
		return sse.Loaded{}, err
	}
	loaded := sse.Loaded{Topics: page.Watch, Until: page.Until}
	if last, ok := last.(*content); ok && last.Version() == snap.Version && last.description == page.Description {
		loaded.Content = last
	} else {
		loaded.Content = newContent(snap, page.Description)
	}
	return loaded, nil
}

// render runs the view and renders its page. Its errors are of type Error or elsewhere, and those that the operator must
// know of are in the log already: once, however many wait.
func (s source) render(ctx context.Context) (page Page, snap snapshot.Snapshot, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	err = guard(func() (err error) {
		if page, err = s.view(ctx); err != nil {
			return err
		}
		if page.Location != "" {
			return elsewhere{page.Location}
		}
		snap, err = snapshot.Take(ctx, page.Title, page.Body)
		return err
	})
	if err != nil {
		err = settle(err, s.log, "view", s.name)
	}
	return page, snap, err
}

// Stale implements [sse.Source]: where the page has gone or must not be seen any more, the document says so better.
func (s source) Stale(err error, part bool) (*sse.Frame, bool) {
	if e, ok := errors.AsType[Error](err); ok && e.status() >= 500 {
		return event(eventStale, "", patchBody{Say: e.sentence()}), false
	}
	return reloadEvent, true
}

// Again implements [sse.Source].
func (s source) Again(part bool) *sse.Frame { return freshEvent }

// elsewhere is a page with a Location.
type elsewhere struct{ to router.URL }

func (e elsewhere) Error() string { return "the page is at " + string(e.to) }

// content is a snapshot with the events that carry it.
type content struct {
	snapshot.Snapshot
	description string
	whole       func() *sse.Frame
}

func newContent(snap snapshot.Snapshot, description string) *content {
	return &content{snap, description, sync.OnceValue(func() *sse.Frame {
		return event("", snap.Version, wholeBody{snap.Title, snap.Body})
	})}
}

// Version implements [sse.Content].
func (c *content) Version() string { return c.Snapshot.Version }

// Since implements [sse.Content].
func (c *content) Since(held string, part bool) (*sse.Frame, bool) {
	return c.whole(), held == c.Snapshot.Version
}

// guard turns a panic into an error.
func guard(f func() error) (err error) {
	defer func() {
		switch v := recover(); v {
		case nil:
		case http.ErrAbortHandler:
			panic(v)
		default:
			err = &sse.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}

// settle makes an Error of an error, and tells the operator of what is his business, under an id that the person sees too.
func settle(err error, log *slog.Logger, what, name string) error {
	if _, ok := err.(elsewhere); ok || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, sse.ErrClosed) {
		return Error{Status: http.StatusServiceUnavailable, Cause: err}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = Error{Status: http.StatusServiceUnavailable, Say: "This took too long. Please try again in a moment.", Cause: err}
	}
	e := asError(err)
	if e.status() < 500 || e.ID != "" {
		return e
	}
	e.ID = rand.Text()[:8]
	attrs := []any{"id", e.ID, "at", name, "status", e.status(), "err", fmt.Sprint(err)}
	if p, ok := errors.AsType[*sse.PanicError](err); ok {
		attrs = append(attrs, "stack", string(p.Stack))
	}
	log.Error("goldfish: "+what+" failed", attrs...)
	return e
}
