//go:build linux

package main

import (
	"fmt"
	"runtime"
	"time"

	"github.com/goldfish-go/goldfish/bench/model"
)

func init() {
	register("scale", "five processes of 18,000 tabs and one NATS server, beside what the capacity model predicts", scale)
}

const scaleNodes = 5

// scale opens tabs on all nodes and makes changes: of the one screen that all tabs have, and of
// many screens. Each figure stands beside the model's, which is computed from the costs of a few
// tabs, measured just before.
func scale(r *run) {
	nats := !r.withoutNATS
	costs, local := r.calibrate(nats)
	r.showCosts(costs, local)
	n := r.n(18_000)
	f := r.newFleet(scaleNodes, max(r.n(900), 10), nats)
	defer f.stop()
	m := &fleetRun{run: r, fleet: f, costs: costs, local: local, perNode: n, all: n * scaleNodes}
	m.hardware = model.Fleet{Nodes: scaleNodes, Cores: float64(runtime.NumCPU()) / scaleNodes, Memory: 1, Descriptors: 20_000, NIC: 1, Queries: 1, Routed: 1}
	for _, s := range f.nodes {
		m.loads = append(m.loads, r.loadProcess(s))
	}
	m.warm()
	m.open("one screen", 1)
	m.oneChange()
	m.rest()
	m.closeTabs()
	m.open("screens of 100 tabs", max(m.all/100, 1))
	m.manyChanges()
	m.restart()
}

// A fleetRun is a fleet with its tabs.
type fleetRun struct {
	*run
	*fleet
	costs    model.Costs
	local    localCosts
	hardware model.Fleet
	loads    []*loads
	perNode  int
	all      int
	label    string
	screens  int
}

func (m *fleetRun) predict(app model.App) model.Prediction {
	app.Tabs, app.TabsPerScreen, app.ScreensPerChange, app.BodyBytes = float64(m.all), float64(m.all)/float64(m.screens), 1, pageBytes
	return model.Predict(app, m.hardware, model.Defaults, m.costs)
}

// beside adds a figure, the model's, and the first as a multiple of the second.
func (m *fleetRun) beside(metric, unit string, measured, predicted float64) {
	m.add(m.label, goldfish, metric, unit, measured)
	m.add(m.label, "model", metric, unit, predicted)
	if predicted > measured*1e-4 {
		m.add(m.label, "measured/model", metric, "", measured/predicted)
	}
	m.logf("%s, %s: %s %s, the model %s", m.label, metric, number(measured), unit, number(predicted))
}

// order gives an order to all load processes, and returns their last answers.
func (m *fleetRun) order(o loadOrder) (reports []loadReport) {
	for _, l := range m.loads {
		l.order(o)
	}
	return m.reports()
}

func (m *fleetRun) reports() (reports []loadReport) {
	for _, l := range m.loads {
		reports = append(reports, l.report())
	}
	return reports
}

// warm opens a few tabs on each node and closes them, so that memory that is there once is not
// counted for each tab.
func (m *fleetRun) warm() {
	m.order(loadOrder{Open: min(m.perNode, 100), Screens: 1})
	m.closeTabs()
}

func (m *fleetRun) open(name string, screens int) {
	m.label, m.screens = fmt.Sprintf("%s, %d tabs", name, m.all), min(screens, m.fleet.screens)
	base, kernel, cpu := m.fleet.rss(), m.kernelMemory(), m.fleet.cpu()
	m.order(loadOrder{Open: m.perNode, Screens: m.screens})
	opened := m.fleet.cpu() - cpu
	m.sleep(m.quiet())
	st := m.fleet.stats()
	m.add(m.label, goldfish, "streams", "", float64(st.Streams))
	if st.Streams != m.all {
		check(fmt.Errorf("%d streams are open, of %d", st.Streams, m.all))
	}
	p := m.predict(model.App{Changes: 1e-6})
	m.beside("memory per tab, processes", "B", (m.fleet.rss()-base)/float64(m.all), (p.Node.ProcessMemory-m.costs.Base)*scaleNodes/float64(m.all))
	m.beside("memory per tab, kernel, both ends", "B", (m.kernelMemory()-kernel)/float64(m.all), m.local.kernel)
	m.beside("CPU to open a tab", "µs", micros(opened)/float64(m.all), m.costs.Open*1e6)
}

