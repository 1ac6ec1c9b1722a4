package model

import (
	"math"
	"testing"
	"time"
)

// sample are costs of about the right size.
var sample = Costs{
	Base: 30e6, Tab: 450, TabTLS1: 20e3, TabTLS2: 12e3, Kernel: 4e3, Screen: 3e3, Body: 1.5,
	EventBytes: 60, PacketBytes: 132, OpenBytes: 600, Event: 12e-6, EventTLS: 20e-6,
	Load: 300e-6, Read: 100e-6, Notice: 20e-6, Write: 200e-6, Open: 150e-6, OpenTLS: 500e-6,
}

var machine = Fleet{Nodes: 5, Cores: 2, Memory: 8e9, Descriptors: 20_000, NIC: 1e8, Queries: 1e4, Routed: 1e5}

func near(t *testing.T, what string, got, want, part float64) {
	t.Helper()
	if math.Abs(got-want) > part*math.Abs(want) {
		t.Errorf("%s is %.4g, want %.4g", what, got, want)
	}
}

// Erlang's formula, against known values: with one server it is ρ/(1-ρ) of the service time.
func TestWait(t *testing.T) {
	near(t, "M/M/1 at 0.5", Wait(0.5, 1, 1), 1, 1e-9)
	near(t, "M/M/1 at 0.9", Wait(0.9, 1, 1), 9, 1e-9)
	near(t, "M/M/2 at 1.5", Wait(1.5, 1, 2), 9.0/7, 1e-9)
	if wait := Wait(100, 1, 200); wait > 1e-6 {
		t.Errorf("with 200 servers, half used, a task waits %v", wait)
	}
	if !math.IsInf(Wait(2, 1, 2), 1) {
		t.Error("a queue that is full waits for a finite time")
	}
}

func TestCoalesced(t *testing.T) {
	near(t, "seldom", Coalesced(0.001, 0.05), 0.001, 1e-3)
	near(t, "often", Coalesced(10_000, 0.05), 20, 1e-3)
	near(t, "never", Coalesced(0, 0.05), 0, 0)
}

func TestSpread(t *testing.T) {
	near(t, "one tab", Spread(1, 5), 1, 1e-9)
	near(t, "many tabs", Spread(1000, 5), 5, 1e-9)
	near(t, "one node", Spread(7, 1), 1, 0)
}

// The simulation and the formulas are of the same system: they agree where queues are short, and
// the simulation is bounded where they are not.
func TestSimulation(t *testing.T) {
	for _, test := range []struct {
		name    string
		app     App
		seconds float64
	}{
		{"seldom", App{Tabs: 50_000, TabsPerScreen: 100, Changes: 100, ScreensPerChange: 1, BodyBytes: 2e3, ViewTime: 5 * time.Millisecond}, 200},
		{"coalesced", App{Tabs: 1000, TabsPerScreen: 100, Changes: 300, ScreensPerChange: 1, BodyBytes: 2e3, ViewTime: time.Millisecond}, 100},
		{"loads wait", App{Tabs: 10_000, TabsPerScreen: 10, Changes: 130, ScreensPerChange: 1, BodyBytes: 2e3, ViewTime: 60 * time.Millisecond}, 2000},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := Predict(test.app, machine, Defaults, sample)
			s := Simulate(p, test.seconds, 1)
			near(t, "loads", s.Loads, p.Node.Loads, 0.05)
			near(t, "events", s.Events, p.Node.Events, 0.05)
			near(t, "cores for events", s.Busy, p.Node.CPU["events"], 0.05)
			if p.Node.LoadWait > 1e-3 {
				near(t, "wait of a load", s.LoadWait, p.Node.LoadWait, 0.2)
			} else if s.LoadWait > 2e-3 {
				t.Errorf("a load waits %v s, and no load should", s.LoadWait)
			}
			if least := p.Node.FanOut; s.Oldest < least {
				t.Errorf("the last tab waits %v s, less than its fan-out takes", s.Oldest)
			}
		})
	}
}

// More events than a node can write: it writes as many as it can, and no tab waits for more than a
// round of all tabs, because each gets the newest event alone.
func TestSimulationOfTooManyEvents(t *testing.T) {
	app := App{Tabs: 500_000, TabsPerScreen: 1000, Changes: 5000, ScreensPerChange: 1, BodyBytes: 2e3, ViewTime: time.Millisecond}
	p := Predict(app, machine, Defaults, sample)
	if p.Node.CPU["events"] < 2*machine.Cores {
		t.Fatalf("the app needs %v cores: not too many", p.Node.CPU["events"])
	}
	s := Simulate(p, 60, 1)
	near(t, "cores for events", s.Busy, machine.Cores, 0.05)
	round := p.Node.Tabs * sample.Event / machine.Cores
	if s.Oldest > 2*round+1 {
		t.Errorf("a tab waits %v s for a change, and a round of all tabs takes %v s", s.Oldest, round)
	}
}

