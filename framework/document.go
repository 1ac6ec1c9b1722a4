package framework

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/router"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/text"
)

// document answers with the whole page.
func (x *exchange[V]) document(to address[V]) error {
	b, err := x.load(to)
	if away, ok := asRedirect(err); ok {
		x.w.Header().Set("Cache-Control", "private, no-cache")
		http.Redirect(x.w, x.r, string(away), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	doc := x.shell(b.Title, filled(b, x.parts(b)))
	doc.Description = b.description
	doc.Canonical, doc.Page, doc.Version = to.url, to.url, b.Version
	doc.Notice = to.report.Notice(&text.English)
	//mutant:true TestShellFetchTakesNoFlash: the flash is not for a shell fetch
	if x.r.Header.Get(headerFrom) == "" { // else the client takes the shell alone, and the flash waits for its page
		doc.Flash = takeFlash(x.w, x.r)
	}
	return x.send(http.StatusOK, doc)
}

// shell returns a document around a body, without what only live pages have.
func (x *exchange[V]) shell(title, body string) layout.Document {
	return layout.Document{
		Title:        title,
		Body:         body,
		Fingerprints: x.fingerprints(),
		Script:       x.app.scripts() + client.Name,
		Dev:          x.app.dev != nil,
	}
}

// send renders a document in its shell and writes it, or 304 where the browser has it already.
func (x *exchange[V]) send(status int, doc layout.Document) error {
	var buf bytes.Buffer
	err := guard(func() error { return x.app.options.Shell(x.viewer.Who, doc).Render(x.r.Context(), &buf) })
	if err != nil {
		return settle(err, x.app.options.Logger, "shell", string(doc.Page))
	}
	h := x.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	setDefault(h, "Cache-Control", "private, no-cache")
	setDefault(h, "Content-Security-Policy", x.app.options.Policy)
	setDefault(h, "Referrer-Policy", "same-origin")
	setDefault(h, "X-Content-Type-Options", "nosniff")
	if status == http.StatusOK {
		etag := `W/"` + snapshot.Sum(buf.String()) + `"` // weak: it may be sent in several codings
		h.Set("ETag", etag)
		if matches(x.r.Header.Get("If-None-Match"), etag) {
			x.w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h.Set("Content-Length", strconv.Itoa(buf.Len()))
	x.w.WriteHeader(status)
	_, _ = io.Copy(x.w, &buf) // the peer may have gone; nobody is left to tell
	return nil
}

func setDefault(h http.Header, name, value string) {
	if h.Get(name) == "" {
		h.Set(name, value)
	}
}

// matches compares If-None-Match weakly (RFC 9110, 13.1.2).
func matches(header, etag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(etag, "W/") || candidate == "*" {
			return true
		}
	}
	return false
}

// fail answers with an error, in the representation that was asked for.
func (x *exchange[V]) fail(err error) {
	if errors.Is(err, context.Canceled) {
		if x.r.Context().Err() != nil {
			return // nobody is left to tell
		}
		err = live.ErrClosed // the screen's context ends before the request's when the app is closed
	}
	e := asError(settle(err, x.app.options.Logger, "request", x.r.URL.Path))
	h := x.w.Header()
	if s := int(e.RetryAfter.Seconds()); s > 0 {
		h.Set("Retry-After", strconv.Itoa(s))
	}
	switch x.kind {
	case stream:
		http.Error(x.w, e.sentence(), e.status())
	case patch:
		x.failPatch(e)
	default:
		x.failDocument(e)
	}
}

func (x *exchange[V]) failDocument(e Error) {
	title, body := x.errorBody(e)
	doc := x.shell(title, body)
	x.w.Header().Set("Cache-Control", "no-store")
	if err := x.send(e.status(), doc); err != nil {
		http.Error(x.w, e.sentence(), e.status()) // the app's shell cannot draw it
	}
}

// errorBody renders the app's error page.
func (x *exchange[V]) errorBody(e Error) (title, body string) {
	e.Status, e.Message = e.status(), e.sentence()
	title = http.StatusText(e.Status)
	var snap snapshot.Snapshot
	err := guard(func() (err error) {
		snap, err = snapshot.Take(x.r.Context(), title, x.app.options.ErrorPage(e))
		return err
	})
	if err != nil {
		_ = settle(err, x.app.options.Logger, "error page", x.r.URL.Path)
		snap, _ = snapshot.Take(x.r.Context(), title, errorPage(e))
	}
	return title, snap.Body
}

// failPatch tells the client; where the error is the page's, it comes with a body to show.
func (x *exchange[V]) failPatch(e Error) {
	title, body := x.errorBody(e)
	out := patchBody{Fingerprints: x.fingerprints(), Title: &title, Say: e.withReference()}
	if e.status() < 500 && x.r.Method != http.MethodPost {
		out.URL, out.Body = router.URL(x.r.URL.RequestURI()), &body
		out.History = router.Push
		if x.r.Header.Get(headerFrom) == "" {
			out.History = ""
		}
	}
	x.write(e.status(), out)
}
