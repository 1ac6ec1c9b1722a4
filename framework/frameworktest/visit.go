package frameworktest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// This file does what the client in client/ does, by the rules of docs/protocol.md.

// A way says how a page is gone to.
type way struct {
	history string // data-history
	pop     bool   // the person went through the history
	from    int    // entry whose page is shown, for pop
	quiet   bool   // set off by an edit: never leaves the page for an error
	part    string // the part that the answer goes into, by the URL that placed it; empty: the page
}

const (
	sorryDown   = "The server cannot be reached just now."
	sorryFailed = "That did not work. Please try again."
)

// askPatch sends a request for a patch. The patch is nil where the answer is something else; the status is 0 where there is no answer.
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
		if !w.quiet {
			b.failed[to.String()] = true
		}
		if w.pop {
			b.at = w.from
			b.address = b.entries[w.from].address
		}
	case w.pop:
		b.load(request{method: "GET", url: to}, pop)
	case w.quiet:
		if p != nil {
			b.load(request{method: "GET", url: b.where()}, reload)
		}
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

// post sends a form as an action.
func (b *tab) post(r request, form string, w way) {
	b.t.Helper()
	a, p := b.askPatch(r, w)
	switch {
	case a.status == http.StatusUnprocessableEntity && p != nil:
		b.refuse(a, p, form)
	case a.status == http.StatusOK && p != nil && p.Next != "":
		b.goOn(p, form, w)
	case a.shows(p):
		b.arrive(a, p, r.url, form, w)
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden:
		b.forbid(a, p)
	case a.status == 0 || a.status >= 500 || p != nil && p.Location == "":
		b.sorry(a, p)
	default:
		instead := b.site.short(b.where())
		if a.url != nil && a.url.String() != strip(r.url).String() {
			instead = a.url.String()
		}
		b.leave(p, instead)
	}
}

// refuse shows the errors of a form. The page stays.
func (b *tab) refuse(a answer, p *patch, form string) {
	b.mu.Lock()
	b.status = a.status
	b.clearErrors(form)
	b.errors[form] = fields{}
	for name, say := range p.Fields {
		b.errors[form][name] = say
	}
	b.draw()
	b.placeErrors()
	if p.Say != "" {
		b.say(p.Say)
	}
	page := b.url
	b.wake()
	b.mu.Unlock()
	b.follows(a, p, page)
}

// goOn asks for the page that an action names as next, with the cookies that the action has set.
func (b *tab) goOn(done *patch, form string, w way) {
	b.t.Helper()
	next, err := b.where().Parse(done.Next)
	if err != nil {
		b.fail("the answer's next: %v", err)
	}
	a, p := b.askPatch(request{method: "GET", url: next, stay: true}, w)
	switch {
	case a.shows(p):
		p.Flash = done.Flash
		b.arrive(a, p, next, form, w)
		return
	case a.status == 0 || a.status >= 500:
		b.sorry(a, p)
	}
	b.mu.Lock()
	b.taken(form) // whatever comes next, the action is done
	b.mu.Unlock()
	if a.status != 0 && a.status < 500 {
		b.leave(p, done.Next)
	}
}

// arrive shows the answer to a visit, or to the submit of a form, with the shell that belongs to it. A shell for another person
// comes first, so that nobody sees a page in the shell of somebody else.
func (b *tab) arrive(a answer, p *patch, asked *url.URL, form string, w way) {
	b.t.Helper()
	b.mu.Lock()
	page, its, was := b.url, a.fingerprints(p), b.made
	if w.part == "" && p.URL != "" {
		page = p.URL
	}
	other := b.hasOtherViewer(its)
	b.mu.Unlock()
	if other {
		b.renewShell(its, page, false)
	}
	if w.part != "" {
		b.applyPart(a, p, form, w)
	} else {
		b.apply(a, p, asked, form, w, was)
	}
	b.follows(a, p, page)
}

// follows does what the fingerprints of an answer ask for.
func (b *tab) follows(a answer, p *patch, page string) {
	its := a.fingerprints(p)
	b.mu.Lock()
	b.heed(its)
	b.mu.Unlock()
	b.renewShell(its, page, false)
}

func (a answer) fingerprints(p *patch) fingerprints {
	return readFingerprints(p.Fingerprints, a.header)
}

// needsDocument reports whether a visit must load the document in place of showing its patch: the page is at another path, and the
// client or the scripts of this document are those of another build.
func (b *tab) needsDocument(a answer, p *patch, w way) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.heed(a.fingerprints(p))
	return b.outdated && w.part == "" && pathOf(p.URL) != pathOf(b.url)
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

// mode is what the answer to a visit or a submit does to the history.
func (w way) mode(p *patch) mode {
	switch {
	case w.pop:
		return pop
	case w.history == "replace", w.history == "" && p.History == "replace":
		return replace
	}
	return push
}

// sorry says that a request came to nothing. The page stays.
func (b *tab) sorry(a answer, p *patch) {
	b.mu.Lock()
	b.status = a.status
	say := sorryFailed
	if a.status == 0 {
		say = sorryDown
	}
	if p != nil && p.Say != "" {
		say = p.Say
	}
	b.say(say)
	page := b.url
	b.wake()
	b.mu.Unlock()
	if p != nil {
		b.follows(a, p, page)
	}
}

// apply shows the answer to a visit, or to the submit of a form.
func (b *tab) apply(a answer, p *patch, asked *url.URL, form string, w way, was fingerprints) {
	b.t.Helper()
	b.mu.Lock()
	now, err := p.state()
	if err != nil {
		b.failHeld("%v", err)
	}
	b.rechecks = 0
	if p.URL == "" {
		p.URL = b.url
	}
	to, err := b.address.Parse(p.URL)
	if err != nil {
		b.failHeld("the answer's url: %v", err)
	}
	to.Fragment, to.RawFragment = asked.Fragment, asked.RawFragment
	fresh := pathOf(p.URL) != pathOf(b.url)
	b.hangUp()
	b.commit(to, w.mode(p))
	if form != "" {
		b.taken(form)
	}
	if fresh {
		b.putAside()
		b.forget()
	}
	b.status = a.status
	b.states, b.stale = nil, false
	b.change(p, now)
	if err := b.changeParts(p); err != nil {
		b.failHeld("%v", err)
	}
	if b.back = w.pop || b.signedIn(was); b.back {
		b.drawn = false // with the drafts
	}
	b.say(cmp.Or(p.Flash, p.Say))
	b.remark(markup.Notice, p.Notice)
	b.openStream()
	b.wake()
	b.mu.Unlock()
	b.reveal()
}

// change makes the page what the patch says. The lock is held.
func (b *tab) change(p *patch, now region) {
	if p.URL != "" {
		b.url = p.URL
	}
	b.title, b.version = now.title, now.version
	if now.body != b.body {
		b.body, b.drawn = now.body, false
	}
}

func pathOf(u string) string {
	parsed, err := url.Parse(u)
	if err != nil {
		return u
	}
	return parsed.EscapedPath()
}

// taken forgets what the person wrote into a form, since the server has it.
func (b *tab) taken(form string) {
	b.draw()
	for n := range elements(b.shell) {
		if isField(n) && b.formKey(b.formOf(n)) == form {
			delete(b.edits, b.key(n))
		}
	}
	b.dropDrafts(form)
	b.clearErrors(form)
}
