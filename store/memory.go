package store

import (
	"context"
	"sync"
	"time"

	"github.com/goldfish-go/goldfish/bus"
)

// Limits of [Mem].
const (
	MemorySubmissions = 10_000           // how many outcomes are kept; the oldest goes first
	MemoryKeep        = 10 * time.Minute // for how long
)

// A Mem keeps the outcomes of submissions in memory, for an app without a database. Its limits:
//
//   - Outcomes are lost with the process: a retry after a restart does it again. So the client does
//     not send again by itself.
//   - Other processes know neither the outcomes nor the notifications.
//   - An answer that sets a cookie or changes the viewer is not kept.
//   - There is no rollback: an action changes either everything or nothing.
//   - It keeps [MemorySubmissions] outcomes for [MemoryKeep].
//   - It keeps [MemoryStashBytes] of stashed values.
//   - It has no drafts.
type Mem struct {
	bus.Local
	mu       sync.Mutex
	outcomes map[string]Outcome
	order    []kept // the oldest first
	stash    memoryStash
}

type kept struct {
	id string
	at time.Time
}

// Memory returns a store for an app without a database.
func Memory() *Mem { return &Mem{outcomes: map[string]Outcome{}} }

// Durable reports that outcomes are lost with the process.
func (m *Mem) Durable() bool { return false }

// Find returns the outcome of a submission that is done.
func (m *Mem) Find(_ context.Context, s Submission) (Outcome, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(time.Now())
	o, ok := m.outcomes[s.ID()]
	return o, ok, nil
}

// Settle keeps the outcome of an attempt.
func (m *Mem) Settle(_ context.Context, a *Attempt, o Outcome) error {
	now, id := time.Now(), a.ID()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(now)
	if _, ok := m.outcomes[id]; !ok {
		m.outcomes[id] = o
		m.order = append(m.order, kept{id, now})
	}
	return nil
}

// forget removes outcomes that are too old, or too many. The lock is held.
func (m *Mem) forget(now time.Time) {
	n := 0
	//mutant:false(2.1) TestMemoryForgets: outcomes take bounded memory
	for n < len(m.order) && (len(m.order)-n >= MemorySubmissions || now.Sub(m.order[n].at) > MemoryKeep) {
		delete(m.outcomes, m.order[n].id)
		n++
	}
	m.order = m.order[n:]
}
