package bustest

import (
	"fmt"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// untold commits as a process does that is killed between the commit and the publication. Other
// nodes find each change with the first read that begins after the commit, so with a poll of 1 s,
// which is the default, within 5 s. Here it is shorter, and reads are counted. What is rolled back
// is received by nobody.
func (s Suite) untold(t *testing.T) {
	s.node.PollInterval = 20 * time.Millisecond
	a, b := s.start(t), s.start(t)
	n := size(20, 1000)
	for i := range n {
		name := fmt.Sprint("untold ", i)
		untold(t, a.db, name, i%4 != 3)
		if i%4 == 3 {
			continue
		}
		before := b.db.Health().Reads
		b.recorder.wait(t, name)
		// A read that had begun before the commit may end after it. One more has begun since.
		if reads := b.db.Health().Reads - before; reads > 3 {
			t.Errorf("%s was received after %d reads", name, reads)
		}
	}
	last := fmt.Sprint("untold ", n-2)
	a.recorder.wait(t, last) // this node finds it too
	for i := range n {
		name := fmt.Sprint("untold ", i)
		for _, node := range []*node{a, b} {
			if got := node.recorder.count(name); got != min(3-i%4, 1) {
				t.Errorf("%s was received %d times", name, got)
			}
		}
	}
}

// wakeups has wakers that lose, double and delay wake-ups. Other nodes receive each change once all
// the same.
func (s Suite) wakeups(t *testing.T) {
	s.node.Waker = func(w bus.Waker) bus.Waker { return &unreliable{Waker: w} }
	nodes := []*node{s.start(t), s.start(t), s.start(t)}
	n := size(60, 3000)
	for i := range n {
		nodes[i%3].write(t, fmt.Sprint("unreliable ", i))
	}
	for _, node := range nodes {
		for i := range n {
			node.recorder.wait(t, fmt.Sprint("unreliable ", i))
		}
		node.recorder.mu.Lock()
		for i := range n {
			// A node may read its own write just before Write tells its receivers.
			most := 1
			if nodes[i%3] == node {
				most = 2
			}
			if got := node.recorder.received[fmt.Sprint("unreliable ", i)]; got > most {
				t.Errorf("change %d was received %d times", i, got)
			}
		}
		if node.recorder.gap > 0 {
			t.Error("a gap was said, and nothing was lost")
		}
		node.recorder.mu.Unlock()
	}
}
