//go:build linux

package main

import (
	"fmt"
	"slices"
	"time"
)

func init() {
	register("idle", "what a tab costs that has nothing to say", idle)
}

// idle opens tabs and looks at the server when all is quiet. Memory is what the process has more
// than before the first tab, after garbage has gone back to the system, and again as it is without
// that.
func idle(r *run) {
	steps := slices.Compact([]int{r.n(1000), r.n(10_000), r.n(18_000)})
	most := steps[len(steps)-1]
	for _, c := range []struct {
		name, uri string
		own       bool
	}{
		{"/counter, one screen", counterPage, false},
		{"/counter, a screen each", own + counterPage, true},
		{"/board, one screen", boardPage, false},
		{"/board, a screen each", own + boardPage, true},
	} {
		r.restTogether(goldfish, c.name, c.uri, c.own, steps)
		if c.uri == counterPage || c.uri == own+counterPage {
			r.restTogether("plain", c.name, c.uri, c.own, steps)
			r.restTogether("r3labs", c.name, c.uri, c.own, steps)
		}
	}
	if r.part {
		// Each person's badge is a screen of its own; the page is one for all.
		for _, c := range []struct{ name, uri, part string }{
			{"/counter, signed in", team + counterPage, ""},
			{"/counter, signed in, with a part of one's own in the shell", team + counterPage, own + counterPage},
		} {
			r.rest(goldfish, c.name, c.uri, c.part, true, steps)
		}
	}
	last := caseOf("/counter, one screen", most)
	r.atMost(last, "RSS per tab", 1024)
	r.atMost(last, "goroutines per tab", 0.01)
	each := caseOf("/counter, a screen each", most)
	body := len(renderByHand(newWorld(), counterPage))
	r.atMost(each, "RSS per tab", float64(4096+body))
	r.restTLS()
}

// quiet is how long the server is left alone before it is looked at.
func (r *run) quiet() time.Duration {
	if r.small() {
		return 50 * time.Millisecond
	}
	return time.Second
}

// settled is quiet for the memory of tabs: Goldfish gives back some of what a new tab takes when
// the tab has been quiet for 5 to 10 s (docs/adr/0004-parked-streams.md).
func (r *run) settled() time.Duration {
	if r.small() {
		return r.quiet()
	}
	return 11 * time.Second
}

func caseOf(name string, n int) string { return fmt.Sprintf("%s, %d tabs", name, n) }

func (r *run) restTogether(subject, name, uri string, own bool, steps []int) {
	r.rest(subject, name, uri, "", own, steps)
}

// rest is restTogether with a part in the shell, if there is one.
func (r *run) rest(subject, name, uri, part string, own bool, steps []int) {
	s := r.serve(subject)
	defer s.stop()
	request := s.lookers(uri, own)
	if part != "" {
		request = s.withPart(request, part)
	}
	warm := r.loadClient(s)
	warm.open(min(50, steps[0]), request)
	warm.closeAll()
	r.sleep(100 * time.Millisecond)
	before, base := s.stats(true), s.rss()
	c := r.loadClient(s)
	defer c.closeAll()
	for _, n := range steps {
		opened, cpu := c.count, s.cpu()
		c.open(n-opened, func(i int) []byte { return request(opened + i) })
		cpu = s.cpu() - cpu
		c.pump(r.settled(), func() bool { return false })
		asIs := s.rss()
		after := s.stats(true)
		if after.Streams != n || c.lost > 0 {
			check(fmt.Errorf("%s: %d streams are open and %d were cut off, of %d", subject, after.Streams, c.lost, n))
		}
		per := func(v float64) float64 { return v / float64(n) }
		label := caseOf(name, n)
		r.add(label, subject, "RSS per tab", "B", per(s.rss()-base))
		r.add(label, subject, "RSS per tab, uncollected", "B", per(asIs-base))
		r.add(label, subject, "heap per tab", "B", per(float64(after.Heap)-float64(before.Heap)))
		r.add(label, subject, "goroutines per tab", "", per(float64(after.Goroutines-before.Goroutines)))
		r.add(label, subject, "CPU to open a tab", "µs", micros(cpu)/float64(n-opened))
		r.logf("%s %s: %.0f B", subject, label, per(s.rss()-base))
	}
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }

// restTLS is the handler transport: where TLS ends in Go, nothing can be parked.
func (r *run) restTLS() {
	n := r.n(1200)
	for _, c := range []struct {
		name  string
		h2    bool
		share int // tabs on one connection
	}{{"HTTP/2 over TLS, 6 on a connection", true, 6}, {"HTTP/1.1 over TLS", false, 1}} {
		label := caseOf("/counter, "+c.name, n)
		for range r.rounds {
			for _, subject := range []string{goldfish, "plain"} {
				r.restOne(subject, label, n, c.h2, c.share)
			}
		}
		r.atMostOf(label, "RSS per tab", "plain", 1.05)
	}
}

func (r *run) restOne(subject, label string, n int, h2 bool, share int) {
	s := r.serve(subject, "-tls")
	defer s.stop()
	openTLS(r.ctx, s.Addr, counterPage, min(n, 60), h2, share)() // and close
	r.sleep(200 * time.Millisecond)
	before, base := s.stats(true), s.rss()
	closeAll := openTLS(r.ctx, s.Addr, counterPage, n, h2, share)
	defer closeAll()
	r.sleep(r.quiet())
	after := s.stats(true)
	s.keepHeap("idle-tls")
	if after.Streams != n {
		check(fmt.Errorf("%s: %d streams are open, of %d", subject, after.Streams, n))
	}
	r.add(label, subject, "RSS per tab", "B", (s.rss()-base)/float64(n))
	r.add(label, subject, "heap per tab", "B", (float64(after.Heap)-float64(before.Heap))/float64(n))
	r.add(label, subject, "stack per tab", "B", (float64(after.Stacks)-float64(before.Stacks))/float64(n))
	r.add(label, subject, "goroutines per tab", "", float64(after.Goroutines-before.Goroutines)/float64(n))
}
