package frameworktest

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/goldfish-go/goldfish/internal/wire"
)

// showAnswer shows the answer to a visit or a submit, with the shell that belongs to it. If the
// answer is for another viewer, the shell is replaced first, so that nobody sees a page in somebody
// else's shell.
func (b *tab) showAnswer(a answer, p *patch, asked *url.URL, form string, w navOptions) {
	b.t.Helper()
	b.mu.Lock()
	page, fps := b.url, a.fingerprints(p)
	if w.part == "" && p.URL != "" {
		page = p.URL
	}
	other := b.hasOtherViewer(fps)
	b.mu.Unlock()
	if other {
		b.refreshShell(fps, page, false)
	}
	if w.part != "" {
		b.applyPart(a, p, form, w)
	} else {
		b.applyPage(a, p, asked, form, w)
	}
	b.refreshShell(a.fingerprints(p), page, false)
}

func (a answer) fingerprints(p *patch) fingerprints {
	return readFingerprints(p.Fingerprints, a.header)
}

// mode returns what the answer to a visit or a submit does to the history.
func (w navOptions) mode(p *patch) mode {
	switch {
	case w.pop:
		return pop
	case w.history == "replace", w.history == "" && p.History == "replace":
		return replace
	}
	return push
}

// applyPage shows the answer to a visit or a submit in the page.
func (b *tab) applyPage(a answer, p *patch, asked *url.URL, form string, w navOptions) {
	b.t.Helper()
	b.mu.Lock()
	now, err := p.state()
	if err != nil {
		b.failLocked("%v", err)
	}
	b.rechecks = 0
	if p.URL == "" {
		p.URL = b.url
	}
	to, err := b.address.Parse(p.URL)
	if err != nil {
		b.failLocked("the answer's url: %v", err)
	}
	if to.Fragment == "" { // an action may name one
		to.Fragment, to.RawFragment = asked.Fragment, asked.RawFragment
	}
	fresh := pathOf(p.URL) != pathOf(b.url)
	b.closeStream()
	b.commit(to, w.mode(p))
	if form != "" {
		b.clearEdits(form)
	}
	if fresh {
		b.saveDrafts()
		b.clearInput()
	}
	b.status = a.status
	b.states, b.stale = nil, false
	b.applyContent(p, now)
	if err := b.applyParts(p); err != nil {
		b.failLocked("%v", err)
	}
	b.restoreDraftsHere, b.rendered = w.pop, false // with the drafts
	b.showFlash(cmp.Or(p.Flash, p.Message))
	b.setMessage(wire.NoticeAttr, p.Notice)
	b.openStream()
	b.notify()
	b.mu.Unlock()
	b.loadLazyParts()
}

// applyContent sets the page to what the patch contains. The lock is held.
func (b *tab) applyContent(p *patch, now contentState) {
	if p.URL != "" {
		b.url, _, _ = strings.Cut(p.URL, "#") // which is for the address alone
	}
	b.title, b.version = now.title, now.version
	if now.body != b.body {
		b.body, b.rendered = now.body, false
	}
}

func pathOf(u string) string {
	parsed, err := url.Parse(u)
	if err != nil {
		return u
	}
	return parsed.EscapedPath()
}

// clearEdits drops the edits, drafts and errors of a form that the server has accepted.
func (b *tab) clearEdits(form string) {
	b.render()
	for n := range elements(b.doc) {
		if isField(n) && b.formKey(b.formOf(n)) == form {
			delete(b.edits, b.key(n))
		}
	}
	b.dropDrafts(form)
	b.clearErrors(form)
}
