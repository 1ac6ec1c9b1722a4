package frameworktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
)

// This file and those that show its answers do what the client in client/ does, by the rules of
// docs/protocol.md.

// A way says how a page is gone to.
type way struct {
	history string // data-gf-history
	pop     bool   // the person went through the history
	from    int    // entry whose page is shown, for pop
	quiet   bool   // set off by an edit: never leaves the page for an error
	part    string // the part that the answer goes into, by the URL that placed it; empty: the page
}

// askPatch sends a request for a patch. The patch is nil where the answer is something else; the
// status is 0 where there is no answer.
func (b *tab) askPatch(r request, w way) (answer, *patch) {
	a, p, err := b.tryPatch(r, w)
	if err != nil {
		b.fail("%v", err)
	}
	return a, p
}

// tryPatch is askPatch, but returns the error of a patch that cannot be read.
func (b *tab) tryPatch(r request, w way) (answer, *patch, error) {
	b.mu.Lock()
	r.header = http.Header{"Accept": {typePatch}}
	base, parts, from := b.held(), maps.Clone(b.parts), b.url
	if w.part != "" {
		base = parts[w.part]
		from = base.url
	}
	if !w.pop {
		r.header.Set(headerFrom, from)
	}
	if base.version != "" {
		r.header.Set(headerVersion, base.version)
	}
	if held := b.heldParts(); held != "" {
		r.header.Set(headerParts, held)
	}
	b.mu.Unlock()
	a, err := b.ask(r)
	if err != nil || !a.is(typePatch) {
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

// visit asks for another URL's patch and shows it.
func (b *tab) visit(to *url.URL, w way) {
	b.t.Helper()
	a, p := b.askPatch(request{method: "GET", url: to, stay: true}, w)
	switch {
	case a.shows(p) && b.needsDocument(a, p, w):
		b.loadInstead(p, to, w)
	case a.shows(p):
		b.arrive(a, p, to, "", w)
	case a.status == 0 || a.status >= 500:
		b.sorry(a, p)
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
		b.leave(p, to.String())
	}
}

// leave loads the document that an answer names, or the one given.
func (b *tab) leave(p *patch, instead string) {
	b.t.Helper()
	to := instead
	if p != nil && p.Location != "" {
		to = p.Location
	} else if p != nil && p.URL != "" {
		to = p.URL
	}
	u, err := b.where().Parse(to)
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

// needsDocument reports whether a visit must load the document in place of showing its patch: the
// page is at another path, and the client or the scripts of this document are those of another
// build.
func (b *tab) needsDocument(a answer, p *patch, w way) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	its := a.fingerprints(p)
	if !b.outdated(its) || w.quiet || w.part != "" || pathOf(p.URL) == pathOf(b.url) {
		return false
	}
	b.had[its.document()] = true
	return true
}

func (b *tab) loadInstead(p *patch, asked *url.URL, w way) {
	b.t.Helper()
	to, err := b.where().Parse(p.URL)
	if err != nil {
		b.fail("the answer's url: %v", err)
	}
	to.Fragment, to.RawFragment = asked.Fragment, asked.RawFragment
	b.load(request{method: "GET", url: to}, w.mode(p))
}

// sorry says that a request came to nothing. The page stays.
func (b *tab) sorry(a answer, p *patch) {
	b.mu.Lock()
	b.status = a.status
	say := b.messages().Failed
	if a.status == 0 {
		say = b.messages().Down
	}
	if p != nil && p.Message != "" {
		say = p.Message
	}
	b.say(say)
	page := b.url
	b.wake()
	b.mu.Unlock()
	if p != nil {
		b.renewShell(a.fingerprints(p), page, false)
	}
}
