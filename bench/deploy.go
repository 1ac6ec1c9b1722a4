//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/deploy"
)

func init() {
	register("deploy", "robots type in forms, in a real browser, while another build takes the place of the one that serves them", deploys)
}

// each is how many forms are typed in at a time: as many as a browser can take keys for on two
// processors.
const each = 20

func deploys(r *run) {
	dir := must(os.MkdirTemp("", "goldfish-bench-"))
	r.closers = append(r.closers, func() { _ = os.RemoveAll(dir) })
	builds := must(deploy.Build(dir))
	forms, baseline := r.n(1000), each
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
	for left := typing.Forms; left > 0; left -= each {
		typing.Forms = min(left, each)
		r.sleep(0)
		loss := r.typed(typing)
		for _, line := range loss.Messages {
			if subject == goldfish {
				r.logf("%s", line)
			}
		}
		all.Add(loss)
		r.logf("%s: %d forms, %d characters typed, %d lost", subject, all.Forms, all.Typed, all.Characters)
	}
	r.add(label, subject, "characters typed", "", float64(all.Typed))
	r.add(label, subject, "choices made", "", float64(all.Changes))
	for i, n := range []int{all.Characters, all.Choices, all.Focus, all.Elsewhere, all.Documents, all.Posts, all.Unsaved, all.Errors} {
		r.add(label, subject, losses[i], "", float64(n))
	}
}

// typed runs some at a time, in a browser of their own.
func (r *run) typed(typing deploy.Typing) deploy.Loss {
	t := &deploy.Outside{Print: func(line string) { r.logf("%s", line) }}
	defer t.End()
	defer leaveOut()
	loss := typing.Run(t, chromium.New(t))
	check(t.Failure)
	return loss
}

// leaveOut makes what a helper for tests panics with the end of the bench, and what it skips
// errLeftOut. Call it with defer.
func leaveOut() {
	switch v := recover().(type) {
	case nil:
	case failure:
		panic(v)
	case error:
		if errors.Is(v, deploy.ErrSkip) {
			v = fmt.Errorf("%w: %w", errLeftOut, v)
		}
		check(v)
	default:
		panic(v)
	}
}
