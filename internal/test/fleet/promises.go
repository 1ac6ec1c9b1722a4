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
func Once(t *testing.T, hosts []Host, effects func() (all, different int)) {
	f := Start(t, hosts)
	before, _ := effects()
	d := disturb([]Fault{f.kills(3)})
	keys := 0
	var wg sync.WaitGroup
	room := make(chan struct{}, 6)
	for ; keys < size(40, 1000) || !d.enough(); keys++ {
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
	d.end()
	all, different := effects()
	if all-before != keys || different != all {
		t.Errorf("%d submissions had %d effects; %d are different", keys, all-before, different-before)
	}
	t.Logf("%d submissions, 10 posts each; %s", keys, d)
}

// DieAround kills the node that writes before the commit, or between the commit and the
// publication. Other nodes must show what was committed, and nothing else; a retry must be
// answered. The hosts are the node that dies, one with a tab, and one with the fresh documents.
func DieAround(t *testing.T, hosts []Host, effects func() (all, different int)) {
	f := Start(t, hosts)
	oracle := f.split()
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
		until(t, "the other node shows what was committed", func() bool { return shown.shows() == oracle.version() })
		f.submit(t, key, what)
		if n, _ := effects(); n != before+1 {
			t.Errorf("killed %s, and sent again: %d effects", where, n-before)
		}
	}
}

// Converge writes on random nodes while nodes are killed and other faults happen. After quiet,
// every tab shows what a fresh document shows. The last host has no part in that: it has the fresh
// documents. The one before is not killed.
func Converge(t *testing.T, hosts []Host, faults ...Fault) {
	f := Start(t, hosts)
	// A document makes its node look at the page again, and so tells the tabs there. So another
	// node says what is right: the last one has no tabs.
	oracle := f.split()
	var tabs []*tab
	for _, n := range f.nodes {
		tabs = append(tabs, f.open(t, n), f.open(t, n))
	}
	// The tabs of the node that is not killed stay connected: they are shown what the bus tells of.
	faults = append(faults, f.kills(len(f.nodes)-1))
	for seed := range size(2, 30) {
		d := disturb(faults)
		var writers sync.WaitGroup
		var mended atomic.Bool // the last writes come just after the last fault
		for w := range 3 {
			writers.Go(func() {
				for i := 0; i < size(15, 60) || !mended.Load(); i++ {
					f.submit(t, fmt.Sprintf("key-%d-%d-%d-to-converge", seed, w, i), fmt.Sprintf("c%dx%dx%d", seed, w, i))
					time.Sleep(rand.N(20 * time.Millisecond))
				}
			})
		}
		until(t, "each fault has happened often enough", d.enough)
		d.end()
		mended.Store(true)
		writers.Wait()
		t.Logf("round %d: %s", seed, d)
		for i, tab := range tabs {
			until(t, fmt.Sprintf("tab %d shows what a fresh document shows", i), func() bool { return tab.shows() == oracle.version() })
		}
	}
}
