package presence

import (
	"cmp"
	"slices"
	"time"
)

// A signalID names a signal: a person has one at a place.
type signalID struct{ place, id string }

// A signal is kept until it ends by itself. One that was ended is kept without a value until then.
type signal struct {
	name, value string
	ended       bool
	until       time.Time // by the clock of this node
	node        string    // who sent it
	seq         uint64
}

// signed is a signal in a message.
type signed struct {
	Place string `json:"p"`
	ID    string `json:"i"`
	Name  string `json:"m"`
	Value string `json:"v,omitempty"`
	Ended bool   `json:"e,omitempty"`
	For   int64  `json:"t"` // milliseconds
}

// Signal says what a person does at a place, for a time of up to a minute. A later signal of the
// same person there replaces it, and one with no time ends it. The ID must come from the server.
func (t *Tracker) Signal(place, id, name, value string, ttl time.Duration) error {
	if err := CheckPlace(place); err != nil {
		return err
	}
	if id == "" {
		return nil
	}
	t.started()
	s := signal{name: clean(name, maxNameBytes), value: clean(value, maxValueBytes), node: t.node}
	if s.ended = ttl <= 0; s.ended {
		s.value, ttl = "", 10*time.Second
	}
	now := time.Now()
	s.until = now.Add(min(ttl, maxTTL))
	key := signalID{place, clean(id, maxIDBytes)}
	t.mu.Lock()
	defer t.mu.Unlock()
	s.seq = uint64(now.UnixNano()) // counts up on this node; no other node reads it as a time
	if last := t.room(place).signals[key.id]; last != nil && last.node == t.node {
		s.seq = max(s.seq, last.seq+1)
	}
	if t.keep(key, s) {
		// The latest of each person is sent.
		t.outgoing[key] = s
	}
	t.poke()
	return nil
}

// keep takes a signal, and reports whether there is room for it. The lock is held.
func (t *Tracker) keep(key signalID, s signal) bool {
	r := t.room(key.place)
	last := r.signals[key.id]
	switch {
	//mutant:false TestManySignals: signals take bounded memory
	case last == nil && len(r.signals) >= maxSignals:
		return false
	//mutant:false TestSignals: an older signal does not replace a newer one
	case last != nil && last.node == s.node && last.seq >= s.seq:
		return false
	}
	r.signals[key.id] = &s
	t.signaled[r] = true
	shown := func(s *signal) Signal {
		if s == nil || s.ended {
			return Signal{}
		}
		return Signal{key.id, s.name, s.value}
	}
	if shown(last) != shown(&s) {
		t.touch(r, 1)
	} else {
		t.dirty[r] = true
	}
	return true
}

func signalMessage(key signalID, s signal, now time.Time) message {
	return message{Kind: kindSignal, Seq: s.seq, Signal: &signed{key.place, key.id, s.name, s.value, s.ended, s.until.Sub(now).Milliseconds()}}
}

func (t *Tracker) handleSignal(m message, now time.Time) {
	g := m.Signal
	if g == nil || g.ID == "" || CheckPlace(g.Place) != nil || g.For <= 0 {
		return
	}
	ttl := min(time.Duration(min(g.For, int64(maxTTL/time.Millisecond)))*time.Millisecond, maxTTL)
	t.keep(signalID{g.Place, g.ID}, signal{
		name: clean(g.Name, maxNameBytes), value: clean(g.Value, maxValueBytes), ended: g.Ended,
		until: now.Add(ttl), node: m.Node, seq: m.Seq,
	})
}

// endSignals removes signals whose time is over. The lock is held.
func (t *Tracker) endSignals(by func(time.Time) bool) {
	for r := range t.signaled {
		for id, s := range r.signals {
			//mutant:false TestSignals: a signal ends by itself
			if by(s.until) {
				delete(r.signals, id)
				if !s.ended {
					t.touch(r, 1)
				}
				t.dirty[r] = true
			}
		}
		if len(r.signals) == 0 {
			delete(t.signaled, r)
		}
	}
}

// signalsAt returns the signals at a place. Between two notifications the answer is the same.
func (t *Tracker) signalsAt(place string) []Signal {
	t.started()
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.rooms[place]
	if r == nil {
		return nil
	}
	if !r.current {
		list := make([]Signal, 0, len(r.signals))
		for id, s := range r.signals {
			if !s.ended {
				list = append(list, Signal{id, s.name, s.value})
			}
		}
		slices.SortFunc(list, func(a, b Signal) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
		r.signalList, r.current = slices.Clip(list[:min(len(list), MaxListed)]), true
	}
	return r.signalList
}
