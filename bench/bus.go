//go:build linux

package main

import (
	"context"
	"os"
	"os/exec"
)

// busBench is the name of the bench of package bench/bus. That is a module of its own, so that
// nobody else downloads the drivers of PostgreSQL, NATS and Redis.
const busBench = "bus"

// runBus runs it, with further flags: -tabs, -changes, -seconds.
func runBus(ctx context.Context, args []string) error {
	args = append([]string{"test", "-C", "bench/bus", "-count=1", "-v", "-run", "Measure", "-timeout", "20m", ".", "-args", "-measure"}, args...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
