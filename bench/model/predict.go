package model

import "math"

// A Node is what one node has and does, where tabs are spread evenly.
type Node struct {
	Tabs    float64
	Screens float64

	ProcessMemory float64
	KernelMemory  float64

	Loads     float64 // per second
	Events    float64 // per second, to tabs
	Heartbeat float64 // comments per second
	Renewals  float64 // streams per second that are opened again
	Notices   float64 // changes per second that it reads
	Reads     float64 // of the changes table, per second

	CPU      map[string]float64 // cores, by what for
	Sent     float64            // bytes per second
	FanOut   float64            // seconds of all cores to send one change to the tabs of a screen
	LoadWait float64            // mean seconds of a load in the queue
}

// Cores returns the processor time per second.
func (n Node) Cores() (sum float64) {
	for _, v := range n.CPU {
		sum += v
	}
	return sum
}

// Memory returns all memory.
func (n Node) Memory() float64 { return n.ProcessMemory + n.KernelMemory }

// A Prediction is a fleet with an app on it.
type Prediction struct {
	App      App
	Fleet    Fleet
	Settings Settings
	Costs    Costs
	Node     Node

	Queries  float64 // of the database, per second: writes, loads, and reads of changes
	Wakeups  float64 // that nodes send, per second
	Messages float64 // that the bus delivers, per second
	Return   float64 // seconds until the tabs of a lost node are live; infinite with one node
}

// writeQueries is how many statements a write is, beside its effect: see store.
const writeQueries = 4

// Predict computes what an app needs on a fleet.
func Predict(a App, f Fleet, s Settings, c Costs) Prediction {
	p := Prediction{App: a, Fleet: f, Settings: s, Costs: c}
	n := &p.Node
	screens := a.Screens()
	spread := Spread(a.TabsPerScreen, f.Nodes)
	n.Tabs = a.Tabs / f.Nodes
	n.Screens = screens * spread / f.Nodes
	perScreen := n.Tabs / max(n.Screens, 1e-9) // tabs on this node

	bodies := n.Screens * a.BodyBytes * c.Body
	n.ProcessMemory = c.Base + n.Tabs*c.tab(f.Transport) + n.Screens*c.Screen + min(bodies, s.CacheBytes)
	n.KernelMemory = n.Tabs * c.Kernel

	changesOfScreen := a.Changes * a.ScreensPerChange / screens
	rate := Coalesced(changesOfScreen, s.MinLoadInterval.Seconds())
	n.Loads = n.Screens * rate
	n.Events = n.Tabs * rate
	silent := s.Heartbeat.Seconds()
	n.Heartbeat = n.Tabs * math.Exp(-rate*silent) / silent
	n.Renewals = n.Tabs / s.StreamAge.Seconds()
	n.Notices = a.Changes
	n.Reads = Coalesced(a.Changes, s.ReadInterval.Seconds())

	event := c.event(f.Transport)
	n.CPU = map[string]float64{
		"idle":       c.Idle,
		"events":     n.Events * event,
		"heartbeats": n.Heartbeat * event,
		"loads":      n.Loads * c.Load,
		"changes":    n.Reads*c.Read + n.Notices*c.Notice,
		"writes":     a.Changes / f.Nodes * c.Write,
		"renewals":   n.Renewals * c.open(f.Transport),
	}
	n.Sent = n.Events*(c.EventBytes+c.PacketBytes) + n.Heartbeat*(8+c.PacketBytes) + n.Renewals*(c.OpenBytes+4*c.PacketBytes)
	n.FanOut = perScreen * event / f.Cores
	n.LoadWait = Wait(n.Loads, a.ViewTime.Seconds()+c.Load, math.Floor(s.LoadsAtOnce*f.Cores))

	p.Queries = a.Changes*writeQueries + f.Nodes*(n.Loads+n.Reads)
	p.Wakeups = f.Nodes * Coalesced(a.Changes/f.Nodes, s.WakeInterval.Seconds())
	p.Messages = p.Wakeups * (f.Nodes - 1)
	p.Return = p.timeToReturn()
	return p
}

// timeToReturn is how long the other nodes need for the tabs of one that is lost.
func (p Prediction) timeToReturn() float64 {
	free := (p.Fleet.Cores - p.Node.Cores()) * (p.Fleet.Nodes - 1)
	if free <= 0 {
		return math.Inf(1)
	}
	return (p.Node.Tabs*p.Costs.open(p.Fleet.Transport) + p.Node.Screens*p.Costs.Load) / free
}
