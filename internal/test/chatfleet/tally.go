package chatfleet

import (
	"fmt"
	"sync"
)

// A tally counts what people have done.
type tally struct {
	needed []string
	mu     sync.Mutex
	counts map[string]int
}

// newTally returns a tally of these things, of which each must be done, and of others.
func newTally(needed ...string) *tally { return &tally{needed: needed, counts: map[string]int{}} }

func (t *tally) add(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[what]++
}

// all reports whether each thing was done that must be.
func (t *tally) all() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, what := range t.needed {
		if t.counts[what] == 0 {
			return false
		}
	}
	return true
}

func (t *tally) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return fmt.Sprint(t.counts)
}
