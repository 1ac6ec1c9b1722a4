//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

func init() {
	register("roll", "a server stops as in a rolling deploy, and its tabs connect to the next one", roll)
}

// roll compares a server that asks its tabs to go, one by one, with one that ends all streams at
// once. The tabs do what the client in the browser does: after bye they open the next stream first;
// after an end they wait for up to a second, at random.
func roll(r *run) {
	n := r.n(5000)
	label := fmt.Sprintf("/board, %d tabs", n)
	for range r.rounds {
		for _, way := range []string{goldfish, "at once"} {
			r.move(way, label, n)
		}
	}
	r.exactly(label, "tabs that did not connect", 0)
	r.exactly(label, "tabs without a stream for a moment", 0)
	r.exactly(label, "views", float64(len(lists)))
	if !r.small() {
		r.atMost(label, "most arrivals in 100 ms", 3)
	}
}

// A move is a tab on its way from one server to the next.
type move struct {
	old   int       // descriptor of the old stream; -1: it has ended
	ended time.Time // of the old stream
	due   time.Time // when the tab opens its next one
	next  int       // descriptor of the next stream; -1: not opened
	asked time.Time // when the tab opened it
}

func (r *run) move(way, label string, n int) {
	first, second := r.serve(goldfish), r.serve(goldfish)
	defer first.stop()
	defer second.stop()
	requests := make([][]byte, len(lists))
	for i := range requests {
		uri := boardPage + "?tab=" + lists[i]
		requests[i] = streamRequest(uri, first.version(uri, 0), 0)
	}
	views := second.stats(false).Views
	from, to := r.loadClient(first), r.loadClient(second)
	defer from.closeAll()
	defer to.closeAll()
	from.open(n, func(i int) []byte { return requests[i%len(requests)] })

	path := "/close"
	if way == goldfish {
		path = "/drain"
	}
	done := make(chan struct{})
	go func() { defer close(done); first.ask(http.MethodPost, path) }()
	start := time.Now()
	moves := map[int]*move{} // by the old descriptor
	for fd := range from.each {
		moves[fd] = &move{old: fd, next: -1}
	}
	var gaps []time.Duration
	arrivals := map[int]int{} // in each 100 ms
	live := 0
	for i := 0; live < n && time.Since(start) < 40*time.Second; {
		step := time.Now().Add(2 * time.Millisecond)
		from.pump(time.Second, func() bool { return time.Now().After(step) })
		for _, m := range moves {
			t := from.tabs[max(m.old, 0)]
			switch {
			case m.next >= 0:
			case m.old >= 0 && t == nil: // the server has ended it
				m.old, m.ended = -1, time.Now()
				m.due = m.ended.Add(rand.N(time.Second))
			case m.old >= 0 && t.named >= 2, m.old < 0 && time.Now().After(m.due): // hello, and bye
				m.next, m.asked = to.add(requests[i%len(requests)]), time.Now()
				arrivals[int(m.asked.Sub(start)/(100*time.Millisecond))]++
				i++
			}
		}
		step = time.Now().Add(2 * time.Millisecond)
		to.pump(time.Second, func() bool { return time.Now().After(step) })
		for old, m := range moves {
			if m.next < 0 || to.tabs[m.next] == nil || to.tabs[m.next].named == 0 {
				continue
			}
			if m.old >= 0 && from.tabs[m.old] != nil {
				from.close(m.old)
			} else {
				gaps = append(gaps, time.Since(m.ended))
			}
			live++
			delete(moves, old)
		}
	}
	all := time.Since(start)
	<-done
	most := 0
	for _, count := range arrivals {
		most = max(most, count)
	}
	longest := time.Duration(0)
	for _, gap := range gaps {
		longest = max(longest, gap)
	}
	r.add(label, way, "tabs that did not connect", "", float64(n-live))
	r.add(label, way, "tabs without a stream for a moment", "", float64(len(gaps)))
	r.add(label, way, "longest time without a stream", "ms", millis(longest))
	r.add(label, way, "most arrivals in 100 ms", "%", 100*float64(most)/float64(n))
	r.add(label, way, "views", "", float64(second.stats(false).Views-views))
	r.add(label, way, "until all have moved", "ms", millis(all))
}
