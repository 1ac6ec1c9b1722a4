// Package bustest checks that a bus keeps its promise: what was committed is received on every
// node, or a gap is; what was rolled back is received nowhere. One suite runs against every
// adapter, with its real engine.
package bustest

import (
	"flag"
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

// Run runs the suite: what needs something that the adapter does not have is not a part of it.
func Run(t *testing.T, s Suite) {
	t.Run("a commit is received once on every node", s.commit)
	t.Run("a rollback is received nowhere", s.rollback)
	t.Run("a notification without a write is received on every node", s.notify)
	t.Run("a commit that nobody told of is found", s.untold)
	if s.Waker {
		t.Run("wake-ups that are lost, doubled, late and out of order", s.wakeups)
	}
	if !s.Serial {
		t.Run("transactions that commit out of order are received", s.order)
	}
	t.Run("many writers on many nodes", s.many)
	t.Run("a slow receiver holds nobody up", s.slow)
	t.Run("names of topics", s.names)
	t.Run("very many topics in one write", s.flood)
	t.Run("a million topics, one by one", s.topics)
	if s.Cut != nil {
		t.Run("a network that is cut", s.cut)
	}
	if s.Stall != nil {
		t.Run("a network that is silent", s.stall)
	}
	if s.Restart != nil {
		t.Run("an engine that restarts", s.restart)
	}
	t.Run("messages", s.messages)
	t.Run("close tells others what is left", s.close)
}

func deadline() time.Time { return time.Now().Add(time.Minute) }
