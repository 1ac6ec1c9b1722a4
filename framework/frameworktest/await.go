package frameworktest

import "time"

// Await waits until the page is as wanted, and returns it. The page must be live.
func (t *Tab) Await(wanted func(*Page) bool) *Page {
	t.t.Helper()
	var page *Page
	if !t.await(func() bool {
		page = t.page()
		return wanted(page)
	}) {
		t.failHeld("Await: the page did not become what is wanted%s", t.waited())
	}
	t.states = nil
	t.mu.Unlock()
	return page
}

// Next returns the next state of the page that the stream brings: the first one since the last
// call, or since the last thing that the tab did itself. States that the stream never showed are
// not made up: a server may leave out what was in between.
func (t *Tab) Next() *Page {
	t.t.Helper()
	if !t.await(func() bool { return len(t.states) > 0 }) {
		t.failHeld("Next: nothing came by the stream%s", t.waited())
	}
	defer t.mu.Unlock()
	page := t.states[0]
	t.states = t.states[1:]
	return page
}

// await waits until the condition holds, where the tab is live, and reports whether it does. It
// takes the lock, and the caller gives it back.
func (b *tab) await(holds func() bool) bool {
	b.mu.Lock()
	b.rechecks = 0
	if holds() {
		return true
	}
	timeout := time.NewTimer(b.site.Wait)
	defer timeout.Stop()
	for b.listens() {
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

// listens reports whether a tab may change by itself. A live one whose page is an error, or has
// gone, does not. The lock is held.
func (b *tab) listens() bool { return (b.stream != nil || b.errands > 0) && b.broken == "" }

// errand begins something that the tab does beside its test. What it returns ends that. The lock is
// held at the beginning, and not at the end.
func (b *tab) errand() (done func()) {
	b.errands++
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.errands--
		b.wake()
	}
}

// waited says for how long a live tab was waited for.
func (b *tab) waited() string {
	switch {
	case b.listens():
		return " within " + b.site.Wait.String()
	case b.live:
		return "; the page has gone"
	}
	return "; the tab is not live, see Live"
}
