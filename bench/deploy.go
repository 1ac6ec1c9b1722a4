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
	register("deploy", "robots type in forms, in a real browser, while three nodes behind nginx are deployed without pause", deploys)
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
	r.lose(goldfish, label, forms, func(t *deploy.Outside, first, n int) deploy.Loss {
		return deploy.Continuous{Builds: builds, Forms: n, Rounds: r.rounds, First: first}.Run(t, chromium.New(t))
	})
	r.lose("reload", fmt.Sprintf("%d forms, %d deploys and back", baseline, r.rounds), baseline, func(t *deploy.Outside, _, n int) deploy.Loss {
		return deploy.Typing{Builds: builds, Forms: n, Rounds: r.rounds, Reload: true}.Run(t, chromium.New(t))
	})
	for _, metric := range losses {
		r.exactly(label, metric, 0)
	}
}

// losses are the figures that must be zero.
var losses = []string{"characters lost", "choices lost", "focus or caret lost", "keys that went elsewhere", "documents loaded", "posts that nobody sent",
	"posts lost or saved otherwise", "second effects of a post", "news missed", "errors shown", "script errors"}

// lose has robots type in all forms, some at a time, and takes the figures.
func (r *run) lose(subject, label string, forms int, typing func(t *deploy.Outside, first, n int) deploy.Loss) {
	var all deploy.Loss
	for first := 0; first < forms; first += each {
		r.sleep(0)
		loss := r.typed(func(t *deploy.Outside) deploy.Loss { return typing(t, first, min(forms-first, each)) })
		for _, line := range loss.Messages {
			if subject == goldfish {
				r.logf("%s", line)
			}
		}
		all.Add(loss)
		r.logf("%s: %d forms, %d characters typed, %d lost; %d comments, %d sent again", subject, all.Forms, all.Typed, all.Characters, all.Comments, all.Resends)
	}
	r.add(label, subject, "characters typed", "", float64(all.Typed))
	r.add(label, subject, "choices made", "", float64(all.Changes))
	if all.Comments > 0 {
		r.add(label, subject, "comments sent", "", float64(all.Comments))
		r.add(label, subject, "of them, sent again by the client", "", float64(all.Resends))
		r.add(label, subject, "news written", "", float64(all.Written))
	}
	for i, n := range []int{all.Characters, all.Choices, all.Focus, all.Elsewhere, all.Documents, all.Posts, all.Unsaved, all.Doubles, all.News, all.Shown, all.Errors} {
		r.add(label, subject, losses[i], "", float64(n))
	}
}

// typed runs some at a time, in a browser of their own.
func (r *run) typed(typing func(t *deploy.Outside) deploy.Loss) deploy.Loss {
	t := &deploy.Outside{Print: func(line string) { r.logf("%s", line) }}
	defer t.End()
	defer leaveOut()
	loss := typing(t)
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
