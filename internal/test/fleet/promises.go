package fleet

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus/bustest"
)

func size(short, full int) int {
	if *bustest.Full {
		return full
	}
	return short
}

// Once posts each of many submissions ten times at once to random nodes, which are killed
// meanwhile. Each must have one effect, and all its answers must be the same. Effects says how
// many effects there are, and how many different ones.
func Once(t *testing.T, database string, effects func() (all, different int)) {
	f := Start(t, 3, database)
	before, _ := effects()
	stop := make(chan struct{})
	var killer sync.WaitGroup
	var kills atomic.Int64
	killer.Go(func() { f.disturb(stop, &kills) })
	keys := 0
	var wg sync.WaitGroup
	room := make(chan struct{}, 6)
	for ; keys < size(40, 1000) || kills.Load() < 8; keys++ {
		k := keys
		room <- struct{}{}
		wg.Go(func() {
			defer func() { <-room }()
			key, what := fmt.Sprintf("key-of-submission-%d", k), fmt.Sprint("once", k)
			answers := make([]string, 10)
			var posts sync.WaitGroup
			for i := range answers {
				posts.Go(func() { answers[i] = f.submit(t, key, what) })
			}
			posts.Wait()
			for _, answer := range answers {
				if answer != answers[0] {
					t.Errorf("submission %d was answered with %q and %q", k, answers[0], answer)
				}
			}
		})
	}
	wg.Wait()
	close(stop)
	killer.Wait()
	all, different := effects()
	if all-before != keys || different != all {
		t.Errorf("%d submissions had %d effects; %d are different", keys, all-before, different-before)
	}
	t.Logf("%d submissions, 10 posts each, %d kills", keys, kills.Load())
}

// DieAround kills the node that writes before the commit, or between the commit and the
// publication. Other nodes must show what was committed, and nothing else; a retry must be
// answered.
func DieAround(t *testing.T, database string, effects func() (all, different int)) {
	f := Start(t, 2, database)
	shown := f.open(t, f.nodes[1])
	for i := range size(10, 1000) {
		where := []string{"before the commit", "after the commit"}[i%2]
		key, what := fmt.Sprintf("key-of-submission-that-dies-%d", i), fmt.Sprint("die", i)
		before, _ := effects()
		until(t, "a node dies", func() bool {
			if f.nodes[0].version() == "" {
				return false // it is not up yet
			}
			_, err := f.nodes[0].post(key, what, where)
			return err != nil
		})
		after, _ := effects()
		if after-before != i%2 {
			t.Errorf("killed %s: %d effects", where, after-before)
		}
		fresh := f.nodes[1].version()
		until(t, "the other node shows what was committed", func() bool { return shown.shows() == fresh })
		f.submit(t, key, what)
		if n, _ := effects(); n != before+1 {
			t.Errorf("killed %s, and sent again: %d effects", where, n-before)
		}
	}
}

// Converge writes on random nodes while nodes are killed and other faults happen. After quiet,
// every tab shows what a fresh document shows.
func Converge(t *testing.T, database string, faults func(stop <-chan struct{})) {
	f := Start(t, 3, database)
	var tabs []*tab
	for _, n := range f.nodes {
		tabs = append(tabs, f.open(t, n), f.open(t, n))
	}
	for seed := range size(2, 30) {
		stop := make(chan struct{})
		var disturbers sync.WaitGroup
		var kills atomic.Int64
		disturbers.Go(func() { f.disturb(stop, &kills) })
		if faults != nil {
			disturbers.Go(func() { faults(stop) })
		}
		var writers sync.WaitGroup
		for w := range 3 {
			writers.Go(func() {
				for i := 0; i < size(15, 60) || kills.Load() < 5; i++ {
					f.submit(t, fmt.Sprintf("key-%d-%d-%d-to-converge", seed, w, i), fmt.Sprintf("c%dx%dx%d", seed, w, i))
					time.Sleep(rand.N(20 * time.Millisecond))
				}
			})
		}
		writers.Wait()
		t.Logf("round %d: %d kills", seed, kills.Load())
		close(stop)
		disturbers.Wait()
		for i, tab := range tabs {
			until(t, fmt.Sprintf("tab %d shows what a fresh document shows", i), func() bool {
				fresh := tab.node.version()
				return fresh != "" && tab.shows() == fresh
			})
		}
	}
}
