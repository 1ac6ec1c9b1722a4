//go:build linux

package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/bench/model"
)

// packetBytes are the headers of Ethernet, IPv4 and TCP with timestamps, of a packet that carries
// an event and of its acknowledgement: twice 14 + 20 + 32.
const packetBytes = 132

// localCosts are what the load costs on the same machine, per tab.
type localCosts struct{ event, open, kernel float64 }

// calibrate measures what one tab, one event, one load cost, with nodes of the fleet and few tabs.
// Each is the difference between a few and many, so what is there once does not count.
func (r *run) calibrate(nats bool) (c model.Costs, local localCosts) {
	few, many := r.n(1000), r.n(6000)
	if many == few {
		many = 3 * few
	}
	f := r.newFleet(2, r.n(2000), nats)
	defer f.stop()
	s, writer := f.nodes[0], f.nodes[1]
	c.PacketBytes = packetBytes

	// A node without tabs: its memory, what it takes to receive a change, and to write one.
	warm := r.loadProcess(s)
	warm.order(loadOrder{Open: few, Screens: 1})
	warm.report()
	warm.order(loadOrder{Close: true})
	warm.report()
	r.sleep(r.quiet())
	s.stats(true)
	c.Base = s.rss()
	writes := r.times(300)
	writer.write(0, 20, 0, false)
	idle := r.idleCPU(s, writer)
	c.Idle = idle[0]
	cpu, other, start := s.cpu(), writer.cpu(), time.Now()
	writer.write(0, writes, 5*time.Millisecond, false)
	r.sleep(20 * time.Millisecond)
	took := time.Since(start).Seconds()
	alone := positive((s.cpu()-cpu).Seconds()-idle[0]*took) / float64(writes)
	c.Write = positive((writer.cpu()-other).Seconds()-idle[1]*took) / float64(writes)

	// Many changes at once: a node reads several of them together.
	batch := 5 * writes
	cpu, start = s.cpu(), time.Now()
	writer.write(0, batch, 0, false)
	took = time.Since(start).Seconds()
	reads := min(took/model.Defaults.ReadInterval.Seconds(), float64(batch)/2)
	r.sleep(20 * time.Millisecond)
	c.Notice = positive((s.cpu()-cpu).Seconds()-reads*alone) / (float64(batch) - reads)
	c.Notice = min(c.Notice, alone)
	c.Read = positive(alone - c.Notice)

	// Tabs of one screen: memory, and processor time to open one and to send it an event.
	l := r.loadProcess(s)
	l.order(loadOrder{Open: 1, Screens: 1})
	l.report()
	one := r.eventCosts(f, l, 1)
	l.order(loadOrder{Open: few - 1, Screens: 1})
	l.report()
	small := r.eventCosts(f, l, few)
	s.stats(true)
	rss, kernel := s.rss(), r.kernelMemory()
	cpu = s.cpu()
	own := l.cpu()
	l.order(loadOrder{Open: many - few, Screens: 1})
	l.report()
	added := float64(many - few)
	c.Open = (s.cpu() - cpu).Seconds() / added
	local.open = (l.cpu() - own).Seconds() / added
	r.sleep(r.settled())
	local.kernel = positive(r.kernelMemory()-kernel) / added
	c.Kernel = local.kernel / 2 // both ends are here
	s.stats(true)
	c.Tab = positive(s.rss()-rss) / added
	large := r.eventCosts(f, l, many)
	c.Event = positive(large.node-small.node) / added
	local.event = positive(large.load-small.load) / added
	c.EventBytes = large.bytes
	c.Load = positive(one.node - c.Event - c.Notice - c.Read)
	l.order(loadOrder{Close: true})
	l.report()

	// A screen each.
	r.sleep(r.quiet())
	s.stats(true)
	rss = s.rss()
	screens := r.n(2000)
	l.order(loadOrder{Open: screens, Screens: screens})
	l.report()
	r.sleep(r.settled())
	s.stats(true)
	perScreen := positive(s.rss()-rss)/float64(screens) - c.Tab
	c.Body = 1
	c.Screen = positive(perScreen - pageBytes)
	c.OpenBytes = openBytes
	l.stop()
	r.calibrateTLS(&c)
	return c, local
}

