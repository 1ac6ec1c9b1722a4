// Package level divides the tests between make test and make test-all.
package level

import "testing"

// Long leaves a test, or the rest of its cases, to make test-all. It skips them if the flag -short
// is set, as make test sets it.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}
