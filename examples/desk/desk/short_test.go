package desk

import "testing"

// long leaves a test to make test-all.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}

// changed says that a ticket is not what it was, after a change that is no write of the store's.
func (d *Desk) changed(ticket int64) { d.app.Notify("tickets", topic(ticket)) }
