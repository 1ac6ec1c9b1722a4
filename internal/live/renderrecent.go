package live

import "time"

// recentFor is how long a slot counts for its client.
const recentFor = time.Second

// recentSlots are the slots that are held and were granted within the last second, the oldest
// first.
type recentSlots struct {
	oldest, newest *slot
	count          map[string]int // by client
}

// of reports whether a client has one.
func (r *recentSlots) of(client string) bool { return r.count[client] > 0 }

func (r *recentSlots) add(s *slot) {
	if r.count == nil {
		r.count = map[string]int{}
	}
	r.count[s.client.name]++
	s.recent = true
	if s.prev = r.newest; s.prev != nil {
		s.prev.next = s
	} else {
		r.oldest = s
	}
	r.newest = s
}

// remove removes a slot if it is there.
func (r *recentSlots) remove(s *slot) {
	if !s.recent {
		return
	}
	name := s.client.name
	//mutant:false TestRenderQueueForgetsClients: a client without renders takes no memory
	if r.count[name]--; r.count[name] == 0 {
		delete(r.count, name)
	}
	if s.prev != nil {
		s.prev.next = s.next
	} else {
		r.oldest = s.next
	}
	if s.next != nil {
		s.next.prev = s.prev
	} else {
		r.newest = s.prev
	}
	s.recent, s.prev, s.next = false, nil, nil
}

// expire removes the slots that are recent no more.
func (r *recentSlots) expire() {
	for r.oldest != nil && time.Since(r.oldest.since) >= recentFor {
		r.remove(r.oldest)
	}
}
