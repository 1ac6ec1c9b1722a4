package model

import (
	"container/heap"
	"math/rand/v2"
)

// A Simulated is what a simulated node did, per second of simulated time.
type Simulated struct {
	Loads    float64 // per second
	Events   float64 // per second, to tabs
	Busy     float64 // cores that write events
	LoadWait float64 // mean seconds of a load in the queue
	Oldest   float64 // longest time from a change to the last tab, in seconds
}

// Simulate runs one node of a prediction for so many seconds of simulated time: changes come at
// random; a screen is loaded once in an interval; loads wait for a place; events wait for a writer,
// in the order of their loads, and a tab that still waits gets the newest event alone. The same
// seed has the same result.
func Simulate(p Prediction, seconds float64, seed uint64) Simulated {
	s := &simulation{
		random: rand.New(rand.NewPCG(seed, 1)), end: seconds,
		screens: make([]simScreen, max(int(p.Node.Screens+0.5), 1)),
		places:  int(p.Settings.LoadsAtOnce * p.Fleet.Cores),
		service: p.App.ViewTime.Seconds() + p.Costs.Load,
		dead:    p.Settings.MinLoadInterval.Seconds(),
	}
	s.tabs = p.Node.Tabs / float64(len(s.screens))
	s.write = s.tabs * p.Costs.event(p.Fleet.Transport) / p.Fleet.Cores
	rate := p.App.Changes * p.App.ScreensPerChange / p.App.Screens() * float64(len(s.screens))
	s.every = 1 / rate
	s.run()
	return Simulated{
		Loads:    float64(s.loads) / seconds,
		Events:   float64(s.written) * s.tabs / seconds,
		Busy:     float64(s.written) * s.write * p.Fleet.Cores / seconds,
		LoadWait: s.waited / max(float64(s.loads), 1),
		Oldest:   s.oldest,
	}
}

// A simScreen is a screen of the simulated node. Times are negative if there is none.
type simScreen struct {
	changed  float64 // the oldest change that no load has seen
	started  float64 // the last load
	loading  float64 // the oldest change that the running load brings
	unsent   float64 // the oldest change that waits for a writer
	queued   float64 // when the load was put into the queue
	pending  bool    // a load is planned, waits or runs
	inWrites bool
}

type simulation struct {
	random       *rand.Rand
	now, end     float64
	events       simEvents
	screens      []simScreen
	places, busy int
	waiting      []int // screens that wait for a load
	writes       []int // screens whose tabs wait for an event
	writing      bool
	service      float64 // of a load
	dead         float64 // interval of loads
	every        float64 // mean time between changes
	tabs, write  float64 // of one screen

	loads, written int
	waited, oldest float64
}

func (s *simulation) run() {
	for i := range s.screens {
		s.screens[i] = simScreen{changed: -1, started: -s.dead, loading: -1, unsent: -1}
	}
	s.nextChange()
	for s.events.Len() > 0 && s.now < s.end {
		e := heap.Pop(&s.events).(simEvent)
		s.now = e.at
		e.do()
	}
}

func (s *simulation) after(d float64, do func()) { heap.Push(&s.events, simEvent{s.now + d, do}) }

func (s *simulation) nextChange() {
	s.after(s.random.ExpFloat64()*s.every, func() {
		n := s.random.IntN(len(s.screens))
		if screen := &s.screens[n]; screen.changed < 0 {
			screen.changed = s.now
			s.plan(n)
		}
		s.nextChange()
	})
}

// plan makes a load of a screen that has changed, when its interval is over.
func (s *simulation) plan(n int) {
	screen := &s.screens[n]
	if screen.pending || screen.changed < 0 {
		return
	}
	screen.pending = true
	s.after(max(screen.started+s.dead-s.now, 0), func() {
		screen.queued = s.now
		s.waiting = append(s.waiting, n)
		s.startLoads()
	})
}

func (s *simulation) startLoads() {
	for s.busy < s.places && len(s.waiting) > 0 {
		n := s.waiting[0]
		s.waiting = s.waiting[1:]
		screen := &s.screens[n]
		s.busy++
		s.loads++
		s.waited += s.now - screen.queued
		screen.started, screen.loading, screen.changed = s.now, screen.changed, -1
		s.after(s.random.ExpFloat64()*s.service, func() {
			s.busy--
			screen.pending = false
			// A tab that still waits gets the newest event alone.
			if !screen.inWrites {
				screen.inWrites, screen.unsent = true, screen.loading
				s.writes = append(s.writes, n)
			}
			s.startWrite()
			s.plan(n)
			s.startLoads()
		})
	}
}

func (s *simulation) startWrite() {
	if s.writing || len(s.writes) == 0 {
		return
	}
	screen := &s.screens[s.writes[0]]
	s.writes = s.writes[1:]
	screen.inWrites = false
	since := screen.unsent
	s.writing = true
	s.after(s.write, func() {
		s.writing = false
		s.written++
		s.oldest = max(s.oldest, s.now-since)
		s.startWrite()
	})
}

type simEvent struct {
	at float64
	do func()
}

// simEvents is a heap of events by time.
type simEvents []simEvent

func (e simEvents) Len() int           { return len(e) }
func (e simEvents) Less(i, j int) bool { return e[i].at < e[j].at }
func (e simEvents) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *simEvents) Push(v any)        { *e = append(*e, v.(simEvent)) }
func (e *simEvents) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}
