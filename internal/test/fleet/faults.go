package fleet

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Fault is something that breaks, again and again.
type Fault struct {
	Name  string
	Do    func()        // breaks it, and returns when it is mended
	Wait  time.Duration // the longest time until it breaks again
	Least int64         // how often it breaks at least
}

// kills kills random nodes of the first n.
func (f *Fleet) kills(n int) Fault {
	return Fault{"kills", func() { f.nodes[rand.N(n)].kill() }, 300 * time.Millisecond, 8}
}

// A disturbance makes faults happen until it is ended.
type disturbance struct {
	faults []Fault
	counts []atomic.Int64
	over   chan struct{}
	wg     sync.WaitGroup
}

func disturb(faults []Fault) *disturbance {
	d := &disturbance{faults: faults, counts: make([]atomic.Int64, len(faults)), over: make(chan struct{})}
	for i, fault := range faults {
		d.wg.Go(func() {
			for {
				select {
				case <-d.over:
					return
				case <-time.After(fault.Wait/4 + rand.N(fault.Wait)*3/4):
				}
				fault.Do()
				d.counts[i].Add(1)
			}
		})
	}
	return d
}

// enough reports whether each fault has happened as often as it must.
func (d *disturbance) enough() bool {
	for i := range d.counts {
		if d.counts[i].Load() < d.faults[i].Least {
			return false
		}
	}
	return true
}

// end returns when all is mended.
func (d *disturbance) end() {
	close(d.over)
	d.wg.Wait()
}

// String says how often each fault happened.
func (d *disturbance) String() string {
	var parts []string
	for i, fault := range d.faults {
		parts = append(parts, fmt.Sprint(d.counts[i].Load(), " ", fault.Name))
	}
	return strings.Join(parts, ", ")
}