func TestSimulationIsRepeatable(t *testing.T) {
	p := Predict(App{Tabs: 1000, TabsPerScreen: 10, Changes: 50, ScreensPerChange: 1}, machine, Defaults, sample)
	if a, b := Simulate(p, 10, 7), Simulate(p, 10, 7); a != b {
		t.Errorf("%+v and %+v differ", a, b)
	}
}

// What breaks first, where it can be told by hand.
func TestFirstLimit(t *testing.T) {
	oneScreen := App{Tabs: 1000, TabsPerScreen: 1000, Changes: 0.1, ScreensPerChange: 1, BodyBytes: 2e3}
	alone := machine
	alone.Nodes = 1
	tabs, first := MaxTabs(oneScreen, alone, Defaults, sample)
	if first != "descriptors" {
		t.Errorf("on one node %s breaks first", first)
	}
	near(t, "tabs on one node", tabs, 20_000*15*15/256, 0.001)

	many := alone
	many.Descriptors = 1e9
	if _, first := MaxTabs(oneScreen, many, Defaults, sample); first != "fan-out of one change" {
		t.Errorf("with descriptors for all %s breaks first", first)
	}
	many.Memory = 100e6
	if tabs, first := MaxTabs(oneScreen, many, Defaults, sample); first != "memory" || math.Abs(tabs-70e6/4450) > 100 {
		t.Errorf("with little memory %s breaks first, at %.0f tabs", first, tabs)
	}

	writers := App{Tabs: 1000, TabsPerScreen: 1, Changes: 100, ScreensPerChange: 1, BodyBytes: 2e3}
	big := Fleet{Nodes: 1e4, Cores: 64, Memory: 1e12, Descriptors: 1e9, NIC: 1e12, Queries: 1e12, Routed: 1e15}
	if tabs, first := MaxTabs(writers, big, Defaults, sample); first != "changes that each node reads" {
		t.Errorf("on 10,000 nodes %s breaks first", first)
	} else {
		// All but 250 reads per second of the core is left for the changes.
		near(t, "its size", tabs, (1-sample.Read/0.004)/sample.Notice*10, 0.001)
	}
}

// Nodes are as few as can be, and one less is too few.
func TestNodesFor(t *testing.T) {
	app := App{Tabs: 1e6, TabsPerScreen: 100, Changes: 1000, ScreensPerChange: 1, BodyBytes: 2e3, ViewTime: time.Millisecond}
	p, first := NodesFor(app, machine, Defaults, sample)
	less := machine
	less.Nodes = p.Fleet.Nodes - 1
	broken := false
	for _, l := range Predict(app, less, Defaults, sample).Limits() {
		broken = broken || l.Nodes && l.Used >= 1
	}
	if !broken || first == "" {
		t.Errorf("%v nodes because of %s, and one less is enough", p.Fleet.Nodes, first)
	}
	for _, l := range p.Limits() {
		if l.Nodes && l.Used >= 1 {
			t.Errorf("%v nodes are too few: %s", p.Fleet.Nodes, l.Name)
		}
	}
}

// TLS in the process takes more of a node than a proxy before it.
func TestTransports(t *testing.T) {
	app := App{Tabs: 1e5, TabsPerScreen: 100, Changes: 100, ScreensPerChange: 1, BodyBytes: 2e3}
	memory := func(tr Transport) float64 {
		f := machine
		f.Transport = tr
		return Predict(app, f, Defaults, sample).Node.Memory()
	}
	if plain, two, one := memory(Plain), memory(TLS2), memory(TLS1); !(plain < two && two < one) {
		t.Errorf("memory: plain %v, HTTP/2 %v, HTTP/1.1 over TLS %v", plain, two, one)
	}
}

// A change of another node reaches each node, so more nodes do not help there.
func TestMoreNodesDoNotReadLess(t *testing.T) {
	app := App{Tabs: 1e6, TabsPerScreen: 1, Changes: 1e4, ScreensPerChange: 1}
	cpu := func(nodes float64) float64 {
		f := machine
		f.Nodes = nodes
		return Predict(app, f, Defaults, sample).Node.CPU["changes"]
	}
	near(t, "processor time for changes on 50 nodes", cpu(50), cpu(5), 0)
}
