package bus

import "sync"

// marks remembers the newest marks that this process has told its receivers of, so that reading
// them in the log does not tell of them again. It forgets the older ones: then receivers receive
// twice.
type marks struct {
	mu       sync.Mutex
	new, old map[string]struct{}
}

const maxMarks = 4096 // in each generation

func (m *marks) add(mark string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	//mutant:false TestMarks: marks take bounded memory
	if len(m.new) >= maxMarks {
		m.old, m.new = m.new, nil
	}
	if m.new == nil {
		m.new = map[string]struct{}{}
	}
	m.new[mark] = struct{}{}
}

func (m *marks) has(mark string) bool {
	if mark == "" {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	_, recent := m.new[mark]
	_, older := m.old[mark]
	return recent || older
}
