//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// The table stands between these in the README.
const (
	markBegin = "<!-- figures: go run ./bench -update bench/README.md all -->"
	markEnd   = "<!-- end of figures -->"
)

// updateReadme rewrites the table of a README, with when, what and where.
func updateReadme(name string, r *results) error {
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(old, []byte(markBegin))
	_, after, found := bytes.Cut(rest, []byte(markEnd))
	if !ok || !found {
		return fmt.Errorf("%s has no place for figures: it needs the lines %s and %s", name, markBegin, markEnd)
	}
	var b bytes.Buffer
	b.Write(before)
	fmt.Fprintf(&b, "%s\n\n%s\n\n", markBegin, provenance())
	if err := r.writeTable(&b); err != nil {
		return err
	}
	b.WriteString(markEnd)
	b.Write(after)
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// provenance says when, of which commit and on what the figures were taken.
func provenance() string {
	commit := strings.TrimSpace(output("git", "rev-parse", "--short", "HEAD"))
	if c := os.Getenv("BENCH_COMMIT"); c != "" { // of a tree without its history
		commit = c
	}
	info, _ := os.ReadFile("/proc/cpuinfo")
	_, model, _ := strings.Cut(string(info), "model name\t: ")
	model, _, _ = strings.Cut(model, "\n")
	return fmt.Sprintf("%s, commit %s, %s, Linux %s, %d processors (%s).",
		time.Now().UTC().Format("2006-01-02"), commit, runtime.Version(), strings.TrimSpace(output("uname", "-r")), runtime.NumCPU(), model)
}

func output(name string, args ...string) string {
	out, _ := exec.Command(name, args...).Output()
	return string(out)
}
