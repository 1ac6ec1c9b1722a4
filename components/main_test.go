package components_test

import (
	"os"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main{M: m}.Run()) }

// long leaves a test to make test-all.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}