// availableCores is how many processors this machine gives to its processes now: other work may use
// some.
func (r *run) availableCores() float64 {
	start, cpu := time.Now(), ownCPU()
	var busy sync.WaitGroup
	for range runtime.NumCPU() {
		busy.Go(func() {
			for time.Since(start) < 200*time.Millisecond {
			}
		})
	}
	busy.Wait()
	return (ownCPU() - cpu).Seconds() / time.Since(start).Seconds()
}

// openBytes are about the head of an answer and the first events.
const openBytes = 600

// pageBytes is about the size of the body of a node's page.
const pageBytes = 2000

func positive(v float64) float64 { return max(v, 1e-9) }

// idleCPU is what servers take per second while nothing happens.
func (r *run) idleCPU(servers ...*server) (list []float64) {
	length := r.quiet()
	before := make([]time.Duration, len(servers))
	for i, s := range servers {
		before[i] = s.cpu()
	}
	r.sleep(length)
	for i, s := range servers {
		list = append(list, (s.cpu()-before[i]).Seconds()/length.Seconds())
	}
	return list
}

// An eventCost is what one change of a screen costs, with all events to its tabs.
type eventCost struct{ node, load, bytes float64 }

// eventCosts changes the screen of n tabs of the first node, by writes of the second.
func (r *run) eventCosts(f *fleet, l *loads, n int) (e eventCost) {
	s, changes := f.nodes[0], r.times(20)
	var cpu, own time.Duration
	for i := range changes + 1 {
		r.sleep(settleTime)
		l.order(loadOrder{Await: n, Limit: 10 * time.Second})
		l.report()
		before, ownBefore := s.cpu(), l.cpu()
		f.nodes[1].write(0, 1, 0, false)
		report := l.report()
		r.sleep(5 * time.Millisecond)
		if i == 0 {
			continue // the tabs' first event may be larger
		}
		if report.Missing > 0 {
			check(fmt.Errorf("%d of %d tabs have missed a change", report.Missing, n))
		}
		cpu += s.cpu() - before
		own += l.cpu() - ownBefore
		e.bytes = float64(report.Bytes) / float64(n)
	}
	e.node = cpu.Seconds() / float64(changes)
	e.load = own.Seconds() / float64(changes)
	return e
}

// calibrateTLS measures tabs of which TLS ends in the process.
func (r *run) calibrateTLS(c *model.Costs) {
	n := r.n(300)
	s := r.serve(goldfish, "-tls")
	defer s.stop()
	openTLS(r.ctx, s.Addr, counterPage, min(n, 60), true, 6)()
	r.sleep(200 * time.Millisecond)
	for _, h2 := range []bool{true, false} {
		share := 1
		if h2 {
			share = 6
		}
		s.stats(true)
		base := s.rss()
		closeOne := openTLS(r.ctx, s.Addr, counterPage, 1, h2, share)
		one := r.changeCPU(s)
		closeOne()
		cpu := s.cpu()
		closeAll := openTLS(r.ctx, s.Addr, counterPage, n, h2, share)
		opened := s.cpu() - cpu
		r.sleep(r.quiet())
		s.stats(true)
		tab := positive(s.rss()-base) / float64(n)
		if h2 {
			c.TabTLS2 = tab
		} else {
			c.TabTLS1 = tab
			c.OpenTLS = positive(opened.Seconds()/float64(n) - c.Open)
			c.EventTLS = positive(r.changeCPU(s)-one) / float64(max(n-1, 1))
		}
		closeAll()
		r.sleep(200 * time.Millisecond)
	}
}

// changeCPU returns the processor time of a server for one change of the counter.
func (r *run) changeCPU(s *server) float64 {
	changes := r.times(20)
	s.change(counterPage)
	r.sleep(settleTime)
	cpu := s.cpu()
	for range changes {
		s.change(counterPage)
		r.sleep(settleTime)
	}
	return (s.cpu() - cpu).Seconds() / float64(changes)
}
