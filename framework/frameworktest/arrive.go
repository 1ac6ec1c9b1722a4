package frameworktest

import (
	"cmp"
	"net/url"

	"github.com/goldfish-go/goldfish/templ/markup"
)

// arrive shows the answer to a visit, or to the submit of a form, with the shell that belongs to
// it. A shell for another person comes first, so that nobody sees a page in the shell of somebody
// else.
func (b *tab) arrive(a answer, p *patch, asked *url.URL, form string, w way) {
	b.t.Helper()
	b.mu.Lock()
	page, its := b.url, a.fingerprints(p)
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
		b.apply(a, p, asked, form, w)
	}
	b.renewShell(a.fingerprints(p), page, false)
}

func (a answer) fingerprints(p *patch) fingerprints {
	return readFingerprints(p.Fingerprints, a.header)
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

// apply shows the answer to a visit, or to the submit of a form.
func (b *tab) apply(a answer, p *patch, asked *url.URL, form string, w way) {
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
	b.back, b.drawn = w.pop, false // with the drafts
	b.say(cmp.Or(p.Flash, p.Message))
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
