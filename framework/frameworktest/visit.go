package frameworktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// This file, and the files that show answers, implement the rules of docs/protocol.md, as the
// client in client/ does. internal/test/vectors holds both to the same cases.

// navOptions say how to navigate.
type navOptions struct {
	history string // data-gf-history
	pop     bool   // Back or Forward
	from    int    // index of the current entry, for pop
	quiet   bool   // triggered by an edit: an error never replaces the page
	part    string // target part, by its URL in the markup; empty: the page
}

// askPatch requests a patch. p is nil if the answer is something else; the status is 0 if there is
// no answer.
func (b *tab) askPatch(r request, w navOptions) (answer, *patch) {
	a, p, err := b.tryPatch(r, w)
	if err != nil {
		b.fail("%v", err)
	}
	return a, p
}

// tryPatch is askPatch, but returns the error of a malformed patch.
func (b *tab) tryPatch(r request, w navOptions) (answer, *patch, error) {
	b.mu.Lock()
	r.header = withHeader(http.Header{"Accept": {wire.AcceptPatch}}, r.header)
	base, parts, from := b.currentContent(), maps.Clone(b.parts), b.url
	if w.part != "" {
		base = parts[w.part]
		from = base.url
	}
	if !w.pop {
		r.header.Set(wire.FromHeader, from)
	}
	if base.version != "" {
		r.header.Set(wire.VersionHeader, base.version)
	}
	if held := b.partsHeader(); held != "" {
		r.header.Set(wire.PartsHeader, held)
	}
	b.mu.Unlock()
	a, err := b.ask(r)
	if err != nil || !a.is(wire.PatchType) {
		return a, nil, nil
	}
	p := &patch{base: base, parts: parts}
	if err := json.Unmarshal(a.body, p); err != nil {
		return a, nil, fmt.Errorf("%s %s: the patch cannot be read: %w\n%s", r.method, b.site.short(r.url), err, a.body)
	}
	return a, p, nil
}

// shows reports whether the answer is a patch that can be shown as a page.
func (a answer) shows(p *patch) bool {
	return p != nil && p.Location == "" && a.status != http.StatusUnauthorized && a.status != http.StatusForbidden &&
		a.status < 500 && (a.status < 400 || p.Body != nil)
}

// visit requests the patch of another URL and shows it.
func (b *tab) visit(to *url.URL, w navOptions) {
	b.t.Helper()
	a, p := b.askPatch(request{method: "GET", url: to, noRedirect: true}, w)
	switch {
	case a.shows(p) && b.needsDocument(a, p, w):
		b.loadInstead(p, to, w)
	case a.shows(p):
		b.showAnswer(a, p, to, "", w)
	case a.status == 0 || a.status >= 500:
		b.showFailure(a, p)
		b.mu.Lock()
		defer b.mu.Unlock()
		if w.pop {
			b.at = w.from
			b.address = b.entries[w.from].address
		}
	case w.pop:
		b.load(request{method: "GET", url: to}, pop)
	case w.quiet:
		b.mu.Lock()
		s := b.stream
		b.mu.Unlock()
		b.recheck(s)
	default:
		b.loadDocument(p, to.String())
	}
}

// loadDocument loads the document that an answer names, or instead.
func (b *tab) loadDocument(p *patch, instead string) {
	b.t.Helper()
	to := instead
	if p != nil && p.Location != "" {
		to = p.Location
	} else if p != nil && p.URL != "" {
		to = p.URL
	}
	u, err := b.currentURL().Parse(to)
	if err != nil {
		b.fail("%v", err)
	}
	if u.Host != b.site.base.Host {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.show(request{url: u}, answer{status: http.StatusSeeOther, url: u, header: http.Header{}}, push)
		return
	}
	b.load(request{method: "GET", url: u}, push)
}

// needsDocument reports whether a visit must load the document instead of showing its patch: the
// page is at another path, and the client or the scripts of this document are those of another
// build.
func (b *tab) needsDocument(a answer, p *patch, w navOptions) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	fps := a.fingerprints(p)
	if !b.outdated(fps) || w.quiet || w.part != "" || pathOf(p.URL) == pathOf(b.url) {
		return false
	}
	b.seenDocuments[fps.document()] = true
	return true
}

func (b *tab) loadInstead(p *patch, asked *url.URL, w navOptions) {
	b.t.Helper()
	to, err := b.currentURL().Parse(p.URL)
	if err != nil {
		b.fail("the answer's url: %v", err)
	}
	to.Fragment, to.RawFragment = asked.Fragment, asked.RawFragment
	b.load(request{method: "GET", url: to}, w.mode(p))
}

// showFailure shows a message after a failed request. The page stays.
func (b *tab) showFailure(a answer, p *patch) {
	b.mu.Lock()
	b.status = a.status
	message := b.messages().Failed
	if a.status == 0 {
		message = b.messages().Down
	}
	if p != nil && p.Message != "" {
		message = p.Message
	}
	b.showFlash(message)
	page := b.url
	b.notify()
	b.mu.Unlock()
	if p != nil {
		b.refreshShell(a.fingerprints(p), page, false)
	}
}
