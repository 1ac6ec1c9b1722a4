package bustest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

// A node is a store with a recorder at its bus.
type node struct {
	db       *store.DB
	recorder *recorder
}

// node opens another node.
func (s Suite) node(t testing.TB) *node {
	t.Helper()
	n := &node{s.Open(t), &recorder{received: map[string]int{}}}
	n.recorder.changed.L = &n.recorder.mu
	cancel := n.db.Subscribe(bus.Receiver{Notify: n.recorder.notify, Gap: n.recorder.missed})
	t.Cleanup(func() { cancel(); n.db.Close() })
	return n
}

// write commits a write that notifies topics.
func (n *node) write(t testing.TB, topics ...string) {
	t.Helper()
	if err := n.try(t, topics...); err != nil {
		t.Fatal(err)
	}
}

func (n *node) try(t testing.TB, topics ...string) error {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	return n.db.Write(ctx, func(tx *store.Tx) error {
		tx.Notify(topics...)
		return nil
	})
}

// untold commits a write whose node is not told of the commit.
func untold(t testing.TB, db *store.DB, topics ...string) {
	t.Helper()
	tx, err := db.SQL().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	w, err := db.Claim(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	w.Notify(topics...)
	if err := w.Finish(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// A recorder counts what it receives.
type recorder struct {
	mu       sync.Mutex
	changed  sync.Cond
	received map[string]int
	gap      int
}

func (e *recorder) notify(topics []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, topic := range topics {
		e.received[topic]++
	}
	e.changed.Broadcast()
}

func (e *recorder) missed() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gap++
	e.changed.Broadcast()
}

func (e *recorder) count(topic string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.received[topic]
}

func (e *recorder) gaps() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.gap
}

// wait waits until all topics were received.
func (e *recorder) wait(t testing.TB, topics ...string) {
	t.Helper()
	for _, topic := range topics {
		e.waitFor(t, topic, func() bool { return e.received[topic] > 0 })
	}
}

// waitFor waits for a condition, which is checked with the lock held, whenever something was
// received.
func (e *recorder) waitFor(t testing.TB, what string, ok func() bool) {
	t.Helper()
	end := deadline()
	timer := time.AfterFunc(time.Until(end), e.changed.Broadcast)
	defer timer.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	for !ok() {
		if time.Now().After(end) {
			t.Fatalf("not received within a minute: %q; received %d topics and %d gaps", what, len(e.received), e.gap)
		}
		e.changed.Wait()
	}
}
