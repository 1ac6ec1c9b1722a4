//go:build linux

package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/goldfish-go/goldfish/bench/model"
)

// modelCommand is the name of the command that computes what an app needs.
const modelCommand = "model"

// A modelOrder is what the command is asked for.
type modelOrder struct {
	app       model.App
	fleet     model.Fleet
	transport string
	nats      bool
	scale     float64
	simulate  float64
}

func parseModel(args []string, log io.Writer) (o modelOrder, err error) {
	flags := flag.NewFlagSet("bench model", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.Float64Var(&o.app.Tabs, "tabs", 0, "tabs, for one app of your own; 0: three apps at four sizes")
	flags.Float64Var(&o.app.TabsPerScreen, "tabs-per-screen", 100, "tabs with the same page, audience and language")
	flags.Float64Var(&o.app.Changes, "changes", 100, "commits per second")
	flags.Float64Var(&o.app.ScreensPerChange, "screens-per-change", 1, "screens that a commit concerns")
	flags.DurationVar(&o.app.ViewTime, "view", 2*time.Millisecond, "how long a view waits for the database")
	flags.Float64Var(&o.app.BodyBytes, "body", 10_000, "bytes of a page")
	flags.Float64Var(&o.fleet.Nodes, "nodes", 0, "nodes; 0: as many as are needed")
	flags.Float64Var(&o.fleet.Cores, "cores", 8, "cores of a node")
	flags.Float64Var(&o.fleet.Memory, "memory", 16e9, "bytes of a node")
	flags.Float64Var(&o.fleet.Descriptors, "descriptors", 262_144, "of a process")
	flags.Float64Var(&o.fleet.NIC, "nic", 125e6, "bytes per second of a node's network")
	flags.Float64Var(&o.fleet.Queries, "queries", 20_000, "that the database answers per second")
	flags.Float64Var(&o.fleet.Routed, "messages", 1e6, "that the bus delivers per second")
	flags.StringVar(&o.transport, "transport", "plain", "how streams reach the process: plain, h1 or h2 over TLS")
	flags.BoolVar(&o.nats, "nats", false, "measure with NATS between two nodes; needs the module bench/bus")
	flags.Float64Var(&o.scale, "scale", 1, "how many tabs are measured, of 3000")
	flags.Float64Var(&o.simulate, "simulate", 60, "seconds of simulated time of one node; 0: none")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	transports := map[string]model.Transport{"plain": model.Plain, "h1": model.TLS1, "h2": model.TLS2}
	transport, ok := transports[o.transport]
	if !ok {
		return o, fmt.Errorf("-transport is %q: plain, h1 or h2", o.transport)
	}
	o.fleet.Transport = transport
	if flags.NArg() > 0 {
		return o, fmt.Errorf("model takes flags alone, and no %q", flags.Arg(0))
	}
	return o, o.check()
}

// check refuses numbers of which nothing can be computed.
func (o modelOrder) check() error {
	for name, v := range map[string]float64{
		"-tabs-per-screen": o.app.TabsPerScreen, "-cores": o.fleet.Cores, "-memory": o.fleet.Memory, "-descriptors": o.fleet.Descriptors,
		"-nic": o.fleet.NIC, "-queries": o.fleet.Queries, "-messages": o.fleet.Routed, "-scale": o.scale,
	} {
		if !(v > 0) {
			return fmt.Errorf("%s is %v: it must be more than 0", name, v)
		}
	}
	for name, v := range map[string]float64{
		"-tabs": o.app.Tabs, "-changes": o.app.Changes, "-screens-per-change": o.app.ScreensPerChange, "-body": o.app.BodyBytes, "-nodes": o.fleet.Nodes,
		"-view": o.app.ViewTime.Seconds(), "-simulate": o.simulate,
	} {
		if !(v >= 0) {
			return fmt.Errorf("%s is %v: it must not be less than 0", name, v)
		}
	}
	return nil
}

// runModel measures the costs, and prints what apps need.
func runModel(args []string, out, log io.Writer) error {
	o, err := parseModel(args, log)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	r := &run{results: &results{}, log: log, rounds: 1, scale: o.scale, limit: 10 * time.Minute}
	var costs model.Costs
	measure := bench{name: modelCommand, run: func(r *run) {
		var local localCosts
		costs, local = r.calibrate(o.nats)
		r.showCosts(costs, local)
	}}
	if err := r.bounded(ctx, measure); err != nil {
		return err
	}
	fmt.Fprintf(out, "### What one of each costs, measured on %d cores with %s\n\n%s\n", runtime.NumCPU(), runtime.Version(), align(r.results.rows(modelCommand)))
	if o.app.Tabs > 0 {
		o.own(out, costs)
		return nil
	}
	for _, shape := range shapes {
		o.table(out, costs, shape)
	}
	return nil
}

// A shape is an app at any size.
type shape struct {
	name string
	app  func(tabs float64) model.App
}

var shapes = []shape{
	{"one page for all, which changes once a second", func(tabs float64) model.App {
		return model.App{Tabs: tabs, TabsPerScreen: tabs, Changes: 1, ScreensPerChange: 1}
	}},
	{"rooms of 100 tabs, where each person writes once in five minutes", func(tabs float64) model.App {
		return model.App{Tabs: tabs, TabsPerScreen: 100, Changes: tabs / 300, ScreensPerChange: 1}
	}},
	{"a page for each person, who writes once in five minutes; ten pages show it", func(tabs float64) model.App {
		return model.App{Tabs: tabs, TabsPerScreen: 1, Changes: tabs / 300, ScreensPerChange: 10}
	}},
}

// table prints an app at four sizes, on as few nodes as can be.
func (o modelOrder) table(out io.Writer, costs model.Costs, s shape) {
	rows := [][]string{{"tabs", "nodes", "because of", "memory of a node", "cores used", "last tab after", "sent by a node", "database queries/s", "bus messages/s",
		"a lost node's tabs are back after", "breaks first then", "at (tabs)"}}
	for _, tabs := range []float64{1e4, 1e5, 1e6, 1e7} {
		app := s.app(tabs)
		app.ViewTime, app.BodyBytes = o.app.ViewTime, o.app.BodyBytes
		p, why := o.fit(app, costs)
		most, first := model.MaxTabs(app, p.Fleet, model.Defaults, costs)
		back := "no other node"
		if p.Fleet.Nodes > 1 {
			back = fmt.Sprintf("%s s", number(p.Return))
		}
		rows = append(rows, []string{
			count(tabs), number(p.Fleet.Nodes), why, size(p.Node.Memory()), fmt.Sprintf("%s of %s", number(p.Node.Cores()), number(p.Fleet.Cores)),
			fmt.Sprintf("%s ms", number(1e3*(p.Node.FanOut+p.Costs.Load+app.ViewTime.Seconds()))), size(p.Node.Sent) + "/s", count(p.Queries), count(p.Messages), back, first, count(most),
		})
	}
	fmt.Fprintf(out, "### %s\n\n%s\n", s.name, align(rows))
}

// fit puts an app on the nodes that were given, or on as few as can be.
func (o modelOrder) fit(app model.App, costs model.Costs) (p model.Prediction, why string) {
	if o.fleet.Nodes > 0 {
		return model.Predict(app, o.fleet, model.Defaults, costs), "-nodes"
	}
	return model.NodesFor(app, o.fleet, model.Defaults, costs)
}

// own prints one app with all limits, and a simulation of one of its nodes.
func (o modelOrder) own(out io.Writer, costs model.Costs) {
	o.app.TabsPerScreen = min(o.app.TabsPerScreen, o.app.Tabs)
	p, why := o.fit(o.app, costs)
	n := p.Node
	rows := [][]string{{"figure", "formula", "simulation"}}
	var s model.Simulated
	simulated := func(v float64) string {
		if o.simulate == 0 || o.app.Changes*o.app.ScreensPerChange == 0 {
			return ""
		}
		return number(v)
	}
	if simulated(0) != "" {
		s = model.Simulate(p, o.simulate, 1)
	}
	add := func(name, value, other string) { rows = append(rows, []string{name, value, other}) }
	add("nodes", fmt.Sprintf("%s (%s)", number(p.Fleet.Nodes), why), "")
	add("tabs of a node", count(n.Tabs), "")
	add("screens of a node", count(n.Screens), "")
	add("memory of a node, process", size(n.ProcessMemory), "")
	add("memory of a node, kernel", size(n.KernelMemory), "")
	add("loads per second of a node", number(n.Loads), simulated(s.Loads))
	add("a load waits, ms", number(n.LoadWait*1e3), simulated(s.LoadWait*1e3))
	add("events per second of a node", number(n.Events), simulated(s.Events))
	for _, what := range []string{"events", "heartbeats", "loads", "changes", "writes", "renewals", "idle"} {
		sim := ""
		if what == "events" {
			sim = simulated(s.Busy)
		}
		add("cores of a node for "+what, number(n.CPU[what]), sim)
	}
	add("sent by a node", size(n.Sent)+"/s", "")
	add("sent by all", size(n.Sent*p.Fleet.Nodes)+"/s", "")
	add("fan-out of one change, ms", number(n.FanOut*1e3), "")
	add("longest from a change to the last tab, ms", "", simulated(s.Oldest*1e3))
	add("queries of the database per second", count(p.Queries), "")
	add("messages of the bus per second", count(p.Messages), "")
	for _, l := range p.Limits() {
		add("used: "+l.Name, fmt.Sprintf("%.0f %%", 100*l.Used), "")
	}
	most, first := model.MaxTabs(o.app, p.Fleet, model.Defaults, costs)
	add("breaks first on these nodes", fmt.Sprintf("%s, at %s tabs", first, count(most)), "")
	fmt.Fprintln(out, align(rows))
}

func count(v float64) string {
	switch {
	case v >= 1e6:
		return number(v/1e6) + " M"
	case v >= 1e4:
		return number(v/1e3) + " k"
	}
	return number(v)
}

func size(v float64) string {
	switch {
	case v >= 1e9:
		return number(v/1e9) + " GB"
	case v >= 1e6:
		return number(v/1e6) + " MB"
	}
	return number(v/1e3) + " kB"
}
