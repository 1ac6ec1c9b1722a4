package bustest

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// many writes from all nodes at once, and expects every topic on every node.
func (s Suite) many(t *testing.T) {
	s.converge(t, size(40, 2000), nil, false)
}

// cut cuts the network while all nodes write. Before it is mended, nodes find the changes by
// reading.
func (s Suite) cut(t *testing.T) {
	defer s.Cut(false)
	a, b := s.start(t), s.start(t)
	a.write(t, "before")
	b.recorder.wait(t, "before")
	s.Cut(true)
	a.write(t, "while it is cut")
	b.recorder.wait(t, "while it is cut")
	if *Full {
		time.Sleep(time.Minute)
	}
	s.Cut(false)
	a.write(t, "after")
	b.recorder.wait(t, "after")
	s.converge(t, size(20, 500), func(stop <-chan struct{}) {
		for cut := true; ; cut = !cut {
			select {
			case <-stop:
				return
			case <-time.After(time.Duration(rand.N(100)) * time.Millisecond):
				s.Cut(cut)
			}
		}
	}, false)
}

// stall makes the network silent while all nodes write. Nodes find the changes by reading, nothing
// waits for the network, and each node knows that it cannot wake others.
func (s Suite) stall(t *testing.T) {
	defer s.Stall(false)
	a, b := s.start(t), s.start(t)
	a.write(t, "before")
	b.recorder.wait(t, "before")
	s.Stall(true)
	for i := range size(5, 60) {
		name := fmt.Sprint("while it is silent ", i)
		a.write(t, name)
		b.recorder.wait(t, name)
		if *Full {
			time.Sleep(time.Second)
		}
	}
	a.until(t, "it knows that it cannot wake others", func() bool { return a.db.Health().Waker != nil })
	s.Stall(false)
	a.write(t, "after")
	b.recorder.wait(t, "after")
	a.until(t, "it knows that it can wake others", func() bool { return a.db.Health().Waker == nil })
}

// restart restarts the engine while all nodes write. Writes may fail then; the ones that were
// committed are received.
func (s Suite) restart(t *testing.T) {
	s.converge(t, size(30, 500), func(<-chan struct{}) {
		for range size(2, 10) {
			time.Sleep(time.Duration(rand.N(200)) * time.Millisecond)
			s.Restart(t)
		}
	}, true)
	a, b := s.start(t), s.start(t)
	a.write(t, "after restarts")
	b.recorder.wait(t, "after restarts")
}

// converge writes n topics from each of three nodes, with faults meanwhile, and expects that every
// node receives each topic that was committed, or a gap after it. With all it writes until the
// faults are over.
func (s Suite) converge(t *testing.T, n int, faults func(stop <-chan struct{}), all bool) {
	nodes := []*node{s.start(t), s.start(t), s.start(t)}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		if faults != nil {
			faults(stop)
		}
	}()
	var failed atomic.Int64
	var committed sync.Map
	var writers sync.WaitGroup
	for i, node := range nodes {
		writers.Go(func() {
			for k := 0; k < n || all && !over(stopped); k++ {
				topic := fmt.Sprintf("%d wrote %d", i, k)
				err := node.try(t, topic)
				for ; err != nil; err = node.try(t, topic) {
					failed.Add(1)
					time.Sleep(50 * time.Millisecond)
				}
				committed.Store(topic, nil)
				if all {
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	<-stopped
	if s.Cut != nil {
		s.Cut(false)
	}
	for _, node := range nodes {
		committed.Range(func(topic, _ any) bool {
			node.recorder.waitFor(t, topic.(string), func() bool {
				return node.recorder.received[topic.(string)] > 0 || node.recorder.gap > 0
			})
			return true
		})
	}
	t.Logf("at least %d writes of each node; %d failed and were tried again; gaps: %d, %d, %d", n, failed.Load(), nodes[0].recorder.gaps(), nodes[1].recorder.gaps(), nodes[2].recorder.gaps())
	if faults == nil {
		for _, node := range nodes {
			if node.recorder.gaps() > 0 {
				t.Error("a gap was said, and nothing was lost")
			}
		}
	}
	for _, node := range nodes { // each still receives the others
		node.write(t, "quiet")
	}
}

func over(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}
