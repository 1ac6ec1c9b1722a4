package frameworktest

import "cmp"

// A verdict is what came of asking for a page again.
type verdict int

const (
	unknown   verdict = iota // there was no answer, or an error of the server
	there                    // the page is there
	missing                  // an error stands in its place
	elsewhere                // it is at another path, or the document knows where to sign in
)

// again asks for the patch of the page that is open.
func (b *tab) again() (a answer, p *patch, v verdict, err error) {
	a, p, err = b.tryPatch(request{method: "GET", url: b.where(), stay: true}, way{pop: true})
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case err != nil || a.status == 0 || a.status >= 500:
	case !a.shows(p) || p.URL != "" && pathOf(p.URL) != pathOf(b.url):
		v = elsewhere
	case a.status >= 400:
		v = missing
	default:
		v = there
	}
	return a, p, v, err
}

// recheck asks for the page again because the stream says so. It reports whether the stream is over
// with it.
func (b *tab) recheck(s *stream) (over bool) {
	b.mu.Lock()
	done := b.errand()
	b.mu.Unlock()
	defer done()
	a, p, v, err := b.again()
	b.mu.Lock()
	if over = b.stream != s; over {
		b.mu.Unlock()
		return true // the person has left meanwhile
	}
	if v != unknown {
		b.rechecks++
	}
	if b.rechecks > 10 {
		b.broken = "the server asks again and again whether the page is still there"
	}
	if err != nil {
		b.broken = err.Error()
	}
	if b.broken != "" {
		b.hangUp()
		b.wake()
		b.mu.Unlock()
		return true
	}
	b.draw()
	typed := len(b.edits) > 0
	switch {
	case v == unknown:
		b.mu.Unlock()
		return false
	case v == there, v == missing && !typed:
		b.replacePage(a, p)
		page := b.url
		b.mu.Unlock()
		b.renewShell(a.fingerprints(p), page, false)
		b.reveal()
		return true
	case typed:
		say := b.messages().SignedOut
		if p != nil {
			say = cmp.Or(p.Message, say)
		}
		b.hangUp()
		b.stale = true
		b.say(say)
		b.wake()
		b.mu.Unlock()
		return true
	}
	b.mu.Unlock()
	return b.reloadFor(s)
}

// replacePage shows what came of asking for the page again as a push is shown: what the person
// typed stays where its fields do. The lock is held.
func (b *tab) replacePage(a answer, p *patch) {
	now, err := p.state()
	if err == nil {
		b.status, b.stale = a.status, false
		if to, err := b.address.Parse(p.URL); err == nil && p.URL != "" && p.URL != b.url {
			b.commit(to, replace)
		}
		b.change(p, now)
		err = b.changeParts(p)
	}
	if err != nil {
		b.broken = err.Error()
	}
	b.states = append(b.states, b.page())
	b.hangUp()
	b.openStream()
	b.wake()
}

// reloadFor loads the document of a page on which the person has changed nothing. Where there is no
// answer, everything stays.
func (b *tab) reloadFor(s *stream) (over bool) {
	r := request{method: "GET", url: b.where()}
	a, err := b.ask(r)
	b.mu.Lock()
	switch {
	case b.stream != s:
		b.mu.Unlock()
		return true
	case err != nil:
		b.mu.Unlock()
		return false
	}
	b.show(r, a, reload)
	b.states = append(b.states, b.page())
	b.mu.Unlock()
	b.reveal()
	return true
}

// forbid answers to a post that the person may not send, or not any more. If the page is still
// there, the form stays as it is. Else its draft is put aside and the document is loaded, which may
// ask to sign in.
func (b *tab) forbid(refused answer, its *patch) {
	b.t.Helper()
	a, p, v, err := b.again()
	if err != nil {
		b.fail("%v", err)
	}
	if v == missing || v == elsewhere {
		b.load(request{method: "GET", url: b.where()}, reload)
		return
	}
	b.mu.Lock()
	if v == there {
		b.replacePage(a, p)
		b.states = nil
	}
	b.status = refused.status
	say := b.messages().Failed
	if its != nil {
		say = cmp.Or(its.Message, say)
	}
	b.say(say)
	page := b.url
	b.mu.Unlock()
	if v == there {
		b.renewShell(a.fingerprints(p), page, false)
		b.reveal()
	}
}
