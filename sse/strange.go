package sse

import (
	"slices"
	"time"
)

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
	s.strangers = slices.DeleteFunc(s.strangers, func(one strange) bool { return !now.Before(one.until) })
	if i := slices.IndexFunc(s.strangers, func(one strange) bool { return one.version == version }); i >= 0 {
		return s.strangers[i].came
	}
	if len(s.strangers) == maxStrange {
		s.strangers = slices.Delete(s.strangers, 0, 1)
	}
	s.strangers = append(s.strangers, strange{version, s.begun, now.Add(strangeFor)})
	return s.begun
}
