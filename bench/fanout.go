//go:build linux

package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

func init() {
	register("fanout", "what one change costs, to many tabs", fanout)
}

// A scenario is a page with many tabs on it, all of one screen.
type scenario struct {
	name, uri, page string
	signedIn        bool // each as somebody else, of one audience
	changes         int
	mute            []int // how many more tabs never read
}

// The time to wait after a change, so that the next one is not put off to spare the database:
// Hub.MinLoadInterval is 50 ms.
const settleTime = 60 * time.Millisecond

func fanout(r *run) {
	n := r.n(10_000)
	// Tabs that never read are on the board, which is too big for the kernel to swallow for them.
	scenarios := []scenario{
		{"/counter", counterPage, counterPage, false, r.times(20), []int{0}},
		{"/counter, each signed in", team + counterPage, counterPage, true, r.times(20), []int{0}},
		{"/board", boardPage + "?tab=a", boardPage, false, r.times(10), []int{0, 1, 100}},
	}
	for _, t := range scenarios {
		size := r.updateSize(t.uri, t.page)
		for range r.rounds {
			for _, subject := range []string{goldfish, "plain"} {
				r.runScenario(subject, t, n, size)
			}
		}
	}
	for _, t := range scenarios {
		for _, mute := range t.mute {
			label := t.label(n, mute)
			r.exactly(label, "views a change", 1)
			r.exactly(label, "events missed", 0)
		}
	}
	for _, t := range scenarios[:2] {
		r.atMostOf(t.label(n, 0), "CPU per tab and change", "plain", 0.8)
	}
	quiet := scenarios[2].label(n, 0)
	for _, mute := range scenarios[2].mute[1:] {
		r.atMostOf(scenarios[2].label(n, mute), "p99", quiet, 2)
	}
}

func (t scenario) label(n, mute int) string {
	label := fmt.Sprintf("%s, %d tabs", t.name, n)
	if len(t.mute) > 1 {
		label += fmt.Sprintf(", %d never read", mute)
	}
	return label
}

// updateSize is how many bytes Goldfish sends to a tab for one change: the baselines send as many.
func (r *run) updateSize(uri, page string) int {
	s := r.serve(goldfish)
	defer s.stop()
	c := r.loadClient(s)
	defer c.closeAll()
	c.open(1, s.lookers(uri, false))
	r.sleep(settleTime)
	for range 2 { // the first has no version before it that the server knows
		c.mark()
		s.change(page)
		c.pump(5*time.Second, func() bool { return c.updates > 0 })
		r.sleep(settleTime)
	}
	return c.bytes
}

// runScenario makes changes and follows each until all tabs have it.
func (r *run) runScenario(subject string, t scenario, n, size int) {
	s := r.serve(subject, "-frame", fmt.Sprint(size))
	defer s.stop()
	c := r.loadClient(s)
	defer c.closeAll()
	c.open(n, s.lookers(t.uri, t.signedIn))
	c.late = make([]time.Duration, 0, 2*n)
	muted := 0
	for _, want := range t.mute {
		if want > muted {
			defer mute(s.Addr, want-muted, streamRequest(t.uri, "", 0))()
			muted = want
			r.sleep(300 * time.Millisecond)
		}
		f := burst{server: s, loadClient: c, page: t.page, n: n}
		f.change() // one that is not counted
		f = burst{server: s, loadClient: c, page: t.page, n: n}
		views := s.stats(true).Views
		s.keep(fmt.Sprintf("fanout-%d-%d", n, muted), func() {
			for range t.changes {
				f.change()
			}
		})
		label := t.label(n, muted)
		r.add(label, subject, "views a change", "", float64(s.stats(false).Views-views)/float64(t.changes))
		r.add(label, subject, "events missed", "", float64(f.missed))
		f.report(r, label, subject, n*t.changes)
		r.add(label, subject, "bytes a tab", "B", float64(f.bytes)/float64(n*t.changes))
		r.logf("%s %s: %.2f µs", subject, label, micros(f.cpu)/float64(n*t.changes))
	}
}

// A burst is some changes in a row, and how they went.
type burst struct {
	server     *server
	loadClient *loadClient
	page       string
	n          int

	cpu           time.Duration
	last, p99     []time.Duration // of each change
	publish       time.Duration   // the longest
	missed, bytes int
}

func (f *burst) change() {
	time.Sleep(settleTime)
	f.loadClient.pump(0, func() bool { return false })
	f.loadClient.mark()
	published := make(chan time.Duration, 1)
	failed := make(chan any, 1)
	cpu := f.server.cpu()
	go func() { // news comes before the call is over
		defer func() { failed <- recover() }()
		published <- f.server.change(f.page)
	}()
	f.loadClient.pump(10*time.Second, func() bool { return f.loadClient.updates >= f.n })
	if v := <-failed; v != nil {
		panic(v)
	}
	f.publish = max(f.publish, <-published)
	f.cpu += f.server.cpu() - cpu
	none, _ := f.loadClient.missing()
	f.missed += none
	f.bytes += f.loadClient.bytes
	if late := slices.Sorted(slices.Values(f.loadClient.late)); len(late) > 0 {
		f.last = append(f.last, late[len(late)-1])
		f.p99 = append(f.p99, late[len(late)*99/100])
	}
}

// report adds the figures that all benches of changes share.
func (f *burst) report(r *run, label, subject string, deliveries int) {
	r.add(label, subject, "CPU per tab and change", "µs", micros(f.cpu)/float64(deliveries))
	r.add(label, subject, "last tab", "ms", millis(middle(f.last)))
	r.add(label, subject, "p99", "ms", millis(middle(f.p99)))
	r.add(label, subject, "longest publish", "ms", millis(f.publish))
}

func middle[T cmp.Ordered](list []T) (m T) {
	if len(list) == 0 {
		return m
	}
	return slices.Sorted(slices.Values(list))[len(list)/2]
}

func millis(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
