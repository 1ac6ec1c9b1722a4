//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// A run is what a bench is given: how big, how often, and where figures go.
type run struct {
	ctx         context.Context
	bench       string
	scale       float64
	rounds      int
	length      time.Duration // of soak
	limit       time.Duration
	profile     string
	part        bool // idle: also tabs with a part in the shell
	withoutNATS bool // scale: nodes read the changes at intervals
	results     *results
	log         io.Writer
	closers     []func()
}

// bounded runs one bench, for no longer than the limit, and leaves nothing behind.
func (r *run) bounded(ctx context.Context, b bench) (err error) {
	ctx, cancel := context.WithTimeout(ctx, r.limit+r.length)
	r.ctx, r.bench = ctx, b.name
	defer func() {
		cancel() // kills the servers
		for _, c := range r.closers {
			c()
		}
		r.closers = nil
		switch v := recover().(type) {
		case nil:
		case failure:
			err = v.error
		default:
			panic(v)
		}
	}()
	b.run(r)
	return ctx.Err()
}

// errLeftOut says that something is missing on this machine that the bench needs.
var errLeftOut = errors.New("left out")

// A failure is why a bench cannot go on. Benches are told as a story, so errors go past it.
type failure struct{ error }

func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func must[T any](v T, err error) T {
	check(err)
	return v
}

// n is a number of tabs or the like, at the scale of this run.
func (r *run) n(full int) int { return max(int(float64(full)*r.scale), 10) }

// small says that this run only shows that the bench works.
func (r *run) small() bool { return r.scale < 0.01 }

// times is how often something is done in one round.
func (r *run) times(full int) int {
	if r.small() {
		return 2
	}
	return full
}

func (r *run) logf(format string, args ...any) {
	fmt.Fprintf(r.log, "  %s %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(format, args...))
}

// sleep waits, unless the run ends.
func (r *run) sleep(d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.ctx.Done():
		check(r.ctx.Err())
	}
}
