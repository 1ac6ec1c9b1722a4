//go:build linux

package main

import (
	"fmt"
	"slices"
	"strings"
)

// results are the figures of all benches, in the order in which they were first taken.
type results struct {
	list    []*series
	targets []target
}

// A series is one figure, taken once or more.
type series struct {
	bench, cas, subject, metric, unit string
	values                            []float64
}

func (s *series) median() float64 {
	sorted := slices.Sorted(slices.Values(s.values))
	half := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[half-1] + sorted[half]) / 2
	}
	return sorted[half]
}

// spread is how far the values lie apart, from least to most.
func (s *series) spread() float64 { return slices.Max(s.values) - slices.Min(s.values) }

// add notes one more value of a figure.
func (r *run) add(cas, subject, metric, unit string, value float64) {
	s := r.results.find(r.bench, cas, subject, metric)
	if s == nil {
		s = &series{bench: r.bench, cas: cas, subject: subject, metric: metric, unit: unit}
		r.results.list = append(r.results.list, s)
	}
	s.values = append(s.values, value)
}

func (r *results) find(bench, cas, subject, metric string) *series {
	for _, s := range r.list {
		if s.bench == bench && s.cas == cas && s.subject == subject && s.metric == metric {
			return s
		}
	}
	return nil
}

// A target is what a figure of Goldfish has to be. One that is exact does not depend on time, so
// missing it fails the run.
type target struct {
	bench, cas, metric string
	limit              float64
	least              bool // the figure is to be no less, else no more
	// a subject or a case whose figure the limit is a multiple of; "" is absolute
	of    string
	exact bool
}

// atMost and atLeast set an absolute target.
func (r *run) atMost(cas, metric string, limit float64) {
	r.results.targets = append(r.results.targets, target{bench: r.bench, cas: cas, metric: metric, limit: limit})
}

// exactly sets one that does not depend on time: no more than the limit.
func (r *run) exactly(cas, metric string, limit float64) {
	r.results.targets = append(r.results.targets, target{bench: r.bench, cas: cas, metric: metric, limit: limit, exact: true})
}

// atMostOf and atLeastOf set a target relative to a baseline, or to another case of Goldfish.
func (r *run) atMostOf(cas, metric, of string, factor float64) {
	r.results.targets = append(r.results.targets, target{bench: r.bench, cas: cas, metric: metric, limit: factor, of: of})
}

func (r *run) atLeastOf(cas, metric, of string, factor float64) {
	r.results.targets = append(r.results.targets, target{bench: r.bench, cas: cas, metric: metric, limit: factor, of: of, least: true})
}

// judge returns the figure that a target is about, as a multiple where it is relative.
func (r *results) judge(t target) (value float64, met, ok bool) {
	s := r.find(t.bench, t.cas, goldfish, t.metric)
	if s == nil {
		return 0, false, false
	}
	value = s.median()
	if t.of != "" {
		base := r.find(t.bench, t.cas, t.of, t.metric)
		if base == nil {
			base = r.find(t.bench, t.of, goldfish, t.metric)
		}
		if base == nil || base.median() == 0 {
			return 0, false, false
		}
		value /= base.median()
	}
	if t.exact { // not one run may miss it
		value = slices.Max(s.values)
	}
	if t.least {
		return value, value >= t.limit, true
	}
	return value, value <= t.limit, true
}

// broken names the targets that are missed though they do not depend on time.
func (r *results) broken() error {
	var list []string
	for _, t := range r.targets {
		if value, met, ok := r.judge(t); t.exact && !(ok && met) {
			list = append(list, fmt.Sprintf("%s %s: %s is %v, not %v", t.bench, t.cas, t.metric, value, t.limit))
		}
	}
	if list == nil {
		return nil
	}
	return fmt.Errorf("missed: %s", strings.Join(list, "; "))
}
