// Package bustest checks that a bus keeps its promise: what was committed is received on every
// node, or a gap is; what was rolled back is received nowhere. One suite runs against every
// adapter, with its real engine.
package bustest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

// Full asks for the full sizes: go test -args -full. They take minutes.
var Full = flag.Bool("full", false, "bustest: full sizes")

// A Suite is an adapter with its engine.
type Suite struct {
	// Open opens another node on the same database.
	Open func(t testing.TB, o Node) *store.DB

	// Restart restarts the engine, and returns when it is up again. Nil: it has none.
	Restart func(t testing.TB)

	// Cut cuts the network between all nodes and what wakes them, or mends it: connections break.
	// Nil: it has none.
	Cut func(cut bool)

	// Stall makes that network lose everything without a word, or mends it: connections stay, and
	// nothing arrives. Nil: it has none.
	Stall func(stalled bool)

	// Waker says that the adapter has a waker.
	Waker bool

	// Serial says that the database runs one writing transaction at a time.
	Serial bool

	node Node
}

// A Node says how a node is opened.
type Node struct {
	// Waker makes the node's waker of the adapter's own. An adapter without a waker ignores it.
	Waker func(bus.Waker) bus.Waker

	PollInterval time.Duration // zero: the adapter's own
}

// open opens another node.
func (s Suite) open(t testing.TB) *store.DB {
	t.Helper()
	if s.node.Waker == nil {
		s.node.Waker = func(w bus.Waker) bus.Waker { return w }
	}
	return s.Open(t, s.node)
}

// size returns the short or the full size.
func size(short, full int) int {
	if *Full {
		return full
	}
	return short
}

// Run runs the suite.
func Run(t *testing.T, s Suite) {
	t.Run("a commit is received once on every node", s.commit)
	t.Run("a rollback is received nowhere", s.rollback)
	t.Run("a notification without a write is received on every node", s.notify)
	t.Run("a commit that nobody told of is found", s.untold)
	t.Run("wake-ups that are lost, doubled, late and out of order", s.wakeups)
	t.Run("transactions that commit out of order are received", s.order)
	t.Run("many writers on many nodes", s.many)
	t.Run("a slow receiver holds nobody up", s.slow)
	t.Run("names of topics", s.names)
	t.Run("very many topics in one write", s.flood)
	t.Run("a million topics, one by one", s.topics)
	t.Run("a network that is cut", s.cut)
	t.Run("a network that is silent", s.stall)
	t.Run("an engine that restarts", s.restart)
	t.Run("messages", s.messages)
	t.Run("close tells others what is left", s.close)
}

func (s Suite) commit(t *testing.T) {
	a, b := s.start(t), s.start(t)
	a.write(t, "one", "two")
	if a.recorder.count("one") != 1 || a.recorder.count("two") != 1 {
		t.Error("the writer's node has not received when Write returns")
	}
	b.recorder.wait(t, "one", "two")
	// What comes later is received later, so nothing of the first write is still on its way to a.
	b.write(t, "three")
	a.recorder.wait(t, "three")
	if n := a.recorder.count("one"); n != 1 {
		t.Errorf("the writer's node has received its own write %d times", n)
	}
	if n := b.recorder.count("one"); n != 1 {
		t.Errorf("the other node has received one write %d times", n)
	}
	if a.recorder.gaps() > 0 || b.recorder.gaps() > 0 {
		t.Error("a gap was said, and nothing was lost")
	}
}

func (s Suite) rollback(t *testing.T) {
	a, b := s.start(t), s.start(t)
	sad := errors.New("sad")
	err := a.db.Write(t.Context(), func(tx *store.Tx) error {
		tx.Notify("never")
		return sad
	})
	if !errors.Is(err, sad) {
		t.Errorf("got %v, want the error of the function", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic has not passed")
			}
		}()
		_ = a.db.Write(t.Context(), func(tx *store.Tx) error {
			tx.Notify("never")
			panic("sad")
		})
	}()
	a.write(t, "after")
	b.recorder.wait(t, "after")
	if a.recorder.count("never") > 0 || b.recorder.count("never") > 0 {
		t.Error("what was rolled back was received")
	}
}

