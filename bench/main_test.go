//go:build linux

package main

import (
	"os"
	"testing"
)

// The test binary is also the server that the benches start.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "serve" {
		serve(os.Args[2], os.Args[3:])
		return
	}
	os.Exit(m.Run())
}
