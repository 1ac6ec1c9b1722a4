package frameworktest

import (
	"time"
)

// await waits until the condition holds, where the tab is live, and reports whether it does. It takes the lock, and the caller gives it back.
func (b *tab) await(holds func() bool) bool {
	b.mu.Lock()
	b.reloads = 0
	if holds() {
		return true
	}
	timeout := time.NewTimer(b.site.Wait)
	defer timeout.Stop()
	for b.live && b.broken == "" {
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
