package model

import (
	"math"
	"slices"
)

// A Limit is something that can run out.
type Limit struct {
	Name string
	Used float64 // of what there is: above 1 it breaks
	// Nodes reports whether more nodes help. If not, the fleet as a whole breaks here.
	Nodes bool
}

// Limits returns all limits, the one that is nearest first.
//
// A node must also carry its share of the tabs of one that is lost, so what a node has for tabs is
// counted with one node less, if there are several.
func (p Prediction) Limits() []Limit {
	f, n, s := p.Fleet, p.Node, p.Settings
	lost := 1.0
	if f.Nodes > 1 {
		lost = f.Nodes / (f.Nodes - 1)
	}
	list := []Limit{
		{"descriptors", n.Tabs * lost / usableDescriptors(f.Descriptors), true},
		{"memory", n.Memory() * lost / f.Memory, true},
		{"CPU", n.Cores() * lost / f.Cores, true},
		{"loads", n.Loads * lost * (p.App.ViewTime.Seconds() + p.Costs.Load) / (s.LoadsAtOnce * f.Cores), true},
		{"fan-out of one change", n.FanOut * lost / s.Freshness.Seconds(), true},
		{"bytes of a node", n.Sent * lost / f.NIC, true},
		// One goroutine reads the changes, so it has one core. Each node reads all of them.
		{"changes that each node reads", n.CPU["changes"], false},
		{"queries of the database", p.Queries / f.Queries, false},
		{"messages of the bus", p.Messages / f.Routed, false},
	}
	if f.Nodes > 1 {
		list = append(list, Limit{"return after a lost node", p.Return / s.Return.Seconds(), true})
	}
	slices.SortStableFunc(list, func(a, b Limit) int {
		switch {
		case a.Used > b.Used:
			return -1
		case a.Used < b.Used:
			return 1
		}
		return 0
	})
	return list
}

// usableDescriptors is how many streams the framework lets in by default: of all descriptors,
// sse.MaxConnections leaves a sixteenth for others, and Options.MaxStreams a sixteenth of the rest.
func usableDescriptors(all float64) float64 { return (all - max(all/16, 32)) * 15 / 16 }

// MaxTabs returns with how many tabs the first limit is reached on this fleet, and which it is. The
// app is the same otherwise: see [App].
func MaxTabs(a App, f Fleet, s Settings, c Costs) (tabs float64, first string) {
	breaks := func(tabs float64) (Limit, bool) {
		l := Predict(a.at(tabs), f, s, c).Limits()[0]
		return l, l.Used >= 1
	}
	low, high := 1.0, 1e12
	if l, broken := breaks(low); broken {
		return 0, l.Name
	}
	for high/low > 1.0001 {
		middle := math.Sqrt(low * high)
		if l, broken := breaks(middle); broken {
			high, first = middle, l.Name
		} else {
			low = middle
		}
	}
	return low, first
}

// NodesFor returns the least number of nodes on which no limit of a node is reached, at most 1e5,
// and the limit that asks for them. The fleet's own number of nodes does not matter.
func NodesFor(a App, f Fleet, s Settings, c Costs) (p Prediction, first string) {
	broken := func(nodes float64) string {
		f.Nodes = nodes
		p = Predict(a, f, s, c)
		for _, l := range p.Limits() {
			if l.Nodes && l.Used >= 1 {
				return l.Name
			}
		}
		return ""
	}
	const most = 1e5
	first = "one node"
	low, high := 0.0, 1.0
	for high < most {
		why := broken(high)
		if why == "" {
			break
		}
		first, low, high = why, high, high*2
	}
	for high-low > 1 {
		middle := math.Floor((low + high) / 2)
		if why := broken(middle); why != "" {
			first, low = why, middle
		} else {
			high = middle
		}
	}
	broken(high)
	return p, first
}
