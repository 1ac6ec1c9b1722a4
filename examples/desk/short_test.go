package main

import "testing"

// long leaves a test to make test-all.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}
