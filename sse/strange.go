package sse

import "time"

// A strange version is one that a tab came with and that its screen does not know. It was made before that tab came, so content of a load that began
// after that is no older. Others who come with it then need no load of their own: after a restart that is nearly everybody.
type strange struct {
	version string
	came    uint64 // loads that had begun when the first tab came with it
	until   time.Time
}

const (
	// Equal content has equal versions, so what was old a while ago may be new again, and known to another node first.
	strangeFor = 2 * time.Second
	maxStrange = 8
)

// meet returns how many loads had begun when a tab first came with this version: content of a later one is no older. The lock is held.
func (s *Screen) meet(version string) (came uint64) {
	now := time.Now()
	kept := s.strangers[:0]
	for _, one := range s.strangers {
		if now.Before(one.until) {
			kept = append(kept, one)
		}
	}
	for _, one := range kept {
		if one.version == version {
			s.strangers = kept
			return one.came
		}
	}
	if len(kept) == maxStrange {
		kept = append(kept[:0], kept[1:]...)
	}
	s.strangers = append(kept, strange{version, s.begun, now.Add(strangeFor)})
	return s.begun
}
