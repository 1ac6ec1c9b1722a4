package frameworktest

import (
	"net/url"
	"slices"
)

// An entry is a history entry of the tab.
type entry struct {
	address  *url.URL
	document int // number of the document that it belongs to
}

// History returns the addresses of the history entries, the oldest first.
func (t *Tab) History() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []string
	for _, e := range t.entries {
		all = append(all, t.site.short(e.address))
	}
	return all
}

// A mode says how a navigation changes the history.
type mode int

const (
	replace mode = iota
	push
	pop    // the entry exists
	reload // the entry exists, and its document is loaded again
)

// commit sets the address of a page that is about to be shown, and its history entry. The lock is
// held.
func (b *tab) commit(to *url.URL, how mode) {
	if how == push && b.at >= 0 && to.String() == b.address.String() {
		how = replace
	}
	b.address = to
	e := entry{to, b.documents}
	if how == push || b.at < 0 {
		b.entries = append(slices.Clip(b.entries[:b.at+1]), e)
		b.at++
		return
	}
	b.entries[b.at] = e
}

// Back goes one step back in the history.
func (t *Tab) Back() {
	t.t.Helper()
	t.step(-1)
}

// Forward goes one step forward in the history.
func (t *Tab) Forward() {
	t.t.Helper()
	t.step(1)
}

func (t *Tab) step(by int) {
	t.t.Helper()
	t.mu.Lock()
	to, was := t.at+by, t.at
	if to < 0 || to >= len(t.entries) {
		t.mu.Unlock()
		t.fail("there is nothing to go to in the history: the tab is at %d of %q", was, t.History())
	}
	from := t.entries[t.at]
	t.at = to
	e := t.entries[to]
	t.address = e.address
	same := e.document == t.documents
	t.mu.Unlock()
	switch {
	case same && t.site.short(strip(e.address)) == t.site.short(strip(from.address)):
	case same && t.scripted():
		t.visit(e.address, navOptions{pop: true, from: was})
	default:
		t.load(request{method: "GET", url: e.address}, pop)
	}
}
