package main

import (
	"os"
	"testing"

	chromium "github.com/goldfish-go/goldfish/internal/browser"
)

func TestMain(m *testing.M) { os.Exit(chromium.Main{M: m}.Run()) }

// long leaves a test to make test-all.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: make test-all runs it")
	}
}
