package frameworktest

import (
	"cmp"
	"net/http"
)

// A refetchResult is the result of refetchPage.
type refetchResult int

const (
	noAnswer        refetchResult = iota // no answer, or a server error
	present                              // the page exists
	replacedByError                      // an error page is in its place
	moved                                // it is at another path, or a document must be loaded
)

// refetchPage requests the patch of the current page.
func (b *tab) refetchPage() (a answer, p *patch, v refetchResult, err error) {
	a, p, err = b.tryPatch(request{method: "GET", url: b.currentURL(), noRedirect: true}, navOptions{pop: true})
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case err != nil || a.status == 0 || a.status >= 500:
	case !a.shows(p) || p.URL != "" && pathOf(p.URL) != pathOf(b.url):
		v = moved
	case a.status >= 400:
		v = replacedByError
	default:
		v = present
	}
	return a, p, v, err
}

// recheck requests the page again after the event recheck. over reports whether this stream has
// ended.
func (b *tab) recheck(s *stream) (over bool) {
	b.mu.Lock()
	done := b.background()
	b.mu.Unlock()
	defer done()
	a, p, v, err := b.refetchPage()
	b.mu.Lock()
	if over = b.stream != s; over {
		b.mu.Unlock()
		return true // the tab has navigated meanwhile
	}
	if v != noAnswer {
		b.rechecks++
	}
	if b.rechecks > 10 {
		b.broken = "the server asks again and again whether the page is still there"
	}
	if err != nil {
		b.broken = err.Error()
	}
	if b.broken != "" {
		b.closeStream()
		b.notify()
		b.mu.Unlock()
		return true
	}
	b.render()
	// 406: see Versions in docs/protocol.md.
	keep := len(b.edits) > 0 || a.status == http.StatusNotAcceptable
	switch {
	case v == noAnswer:
		b.mu.Unlock()
		return false
	case v == present, v == replacedByError && !keep:
		b.replacePage(a, p)
		page := b.url
		b.mu.Unlock()
		b.refreshShell(a.fingerprints(p), page, false)
		b.loadLazyParts()
		return true
	case keep:
		message := b.messages().SignedOut
		if p != nil {
			message = cmp.Or(p.Message, message)
		}
		b.closeStream()
		b.stale = true
		b.showFlash(message)
		b.notify()
		b.mu.Unlock()
		return true
	}
	b.mu.Unlock()
	return b.reloadFor(s)
}

// replacePage shows the result of refetchPage as a push: edits are kept if their fields exist. The
// lock is held.
func (b *tab) replacePage(a answer, p *patch) {
	now, err := p.state()
	if err == nil {
		b.status, b.stale = a.status, false
		if to, err := b.address.Parse(p.URL); err == nil && p.URL != "" && p.URL != b.url {
			b.commit(to, replace)
		}
		b.applyContent(p, now)
		err = b.applyParts(p)
	}
	if err != nil {
		b.broken = err.Error()
	}
	b.states = append(b.states, b.page())
	b.closeStream()
	b.openStream()
	b.notify()
}

// reloadFor loads the document of a page without edits. If there is no answer, everything keep.
func (b *tab) reloadFor(s *stream) (over bool) {
	r := request{method: "GET", url: b.currentURL()}
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
	b.loadLazyParts()
	return true
}

// handleForbidden handles 401 or 403 to a post. If the page still exists, the form keep as it is.
// Otherwise its draft is saved and the document is loaded, which may lead to a sign-in page.
func (b *tab) handleForbidden(refused answer, patch *patch) {
	b.t.Helper()
	a, p, v, err := b.refetchPage()
	if err != nil {
		b.fail("%v", err)
	}
	if v == replacedByError || v == moved {
		b.load(request{method: "GET", url: b.currentURL()}, reload)
		return
	}
	b.mu.Lock()
	if v == present {
		b.replacePage(a, p)
		b.states = nil
	}
	b.status = refused.status
	message := b.messages().Failed
	if patch != nil {
		message = cmp.Or(patch.Message, message)
	}
	b.showFlash(message)
	page := b.url
	b.mu.Unlock()
	if v == present {
		b.refreshShell(a.fingerprints(p), page, false)
		b.loadLazyParts()
	}
}
