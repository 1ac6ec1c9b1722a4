package framework

import (
	"bytes"
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/client"
	"github.com/goldfish-go/goldfish/internal/live"
	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/layout"
	"github.com/goldfish-go/goldfish/templ/markup"
)

// respondDocument answers with the whole document.
func (rq *request[V]) respondDocument(to target[V]) error {
	b, err := rq.load(to)
	if redirectTo, ok := asRedirect(err); ok {
		rq.w.Header().Set("Cache-Control", "private, no-cache")
		http.Redirect(rq.w, rq.r, string(redirectTo), http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	doc := rq.newDocument(b.Title, renderParts(b, rq.loadParts(b), maxDepth))
	doc.Description, doc.NoIndex, doc.Alternates = b.description, b.noIndex, rq.alternates(to)
	doc.Canonical, doc.Page, doc.Version = to.url, to.url, b.Version
	doc.Notice = to.report.Message(rq.texts())
	//mutant:true TestShellFetchKeepsFlash: the flash is not for a shell fetch
	// Else the client takes only the shell, and the flash must wait for the page.
	if rq.r.Header.Get(wire.FromHeader) == "" {
		var signedOut bool
		if doc.Flash, signedOut = takeFlash(rq.w, rq.r); signedOut {
			rq.forgetPages()
		}
	}
	return rq.writeDocument(http.StatusOK, doc)
}

// newDocument returns a document with a body, without what only live pages have.
func (rq *request[V]) newDocument(title, body string) layout.Document {
	doc := layout.Document{
		Title:        title,
		Body:         body,
		Fingerprints: rq.fingerprints(),
		Script:       rq.app.clientPath() + client.Name,
		Dev:          rq.app.dev != nil,
		Once:         rq.app.options.Store.Durable(),
	}
	rq.localize(&doc)
	return doc
}

// writeDocument renders a document in its shell and writes it. It answers 304 if the browser has
// it.
func (rq *request[V]) writeDocument(status int, doc layout.Document) error {
	var buf bytes.Buffer
	err := recoverPanic(func() error {
		return rq.app.options.Shell(rq.viewer.User, doc).Render(markup.WithFilledParts(rq.context(), rq.fillShellPart), &buf)
	})
	if err != nil {
		return reportError(err, rq.app.options.Logger, "shell", string(doc.Page))
	}
	h := rq.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	setDefault(h, "Cache-Control", "private, no-cache")
	setDefault(h, "Content-Security-Policy", rq.app.options.Policy)
	if status == http.StatusOK {
		// Weak: it may be sent with several content encodings.
		etag := `W/"` + snapshot.Version(buf.String()) + `"`
		h.Set("ETag", etag)
		// After an action the browser needs a document with a new key.
		_, err := rq.r.Cookie(flashCookie)
		//mutant:true(1) TestDocumentAfterAnActionIsNew
		if err != nil && matches(rq.r.Header.Get("If-None-Match"), etag) {
			rq.w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	out := buf.Bytes()
	if rq.r.Header.Get(wire.FromHeader) == "" {
		out = addKeys(out)
	}
	h.Set("Content-Length", strconv.Itoa(len(out)))
	rq.limitWriteTime(len(out))
	rq.w.WriteHeader(status)
	_, _ = rq.w.Write(out) // an error means that the peer has gone
	return nil
}

// setRetryAfter says when it is worth trying again, in whole seconds. Zero says nothing.
func setRetryAfter(h http.Header, after time.Duration) {
	if s := int(math.Ceil(after.Seconds())); s > 0 {
		h.Set("Retry-After", strconv.Itoa(s))
	}
}

// setSafe sets the headers that every answer has, whatever it is, unless a middleware has set them.
func setSafe(h http.Header) {
	setDefault(h, "Referrer-Policy", "same-origin")
	setDefault(h, "X-Content-Type-Options", "nosniff")
	setDefault(h, "Cross-Origin-Opener-Policy", "same-origin")
	setDefault(h, "Cross-Origin-Resource-Policy", "same-origin")
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

// respondError answers with an error, in the representation that was asked for.
func (rq *request[V]) respondError(err error) {
	if errors.Is(err, context.Canceled) {
		if rq.r.Context().Err() != nil {
			return // the peer has gone
		}
		// When the app is closed, the screen's context ends before that of the request.
		err = live.ErrClosed
	}
	e := asError(reportError(err, rq.app.options.Logger, "request", rq.r.URL.Path))
	h := rq.w.Header()
	setRetryAfter(h, e.RetryAfter)
	switch rq.kind {
	case wire.StreamKind:
		http.Error(rq.w, e.sentence(rq.texts()), e.status())
	case wire.PatchKind:
		rq.respondErrorPatch(e)
	default:
		rq.respondErrorDocument(e)
	}
}

func (rq *request[V]) respondErrorDocument(e Error) {
	title, body := rq.renderErrorPage(e)
	doc := rq.newDocument(title, body)
	rq.w.Header().Set("Cache-Control", "no-store")
	if err := rq.writeDocument(e.status(), doc); err != nil {
		http.Error(rq.w, e.sentence(rq.texts()), e.status()) // the app's shell cannot draw it
	}
}

// renderErrorPage renders the app's error page.
func (rq *request[V]) renderErrorPage(e Error) (title, body string) {
	e.Status, e.Message = e.status(), e.sentence(rq.texts())
	title = errorTitle(rq.texts(), e)
	var snap snapshot.Snapshot
	err := recoverPanic(func() (err error) {
		snap, err = snapshot.Render(rq.context(), title, rq.app.options.ErrorPage(e))
		return err
	})
	if err != nil {
		_ = reportError(err, rq.app.options.Logger, "error page", rq.r.URL.Path)
		snap, _ = snapshot.Render(rq.context(), title, errorPage(e))
	}
	return title, snap.Body
}

// respondErrorPatch answers with a patch. An error of a page has a body to show.
func (rq *request[V]) respondErrorPatch(e Error) {
	title, body := rq.renderErrorPage(e)
	out := wire.Patch{Fingerprints: rq.fingerprints(), Title: &title, Message: e.withReference(rq.texts())}
	if e.status() < 500 && rq.r.Method != http.MethodPost {
		out.URL, out.Body = string(rq.requestedURL()), &body
		out.History = wire.Push
		if rq.r.Header.Get(wire.FromHeader) == "" {
			out.History = ""
		}
	}
	rq.writePatch(e.status(), out)
}
