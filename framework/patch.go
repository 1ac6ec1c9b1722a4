package framework

import (
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/goldfish-go/goldfish/internal/devmode"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/router"
)

// maxRedirects limits how many pages in a row may redirect.
const maxRedirects = 5

// respondPatch answers with the delta from the page that the client has to this one.
func (rq *request[V]) respondPatch(to target[V], flash string) error {
	for range maxRedirects {
		//mutant:false TestLinkToAnotherLanguage: a link to another language loads its document
		if rq.leavesLanguage(to) {
			rq.respondLocation(to.url+router.URL(to.fragment), flash)
			return nil
		}
		b, err := rq.load(to)
		redirectTo, ok := asRedirect(err)
		if !ok {
			if err != nil {
				return err
			}
			rq.polled(to)
			rq.writePatch(http.StatusOK, rq.newPatch(to, b, flash))
			return nil
		}
		if to, ok = rq.app.lookup(redirectTo); !ok || to.report.Status(true) != 0 {
			rq.respondLocation(redirectTo, flash)
			return nil
		}
	}
	return Error{Cause: errors.New("too many redirects from page to page, the last to " + to.log())}
}

// leavesLanguage reports whether the client navigates between two languages, which URLs say. The
// shell must change with the page then, and not before: a link may have been prefetched.
func (rq *request[V]) leavesLanguage(to target[V]) bool {
	from := rq.r.Header.Get(wire.FromHeader)
	if from == "" || !rq.app.locales.several() {
		return false
	}
	previous, ok := rq.app.lookup(router.URL(from))
	return ok && rq.localeOf(previous) != rq.localeOf(to)
}

// newPatch returns the patch from what the client has to a body.
func (rq *request[V]) newPatch(to target[V], b *body, flash string) wire.Patch {
	out := wire.Patch{
		URL:          string(to.url) + to.fragment,
		Fingerprints: rq.fingerprints(),
		Description:  b.description,
		Version:      b.Version,
		Notice:       to.report.Message(rq.texts()),
		Flash:        flash,
		Parts:        rq.partPatches(b),
	}
	var previous target[V]
	if from := rq.r.Header.Get(wire.FromHeader); from != "" {
		out.History = wire.Push
		var ok bool
		if previous, ok = rq.app.lookup(router.URL(from)); ok {
			out.History = wire.HistoryMode(to.history(previous))
		}
	}
	version := rq.r.Header.Get(wire.VersionHeader)
	if version == b.Version {
		return out
	}
	if out.Delta = rq.deltaFrom(b, version, previous); out.Delta == nil {
		rq.noteFullAnswer(b, version, previous)
		out.Title, out.Body = &b.Title, &b.Body
	}
	return out
}

// deltaFrom returns the delta from the version that the client has: an earlier version of the same
// screen, or the version of the previous page, if this server knows it. It is nil if the whole body
// is the better answer.
func (rq *request[V]) deltaFrom(b *body, version string, previous target[V]) []byte {
	if version == "" {
		return nil
	}
	if delta, ok := b.history.DeltaFrom(version); ok {
		return b.wireDelta(delta)
	}
	if from := rq.previousBody(previous); from != nil && from.Version == version {
		delta, _ := b.navDelta(from)
		return b.wireDelta(delta)
	}
	return nil
}

// previousBody returns the body that this server has of the previous page, or nil.
func (rq *request[V]) previousBody(page target[V]) *body {
	if page.endpoint == nil {
		return nil
	}
	key, _ := rq.screen(page)
	return bodyOf(rq.app.hub.Cached(key))
}

// respondLocation makes the client load a document, because the URL is no page of this app.
func (rq *request[V]) respondLocation(to router.URL, flash string) {
	putFlash(rq.w, rq.r, flash)
	rq.writePatch(http.StatusOK, wire.Patch{Location: string(to)})
}

// writePatch writes a patch.
func (rq *request[V]) writePatch(status int, body wire.Patch) {
	pooled := buffers.Get().(*[]byte)
	out := wire.Append((*pooled)[:0], body)
	h := rq.w.Header()
	setHeaders(h,
		"Content-Type", wire.PatchType,
		"Cache-Control", "no-store",
		"Content-Length", strconv.Itoa(len(out)),
	)
	rq.limitWriteTime(len(out))
	rq.w.WriteHeader(status)
	_, _ = rq.w.Write(out) // an error means that the peer has gone
	if cap(out) <= maxPooledBuffer {
		*pooled = out
		buffers.Put(pooled)
	}
}

// noteFullAnswer tells development mode why the answer has the whole body. The client has version,
// of the page previous.
func (rq *request[V]) noteFullAnswer(b *body, version string, previous target[V]) {
	if rq.app.dev == nil || version == "" {
		return
	}
	var reason string
	switch from := rq.previousBody(previous); {
	case previous.endpoint == nil:
		reason = "The request does not name the previous page, as after Back, so there was nothing to compare with."
	case from != nil && from.Version == version:
		reason = devmode.WhyNoDelta(from.Snapshot, b.Snapshot)
	case previous.url == b.url:
		reason = "The page has changed too often or too much since the version that the client has."
	default:
		reason = "The server had no copy of the previous page."
	}
	rq.app.dev.NoteFull(b.Version, reason)
}

// respondUnknownProtocol answers a client that speaks a version of the protocol which this server
// does not. Clients of every version understand this answer: the page stays, the message is shown,
// and the next navigation loads a document. An action does not run.
func (rq *request[V]) respondUnknownProtocol() {
	rq.writePatch(http.StatusNotAcceptable, wire.Patch{Message: rq.texts().UnknownProtocol})
}

// buffers are the memory in which patches are written.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxPooledBuffer limits the size of a buffer that is kept, in bytes.
const maxPooledBuffer = 1 << 20
