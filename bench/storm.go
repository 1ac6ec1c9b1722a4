//go:build linux

package main

import (
	"fmt"
	"time"
)

func init() {
	register("storm", "the server is killed, and all tabs come back at once to the next one", storm)
}

func storm(r *run) {
	n := r.n(5000)
	same := fmt.Sprintf("/board, %d tabs that are up to date", n)
	behind := fmt.Sprintf("/board, %d tabs that are behind", n)
	for range r.rounds {
		for _, subject := range []string{goldfish, "plain"} {
			r.strike(subject, same, n, false)
			r.strike(subject, behind, n, true)
		}
	}
	r.exactly(same, "tabs that did not come back", 0)
	r.exactly(same, "views", float64(len(lists))) // no more than there are screens
	r.exactly(same, "news sent", 0)
	r.atMostOf(same, "CPU per tab", "plain", 1.1)
	r.exactly(behind, "tabs that did not come back", 0)
	r.exactly(behind, "views", 1)
	r.exactly(behind, "tabs without news", 0)
	r.atMostOf(behind, "CPU per tab", "plain", 1.1)
}

// strike opens tabs, kills the server, starts another and brings the tabs back. If they are behind,
// the world of the new one is another than what they were shown.
func (r *run) strike(subject, label string, n int, behind bool) {
	first := r.serve(subject)
	requests := make([][]byte, len(lists))
	if behind {
		first.change(boardPage) // which the next server does not know of
		requests = requests[:1]
	}
	for i := range requests {
		uri := boardPage + "?tab=" + lists[i]
		requests[i] = streamRequest(uri, first.version(uri, 0), 0)
	}
	request := func(i int) []byte { return requests[i%len(requests)] }
	c := r.loadClient(first)
	defer c.closeAll()
	c.open(n, request)
	first.kill()
	if !c.pump(10*time.Second, func() bool { return c.count == 0 }) {
		check(fmt.Errorf("%d tabs have not noticed that the server is gone", c.count))
	}

	s := r.serve(subject, "-addr", first.Addr)
	defer s.stop()
	back := r.loadClient(s)
	defer back.closeAll()
	// fewer than a listener's queue holds, since a SYN that is dropped waits for a second
	back.maxPending = 2048
	back.mark()
	cpu := s.cpu()
	var live time.Duration
	s.keep(label, func() {
		back.open(n, request)
		live = time.Since(back.since)
	})
	back.pump(5*time.Second, func() bool {
		return behind && back.updates >= n || !behind && time.Since(back.since) > live+500*time.Millisecond
	})
	began := cpu
	cpu = s.cpu() - began
	none, _ := back.missing()
	r.add(label, subject, "tabs that did not come back", "", float64(n-back.live))
	r.add(label, subject, "views", "", float64(s.stats(false).Views))
	r.add(label, subject, "news sent", "", float64(back.updates))
	if behind {
		r.add(label, subject, "tabs without news", "", float64(none))
	}
	r.add(label, subject, "CPU per tab", "µs", micros(cpu)/float64(n))
	r.add(label, subject, "until all are live", "ms", millis(live))
	r.add(label, subject, "RSS after it", "MiB", s.rss()/(1<<20))
	if !behind {
		back.pump(r.settled(), func() bool { return false })
		r.add(label, subject, "CPU per tab, 11 s later", "µs", micros(s.cpu()-began)/float64(n))
		r.add(label, subject, "RSS 11 s later", "MiB", s.rss()/(1<<20))
	}
	r.logf("%s %s: %.0f µs", subject, label, micros(cpu)/float64(n))
}
