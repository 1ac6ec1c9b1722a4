//go:build linux

package main

import (
	"slices"
	"time"

	"github.com/goldfish-go/goldfish/bench/model"
)

// oneChange makes changes of the one screen, each on another node, and follows each to all tabs.
func (m *fleetRun) oneChange() {
	changes := m.times(10)
	var nodes, loads time.Duration
	var last, p99, middleOf, first, cores []float64
	var bytes, missed, again int
	var before messages
	var views int64
	for i := range changes + 1 {
		if i == 1 {
			before, views = m.messages(), m.fleet.stats().Views // the first is not counted
		}
		m.sleep(2 * settleTime)
		cores = append(cores, m.availableCores())
		m.order(loadOrder{Await: m.perNode, Limit: time.Minute})
		cpu, own := m.fleet.cpu(), m.loadCPU()
		start := time.Now()
		m.nodes[i%scaleNodes].write(0, 1, 0, false)
		reports := m.reports()
		if i == 0 {
			continue
		}
		m.sleep(20 * time.Millisecond)
		nodes += m.fleet.cpu() - cpu
		loads += m.loadCPU() - own
		var at []int64
		for _, report := range reports {
			at = append(at, report.At...)
			bytes += report.Bytes
			missed += report.Missing
			again += report.Again
		}
		slices.Sort(at)
		if len(at) > 0 {
			since := func(part float64) float64 {
				return float64(at[int(part*float64(len(at)-1))]-start.UnixMicro()) / 1000
			}
			first, middleOf, p99, last = append(first, since(0)), append(middleOf, since(0.5)), append(p99, since(0.99)), append(last, since(1))
		}
	}
	deliveries := float64(changes * m.all)
	perChange := scaleNodes*(m.costs.Read+m.costs.Notice+m.costs.Load) + m.costs.Write + float64(m.all)*m.costs.Event
	local := perChange + float64(m.all)*m.local.event
	m.add(m.label, goldfish, "tabs without the change", "", float64(missed))
	m.add(m.label, goldfish, "tabs that had it twice", "", float64(again))
	m.exactly(m.label, "tabs without the change", 0)
	m.beside("views a change", "", float64(m.fleet.stats().Views-views)/float64(changes), scaleNodes)
	m.beside("CPU per tab and change, nodes", "µs", micros(nodes)/deliveries, perChange/float64(m.all)*1e6)
	m.beside("CPU per tab and change, load", "µs", micros(loads)/deliveries, m.local.event*1e6)
	m.beside("bytes per tab and change", "B", float64(bytes)/deliveries, m.costs.EventBytes)
	m.add(m.label, goldfish, "first tab", "ms", middle(first))
	m.add(m.label, goldfish, "median tab", "ms", middle(middleOf))
	m.add(m.label, goldfish, "p99", "ms", middle(p99))
	m.add(m.label, goldfish, "cores that the machine gave", "", middle(cores))
	m.beside("last tab", "ms", middle(last), local/middle(cores)*1e3)
	m.add(m.label, "model", "last tab, if each node had two cores", "ms", 1e3*(m.costs.Read+m.costs.Notice+m.costs.Load+float64(m.perNode)*m.costs.Event/2))
	if m.broker != nil {
		after := m.messages()
		m.beside("messages of the bus a change", "", float64(after.Out-before.Out)/float64(changes), scaleNodes-1)
	}
}

// manyChanges changes screens in turns, on all nodes, for some seconds.
func (m *fleetRun) manyChanges() {
	const rate = 100.0 // a second
	length := 10 * time.Second
	if m.small() {
		length = 200 * time.Millisecond
	}
	times := int(rate * length.Seconds() / scaleNodes)
	m.sleep(2 * settleTime)
	m.order(loadOrder{Await: 1 << 60, Limit: length + time.Second})
	cpu, views, start, bus := m.fleet.cpu(), m.fleet.stats().Views, time.Now(), m.messages()
	done := make(chan any, scaleNodes)
	for i, s := range m.nodes {
		go func() {
			defer func() { done <- recover() }()
			for k := range times {
				if wait := time.Until(start.Add(time.Duration(k) * length / time.Duration(times))); wait > 0 {
					time.Sleep(wait)
				}
				s.write((i*times+k*7)%m.screens, 1, 0, false)
			}
		}()
	}
	for range m.nodes {
		if v := <-done; v != nil {
			panic(v)
		}
	}
	seconds := time.Since(start).Seconds()
	reports := m.reports()
	used := (m.fleet.cpu() - cpu).Seconds()
	events, bytes := 0, 0
	for _, report := range reports {
		events += report.Events
		bytes += report.Bytes
	}
	changes := float64(times * scaleNodes)
	p := m.predict(model.App{Changes: changes / seconds, ViewTime: time.Millisecond})
	m.add(m.label, goldfish, "commits per second", "", changes/seconds)
	m.beside("loads per second, all nodes", "", float64(m.fleet.stats().Views-views)/seconds, p.Node.Loads*scaleNodes)
	m.beside("events per second, all tabs", "", float64(events)/seconds, p.Node.Events*scaleNodes)
	m.beside("bytes per second, all tabs", "B", float64(bytes)/seconds, p.Node.Events*scaleNodes*m.costs.EventBytes)
	// The tabs are watched for a little longer than changes are made. No stream is renewed.
	always := (p.Node.CPU["heartbeats"] + p.Node.CPU["idle"]) * time.Since(start).Seconds() / seconds
	busy := p.Node.CPU["events"] + p.Node.CPU["loads"] + p.Node.CPU["changes"] + p.Node.CPU["writes"]
	m.beside("cores, all nodes", "", used/seconds, (busy+always)*scaleNodes)
	for _, what := range []string{"events", "loads", "changes", "writes"} {
		m.add(m.label, "model", "cores, of them for "+what, "", p.Node.CPU[what]*scaleNodes)
	}
	if m.broker != nil {
		m.beside("messages of the bus per second", "", float64(m.messages().Out-bus.Out)/seconds, p.Messages)
	}
}
