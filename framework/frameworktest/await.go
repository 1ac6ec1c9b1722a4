package frameworktest

import "time"

// Await waits until wanted returns true for the page, at most [Site.Wait], and returns the page.
// The page must be live.
func (t *Tab) Await(wanted func(*Page) bool) *Page {
	t.t.Helper()
	var page *Page
	if !t.await(func() bool {
		page = t.page()
		return wanted(page)
	}) {
		t.failLocked("Await: the page did not become what is wanted%s", t.waitedText())
	}
	t.states = nil
	t.mu.Unlock()
	return page
}

// Next returns the next state of the page that came by the stream, since the last call or since the
// last action of the tab. The server may coalesce several changes into one state.
func (t *Tab) Next() *Page {
	t.t.Helper()
	if !t.await(func() bool { return len(t.states) > 0 }) {
		t.failLocked("Next: nothing came by the stream%s", t.waitedText())
	}
	defer t.mu.Unlock()
	page := t.states[0]
	t.states = t.states[1:]
	return page
}

// await waits until the condition is true, if the tab is live, and reports whether it is. It
// acquires the lock; the caller releases it.
func (b *tab) await(holds func() bool) bool {
	b.mu.Lock()
	b.rechecks = 0
	if holds() {
		return true
	}
	timeout := time.NewTimer(b.site.Wait)
	defer timeout.Stop()
	for b.mayChange() {
		changed := b.changed
		b.mu.Unlock()
		select {
		case <-changed:
			b.mu.Lock()
		case <-timeout.C:
			b.mu.Lock()
			return holds()
		}
		if holds() {
			return true
		}
	}
	return false
}

// mayChange reports whether the tab may change without an action of the test. A live tab whose page
// is an error does not. The lock is held.
func (b *tab) mayChange() bool { return (b.stream != nil || b.backgroundTasks > 0) && b.broken == "" }

// background registers a background task of the tab. done ends it. The lock is held for background
// and must not be held for done.
func (b *tab) background() (done func()) {
	b.backgroundTasks++
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.backgroundTasks--
		b.notify()
	}
}

// waitedText says in a failure how long the tab waited.
func (b *tab) waitedText() string {
	switch {
	case b.mayChange():
		return " within " + b.site.Wait.String()
	case b.live:
		return "; the page has gone"
	}
	return "; the tab is not live, see Live"
}