func (m *fleetRun) loadCPU() (sum time.Duration) {
	for _, l := range m.loads {
		sum += l.cpu()
	}
	return sum
}

// rest looks at the nodes while nothing changes: they send comments.
func (m *fleetRun) rest() {
	length := 40 * time.Second // two heartbeats
	if m.small() {
		length = 100 * time.Millisecond
	}
	cpu := m.fleet.cpu()
	m.sleep(length)
	used := (m.fleet.cpu() - cpu).Seconds() / length.Seconds()
	p := m.predict(model.App{Changes: 1e-9})
	m.beside("cores while nothing changes, all nodes", "", used, (p.Node.CPU["heartbeats"]+p.Node.CPU["idle"])*scaleNodes)
}

func (m *fleetRun) closeTabs() {
	m.order(loadOrder{Close: true})
	deadline := time.Now().Add(time.Minute)
	for m.fleet.stats().Streams > 0 && time.Now().Before(deadline) {
		m.sleep(50 * time.Millisecond)
	}
	m.sleep(m.quiet())
}

// restart kills a node and starts it again: its tabs open their streams at once, with the versions
// that they have.
func (m *fleetRun) restart() {
	dead, l := m.nodes[0], m.loads[0]
	dead.kill()
	l.order(loadOrder{Close: true})
	l.report()
	m.fleet.nodes = append(m.fleet.nodes[:0:0], m.fleet.nodes[1:]...)
	next := m.fleet.addNode("-addr", dead.Addr)
	warm := m.loadProcess(next)
	warm.order(loadOrder{Open: 10, Screens: 1}) // so that its code is in memory
	warm.report()
	warm.stop()
	cores := m.availableCores()
	cpu, start := next.cpu(), time.Now()
	l.order(loadOrder{Open: m.perNode, Screens: m.screens})
	l.report()
	took := time.Since(start)
	used := (next.cpu() - cpu).Seconds()
	m.label = fmt.Sprintf("a node is killed, its %d tabs come back", m.perNode)
	want := float64(m.perNode)*m.costs.Open + float64(min(m.screens, m.perNode))*m.costs.Load
	m.beside("CPU of the node", "ms", used*1e3, want*1e3)
	m.add(m.label, goldfish, "cores that the machine gave", "", cores)
	m.beside("until all are live", "ms", millis(took), 1e3*(want+float64(m.perNode)*m.local.open)/cores)
}

// showCosts logs what the model counts with.
func (r *run) showCosts(c model.Costs, l localCosts) {
	label := fmt.Sprintf("what one of each costs, %d cores", runtime.NumCPU())
	for _, v := range []struct {
		metric, unit string
		value        float64
	}{
		{"process without tabs", "MiB", c.Base / (1 << 20)},
		{"tab", "B", c.Tab},
		{"tab, HTTP/2 over TLS", "B", c.TabTLS2},
		{"tab, HTTP/1.1 over TLS", "B", c.TabTLS1},
		{"tab, kernel", "B", c.Kernel},
		{"screen, without its body", "B", c.Screen},
		{"event, bytes", "B", c.EventBytes},
		{"event, CPU", "µs", c.Event * 1e6},
		{"event over TLS, CPU", "µs", c.EventTLS * 1e6},
		{"load, CPU", "µs", c.Load * 1e6},
		{"read of others' changes, CPU", "µs", c.Read * 1e6},
		{"each change in it, CPU", "µs", c.Notice * 1e6},
		{"node without tabs, cores", "", c.Idle},
		{"write, CPU", "µs", c.Write * 1e6},
		{"new stream, CPU", "µs", c.Open * 1e6},
		{"new connection over TLS, CPU", "µs", c.OpenTLS * 1e6},
		{"event, CPU of the load", "µs", l.event * 1e6},
		{"new stream, CPU of the load", "µs", l.open * 1e6},
	} {
		r.add(label, "model", v.metric, v.unit, v.value)
		r.logf("%s: %s %s", v.metric, number(v.value), v.unit)
	}
}