func (s Suite) notify(t *testing.T) {
	a, b := s.start(t), s.start(t)
	a.db.Notify("loose")
	if a.recorder.count("loose") != 1 {
		t.Error("this node has not received when Notify returns")
	}
	b.recorder.wait(t, "loose")
}

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
	if !s.Waker {
		t.Skip("-short: no waker")
	}
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

// topics notifies very many topics, in writes of 1,000, so that each is received by its name: a
// node keeps nothing of them.
func (s Suite) topics(t *testing.T) {
	a, b := s.start(t), s.start(t)
	b.recorder.countOnly()
	const each = 1000
	writes := size(10, 1000)
	for i := range writes {
		names := make([]string, each)
		for k := range names {
			names[k] = fmt.Sprintf("topic %d of write %d", k, i)
		}
		a.write(t, names...)
		if i%5 == 4 { // at most 10,000 topics in one read, else they are a gap
			b.recorder.waitFor(t, "all topics so far", func() bool { return b.recorder.total == (i+1)*each })
		}
	}
	if b.recorder.gaps() > 0 {
		t.Error("a gap was said, and nothing was lost")
	}
}

// order keeps a transaction open over others that begin later and commit earlier.
func (s Suite) order(t *testing.T) {
	if s.Serial {
		t.Skip("-short: this database has one writer at a time")
	}
	a, b := s.start(t), s.start(t)
	for i := range size(10, 200) {
		early, late := fmt.Sprint("early ", i), fmt.Sprint("late ", i)
		opened, commit, done := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			done <- a.db.Write(context.Background(), func(tx *store.Tx) error {
				tx.Notify(late)
				_, err := tx.Exec("INSERT INTO goldfish_changes (topic) VALUES ('first row of a long transaction')")
				close(opened)
				<-commit
				return err
			})
		}()
		<-opened
		a.write(t, early)
		b.recorder.wait(t, early) // b has read past the rows of the open transaction
		close(commit)
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		b.recorder.wait(t, late)
	}
}

func (s Suite) slow(t *testing.T) {
	a, b, c := s.start(t), s.start(t), s.start(t)
	free := make(chan struct{})
	defer b.db.Subscribe(bus.Receiver{Notify: func([]string) { <-free }})()
	defer close(free)
	for i := range 50 {
		a.write(t, fmt.Sprint("slow ", i))
	}
	c.recorder.wait(t, "slow 0", "slow 49")
}

func (s Suite) names(t *testing.T) {
	a, b := s.start(t), s.start(t)
	for _, bad := range []string{"", "*", strings.Repeat("x", bus.MaxTopicBytes+1), "a\x00b", "\xff"} {
		ran := false
		err := a.db.Write(t.Context(), func(tx *store.Tx) error {
			tx.Notify("beside a bad name", bad)
			ran = true
			return nil
		})
		if err == nil || !ran {
			t.Errorf("a topic of %d bytes, %.10q…, was taken", len(bad), bad)
		}
	}
	good := []string{"x", "ticket:42", strings.Repeat("x", bus.MaxTopicBytes), "Grüße 🐟 '\"\\,{}", "new\nline", "日本"}
	a.write(t, good...)
	b.recorder.wait(t, good...)
	if b.recorder.count("beside a bad name") > 0 {
		t.Error("a write with a bad name was committed")
	}
}

func (s Suite) flood(t *testing.T) {
	a, b := s.start(t), s.start(t)
	topics := make([]string, size(50_000, 1_000_000))
	for i := range topics {
		topics[i] = fmt.Sprint("flood ", i)
	}
	a.write(t, topics...)
	b.recorder.waitFor(t, "a gap", func() bool { return b.recorder.gap > 0 })
	a.write(t, "after")
	b.recorder.wait(t, "after")
}

func (s Suite) close(t *testing.T) {
	b := s.start(t)
	db := s.open(t)
	db.Notify("last words")
	db.Close()
	b.recorder.wait(t, "last words")
}

func deadline() time.Time { return time.Now().Add(time.Minute) }
