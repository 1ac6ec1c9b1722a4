//go:build linux

package main

import (
	"fmt"
	"os"
	"testing"

	chromium "github.com/goldfish-go/goldfish/internal/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy"
)

func init() {
	register("deploy", "robots type in forms, in a real browser, while another build takes the place of the one that serves them", deploys)
}

// atATime is how many forms are typed in at a time: as many as the browser can take keys for on two processors.
const atATime = 25

func deploys(r *run) {
	dir := must(os.MkdirTemp("", "goldfish-bench-"))
	r.closers = append(r.closers, func() { _ = os.RemoveAll(dir) })
	builds := must(deploy.Build(dir))
	forms, baseline := r.n(1000), atATime
	if r.small() {
		forms, baseline = 3, 2
	}
	label := fmt.Sprintf("%d forms, %d deploys and back", forms, r.rounds)
	r.lose(goldfish, label, deploy.Typing{Builds: builds, Forms: forms, Rounds: r.rounds})
	r.lose("reload", fmt.Sprintf("%d forms, %d deploys and back", baseline, r.rounds), deploy.Typing{Builds: builds, Forms: baseline, Rounds: r.rounds, Reload: true})
	for _, metric := range losses {
		r.exactly(label, metric, 0)
	}
}

// losses are the figures that must be zero.
var losses = []string{"characters lost", "choices lost", "focus or caret lost", "keys that went elsewhere", "documents loaded", "posts that nobody sent", "forms saved otherwise", "script errors"}

// lose has robots type in all forms, some at a time, and takes the figures.
func (r *run) lose(subject, label string, typing deploy.Typing) {
	var all deploy.Loss
	for left := typing.Forms; left > 0; left -= atATime {
		typing.Forms = min(left, atATime)
		r.sleep(0)
		loss := r.typed(typing)
		for _, line := range loss.Told {
			if subject == goldfish {
				r.say("%s", line)
			}
		}
		all.Add(loss)
		r.say("%s: %d forms, %d characters typed, %d lost", subject, all.Forms, all.Typed, all.Characters)
	}
	r.add(label, subject, "characters typed", "", float64(all.Typed))
	r.add(label, subject, "choices made", "", float64(all.Changes))
	for i, n := range []int{all.Characters, all.Choices, all.Focus, all.Elsewhere, all.Documents, all.Posts, all.Unsaved, all.Errors} {
		r.add(label, subject, losses[i], "", float64(n))
	}
}

// typed runs one wave, in a browser of its own.
func (r *run) typed(typing deploy.Typing) deploy.Loss {
	t := &wave{r: r}
	defer t.end()
	loss := typing.Run(t, chromium.New(t))
	if t.failed != nil {
		check(t.failed)
	}
	return loss
}

// A wave is what stands in for a test where the robots run in a bench.
type wave struct {
	testing.TB // nil: only what is below is called
	r          *run
	failed     error
	cleanups   []func()
}

func (t *wave) end() {
	for i := len(t.cleanups) - 1; i >= 0; i-- {
		t.cleanups[i]()
	}
}

func (*wave) Helper()                           {}
func (t *wave) Cleanup(f func())                { t.cleanups = append(t.cleanups, f) }
func (t *wave) Failed() bool                    { return t.failed != nil }
func (t *wave) Log(args ...any)                 { t.r.say("%s", fmt.Sprint(args...)) }
func (t *wave) Logf(format string, args ...any) { t.r.say(format, args...) }
func (t *wave) Error(args ...any)               { t.failed = fmt.Errorf("%s", fmt.Sprint(args...)) }
func (t *wave) Errorf(format string, args ...any) {
	t.failed = fmt.Errorf(format, args...)
}
func (t *wave) Fatal(args ...any)                 { check(fmt.Errorf("%s", fmt.Sprint(args...))) }
func (t *wave) Fatalf(format string, args ...any) { check(fmt.Errorf(format, args...)) }
func (t *wave) Skip(args ...any)                  { t.Fatal(args...) }

func (t *wave) TempDir() string {
	dir := must(os.MkdirTemp("", "goldfish-bench-"))
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
