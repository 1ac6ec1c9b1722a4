//go:build linux

package main

import "fmt"

func init() {
	register("keys", "one topic that many screens watch, each with ten tabs", keys)
}

func keys(r *run) {
	const tabs = 10
	screens, changes := r.n(1000), r.times(10)
	n := screens * tabs
	label := fmt.Sprintf("/counter, %d screens of %d tabs", screens, tabs)
	size := r.updateSize(counterPage, counterPage)
	for range r.rounds {
		for _, subject := range []string{goldfish, "plain"} {
			r.each(subject, label, n, screens, changes, size)
		}
	}
	r.exactly(label, "views a change", float64(screens))
	r.exactly(label, "events missed", 0)
}

func (r *run) each(subject, label string, n, screens, changes, size int) {
	s := r.serve(subject, "-frame", fmt.Sprint(size))
	defer s.stop()
	c := r.loadClient(s)
	defer c.closeAll()
	request := s.lookers(own+counterPage, true)
	c.open(n, func(i int) []byte { return request(i % screens) })
	f := burst{server: s, loadClient: c, page: counterPage, n: n}
	f.change() // one that is not counted
	f = burst{server: s, loadClient: c, page: counterPage, n: n}
	views := s.stats(true).Views
	s.keep("keys", func() {
		for range changes {
			f.change()
		}
	})
	r.add(label, subject, "views a change", "", float64(s.stats(false).Views-views)/float64(changes))
	r.add(label, subject, "events missed", "", float64(f.missed))
	f.report(r, label, subject, n*changes)
	r.logf("%s %s: %.2f µs", subject, label, micros(f.cpu)/float64(n*changes))
}
