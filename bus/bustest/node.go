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

// start opens another node, with a recorder.
func (s Suite) start(t testing.TB) *node {
	t.Helper()
	n := &node{s.open(t), &recorder{received: map[string]int{}}}
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

// untold commits a write, or rolls it back, whose node is not told of that.
func untold(t testing.TB, db *store.DB, topic string, commit bool) {
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
	w.Notify(topic)
	if err := w.Finish(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !commit {
		return
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// until waits until ok returns true.
func (n *node) until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := deadline(); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within a minute: %s; health %+v", what, n.db.Health())
		}
	}
}

// A recorder counts what it receives.
type recorder struct {
	mu       sync.Mutex
	changed  sync.Cond
	received map[string]int // nil: only total counts
	total    int            // topics received
	gap      int
}

func (e *recorder) notify(topics []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.total += len(topics)
	for _, topic := range topics {
		if e.received != nil {
			e.received[topic]++
		}
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

// countOnly makes the recorder forget names.
func (e *recorder) countOnly() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.received = nil
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
