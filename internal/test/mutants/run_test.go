package mutants

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// slots has room for the tests that work.
var slots = make(chan struct{}, 2*runtime.GOMAXPROCS(0)+1)

// slot waits for one of the slots, and returns what frees it. It is free after a while too: most
// tests that take longer wait for what never comes, because a guard is out.
func slot(while time.Duration) (free func()) {
	slots <- struct{}{}
	free = sync.OnceFunc(func() { <-slots })
	time.AfterFunc(while, free)
	return free
}

// A result is what a run of tests has printed.
type result struct {
	out    []byte
	failed bool
}

var passed = regexp.MustCompile(`(?m)^ *--- PASS: (\S+) \((.+)\)$`)

// longest returns what the longest of some tests took, each with its subtests. A name is one, or a
// pattern whose beginning is one, as -run has it.
func (r result) longest(names []string) (longest time.Duration) {
	for _, line := range passed.FindAllStringSubmatch(string(r.out), -1) {
		if slices.ContainsFunc(names, func(name string) bool {
			name, _, _ = strings.Cut(name, "(")
			return strings.HasPrefix(line[1], name)
		}) {
			took, _ := time.ParseDuration(line[2])
			longest = max(longest, took)
		}
	}
	return longest
}

// runTests runs tests of a binary in a folder, as go test does. A test that has not ended at the
// limit is one that fails.
func runTests(t *testing.T, file, folder, pattern string, limit time.Duration, env ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit+5*time.Minute)
	defer cancel()
	// After the first failure nothing more is to be learnt.
	args := []string{"-test.v", "-test.failfast", "-test.paniconexit0", "-test.timeout=" + limit.String(), "-test.run=" + pattern}
	test := exec.CommandContext(ctx, file, args...)
	test.Dir = folder
	test.Env = append(os.Environ(), env...)
	test.WaitDelay = 10 * time.Second // for processes of the test that keep its output open
	began := time.Now()
	out, err := test.CombinedOutput()
	if took := time.Since(began); took > 20*time.Second {
		t.Logf("it took %.0f s", took.Seconds())
	}
	if exit := (*exec.ExitError)(nil); ctx.Err() != nil || err != nil && !errors.As(err, &exit) || !bytes.Contains(out, []byte("=== RUN")) {
		t.Fatalf("no test ran: %v\n%s", err, out)
	}
	if bytes.Contains(out, []byte("panic: test timed out")) {
		t.Log("noticed because a test does not end")
	}
	return result{out, err != nil}
}
