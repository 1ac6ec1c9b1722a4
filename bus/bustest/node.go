package bustest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

// A node is a store with an ear at its bus.
type node struct {
	db  *store.DB
	ear *ear
}

// node opens another node.
func (s Suite) node(t testing.TB) *node {
	t.Helper()
	n := &node{s.Open(t), &ear{heard: map[string]int{}}}
	n.ear.changed.L = &n.ear.mu
	cancel := n.db.Subscribe(bus.Receiver{Notify: n.ear.notify, Gap: n.ear.missed})
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

// An ear counts what it hears.
type ear struct {
	mu      sync.Mutex
	changed sync.Cond
	heard   map[string]int
	gap     int
}

func (e *ear) notify(topics []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, topic := range topics {
		e.heard[topic]++
	}
	e.changed.Broadcast()
}

func (e *ear) missed() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gap++
	e.changed.Broadcast()
}

func (e *ear) count(topic string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.heard[topic]
}

func (e *ear) gaps() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.gap
}

// wait waits until all topics were heard.
func (e *ear) wait(t testing.TB, topics ...string) {
	t.Helper()
	for _, topic := range topics {
		e.waitFor(t, topic, func() bool { return e.heard[topic] > 0 })
	}
}

// waitFor waits for a condition, which is checked with the lock held, whenever something was heard.
func (e *ear) waitFor(t testing.TB, what string, ok func() bool) {
	t.Helper()
	end := deadline()
	timer := time.AfterFunc(time.Until(end), e.changed.Broadcast)
	defer timer.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	for !ok() {
		if time.Now().After(end) {
			t.Fatalf("not heard within a minute: %q; heard %d topics and %d gaps", what, len(e.heard), e.gap)
		}
		e.changed.Wait()
	}
}
