//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/sys/unix"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/pages"
	"github.com/goldfish-go/goldfish/sse"
)

func init() {
	register("render", "from a component to its patch, step by step, against templ's render alone", renders)
}

// alone is templ's render into memory that is used again, and nothing else.
const alone = "templ"

// A renderCase is a page before and after some changes.
type renderCase struct {
	name   string
	before templ.Component
	after  []templ.Component
}

func renders(r *run) {
	cases := []renderCase{{"/counter", counterView(100_000), []templ.Component{counterView(100_001)}}}
	for _, size := range []int{10, 200, 1000} {
		random := rand.New(rand.NewPCG(uint64(size), 1))
		board := pages.NewBoard(random, size)
		s := renderCase{name: fmt.Sprintf("%d rows", size), before: pages.Orders(*board)}
		for _, c := range boardChanges {
			changed := board.Clone()
			c.change(changed, random)
			s.after = append(s.after, pages.Orders(*changed))
		}
		cases = append(cases, s)
	}
	random := rand.New(rand.NewPCG(100, 1))
	chat := pages.NewChat(random, 100)
	more := pages.Chat{Messages: slices.Clone(chat.Messages)}
	more.Post(random)
	cases = append(cases, renderCase{"chat of 100", pages.Talk(*chat), []templ.Component{pages.Talk(more)}})

	for _, s := range cases {
		for range r.rounds {
			s.measure(r)
		}
		r.atMost(s.name, "diff and check, of the render", 0.25)
	}
}

// A step is measured in batches, in turns with the other steps.
type step struct {
	name    string
	do      func()
	n       int       // in a batch
	batches []float64 // µs of processor time
	allocs  float64
}

func (s renderCase) measure(r *run) {
	ctx := context.Background()
	take := func(c templ.Component) snapshot.Snapshot { return must(snapshot.Render(ctx, s.name, c)) }
	old := take(s.before)
	html := old.Body
	var out bytes.Buffer
	steps := []*step{
		{name: "render", do: func() {
			out.Reset()
			check(s.before.Render(ctx, &out))
		}},
		{name: "canonical form and sum", do: func() { snapshot.New(s.name, html) }},
		{name: "index", do: func() {
			old.DropIndex()
			old.InnerRange("")
		}},
	}
	for _, c := range s.after {
		changed := take(c)
		changed.InnerRange("") // has its index
		steps = append(steps, &step{name: "diff and check", do: func() { snapshot.Diff(old, changed) }})
		if delta, ok := snapshot.Diff(old, changed); ok {
			event := &sse.Event{ID: []byte(changed.Version), Data: delta}
			steps = append(steps, &step{name: "encode", do: func() { sse.NewFrame(event) }})
		}
	}
	first := s.after[0]
	steps = append(steps, &step{name: "a change, in all", do: func() { snapshot.Diff(old, take(first)) }})
	for range r.times(30) {
		for _, st := range steps {
			st.batch()
		}
	}
	s.report(r, steps)
}

// report adds the figures: of a step, the least that a batch took, since whatever else the machine
// does can only add to it; of the changes, the dearest.
func (s renderCase) report(r *run, steps []*step) {
	cost, allocs := map[string]float64{}, map[string]float64{}
	for _, st := range steps {
		cost[st.name] = max(cost[st.name], slices.Min(st.batches))
		allocs[st.name] = max(allocs[st.name], st.allocs)
	}
	add := func(subject, name, metric string) {
		r.add(s.name, subject, metric, "µs", cost[name])
		r.add(s.name, subject, metric+", allocations", "", allocs[name])
	}
	add(alone, "render", "a change, in all")
	for _, name := range []string{"a change, in all", "canonical form and sum", "index", "diff and check", "encode"} {
		add(goldfish, name, name)
	}
	r.add(s.name, goldfish, "diff and check, of the render", "", cost["diff and check"]/cost["render"])
	r.add(s.name, goldfish, "index, diff and check, of the render", "", (cost["index"]+cost["diff and check"])/cost["render"])
}

// batch takes about two milliseconds.
func (s *step) batch() {
	if s.n == 0 {
		start := time.Now()
		for s.n = 0; time.Since(start) < 2*time.Millisecond; s.n++ {
			s.do()
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := processor()
	for range s.n {
		s.do()
	}
	took := processor() - start
	runtime.ReadMemStats(&after)
	s.batches = append(s.batches, micros(took)/float64(s.n))
	s.allocs = float64(after.Mallocs-before.Mallocs) / float64(s.n)
}

// processor is what this process has taken of the processors.
func processor() time.Duration {
	var t unix.Timespec
	check(unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &t))
	return time.Duration(t.Nano())
}
