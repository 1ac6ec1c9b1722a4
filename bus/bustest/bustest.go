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
	Open func(t testing.TB) *store.DB

	// Restart restarts the engine, and returns when it is up again. Nil: it has none.
	Restart func(t testing.TB)

	// Cut cuts the network between all nodes and what wakes them, or mends it. Nil: it has none.
	Cut func(cut bool)

	// Serial says that the database runs one writing transaction at a time.
	Serial bool
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
	t.Run("transactions that commit out of order are received", s.order)
	t.Run("many writers on many nodes", s.many)
	t.Run("a slow receiver holds nobody up", s.slow)
	t.Run("names of topics", s.names)
	t.Run("very many topics in one write", s.flood)
	t.Run("a network that is cut", s.cut)
	t.Run("an engine that restarts", s.restart)
	t.Run("close tells others what is left", s.close)
}

func (s Suite) commit(t *testing.T) {
	a, b := s.node(t), s.node(t)
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
	a, b := s.node(t), s.node(t)
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
	a, b := s.node(t), s.node(t)
	a.db.Notify("loose")
	if a.recorder.count("loose") != 1 {
		t.Error("this node has not received when Notify returns")
	}
	b.recorder.wait(t, "loose")
}

// untold commits as a process does that is killed between the commit and the publication.
func (s Suite) untold(t *testing.T) {
	a, b := s.node(t), s.node(t)
	for i := range size(20, 1000) {
		name := fmt.Sprint("untold ", i)
		untold(t, a.db, name)
		if i%10 == 0 {
			b.recorder.wait(t, name)
		}
	}
	last := fmt.Sprint("untold ", size(20, 1000)-1)
	a.recorder.wait(t, last) // this node finds it too
	b.recorder.wait(t, last)
}

// order keeps a transaction open over others that begin later and commit earlier.
func (s Suite) order(t *testing.T) {
	if s.Serial {
		t.Skip("-short: this database has one writer at a time")
	}
	a, b := s.node(t), s.node(t)
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
	a, b, c := s.node(t), s.node(t), s.node(t)
	free := make(chan struct{})
	defer b.db.Subscribe(bus.Receiver{Notify: func([]string) { <-free }})()
	defer close(free)
	for i := range 50 {
		a.write(t, fmt.Sprint("slow ", i))
	}
	c.recorder.wait(t, "slow 0", "slow 49")
}

func (s Suite) names(t *testing.T) {
	a, b := s.node(t), s.node(t)
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
	a, b := s.node(t), s.node(t)
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
	b := s.node(t)
	db := s.Open(t)
	db.Notify("last words")
	db.Close()
	b.recorder.wait(t, "last words")
}

func deadline() time.Time { return time.Now().Add(time.Minute) }
