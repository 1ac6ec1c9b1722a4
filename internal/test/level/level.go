// Package level divides the tests between make test and make test-all.
package level

import "testing"

// Long leaves a test, or the rest of its cases, to make test-all: make test is -short, and has to
// be done before each commit (.ci/test). It skips under no other reason than that.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}
