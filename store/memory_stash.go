package store

import (
	"context"
	"slices"
	"time"
)

// MemoryStashBytes is how much a [Mem] stashes; the value that was put first goes first.
const MemoryStashBytes = 16 << 20

// A memoryStash is what a Mem has stashed. Its lock is that of the Mem.
type memoryStash struct {
	values map[string]memoryValue
	order  []string // the ids, the one that was put first first
	bytes  int
}

type memoryValue struct {
	data    []byte
	expires time.Time
}

// PutStash keeps data under an id: see [StashBackend]. They are lost with the process, and other
// processes do not have them.
func (m *Mem) PutStash(_ context.Context, id string, data []byte, ttl time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, now := &m.stash, time.Now()
	s.forget(now, len(data))
	v, ok := s.values[id]
	if !ok {
		v = memoryValue{data: slices.Clone(data)}
		s.order = append(s.order, id)
		s.bytes += len(data)
	}
	if expires := now.Add(ttl); expires.After(v.expires) {
		v.expires = expires
	}
	if s.values == nil {
		s.values = map[string]memoryValue{}
	}
	s.values[id] = v
	return nil
}

// GetStash returns the data of an id: see [StashBackend].
func (m *Mem) GetStash(_ context.Context, id string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.stash.values[id]
	if !ok || !v.expires.After(time.Now()) {
		return nil, ErrNotFound
	}
	return slices.Clone(v.data), nil
}

// forget removes what has expired, and the first values, until there is room for more bytes.
func (s *memoryStash) forget(now time.Time, more int) {
	kept := s.order[:0]
	for _, id := range s.order {
		v := s.values[id]
		//mutant:set(false) TestMemoryStashIsBounded: the stash takes bounded memory
		full := s.bytes+more > MemoryStashBytes
		if full || !v.expires.After(now) {
			s.bytes -= len(v.data)
			delete(s.values, id)
			continue
		}
		kept = append(kept, id)
	}
	s.order = kept
}
