package presence

import (
	"cmp"
	"slices"
	"time"
)

// Join says that a tab of a person shows a place, until leave is called. The ID must come from the
// server. Without an ID, and with a name that is no place, nothing happens.
func (t *Tracker) Join(place, id, name string) (leave func()) {
	own := t.join(place, id, name)
	if own == nil {
		return func() {}
	}
	return func() { t.release(own, leaveAfter) }
}

// Touch says that a tab without a stream shows a place: the person leaves after the time.
func (t *Tracker) Touch(place, id, name string, stay time.Duration) {
	if own := t.join(place, id, name); own != nil {
		t.release(own, stay)
	}
}

func (t *Tracker) join(place, id, name string) *tabs {
	if id == "" || CheckPlace(place) != nil {
		return nil
	}
	t.started()
	id, name = clean(id, maxIDBytes), clean(name, maxNameBytes)
	t.mu.Lock()
	defer t.mu.Unlock()
	own := t.own[place][id]
	switch {
	case own == nil:
		if t.members >= maxMembers {
			if !t.full {
				t.log.Warn("goldfish: more people are not counted", "max", maxMembers)
			}
			t.full = true
			return nil
		}
		own = &tabs{place: place, id: id, name: name}
		if t.own[place] == nil {
			t.own[place] = map[string]*tabs{}
		}
		t.own[place][id] = own
		t.members++
		t.add(place, id, name)
		t.changed[change{place, id}] = true
	case own.name != name:
		own.name = name
		t.rename(place, id, name)
		t.changed[change{place, id}] = true
	}
	own.open++
	//mutant:delete TestReload: who comes back in time has not left
	delete(t.leaving, own)
	t.poke()
	return own
}

func (t *Tracker) release(own *tabs, stay time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if own.open--; own.open == 0 {
		t.leaving[own] = time.Now().Add(stay)
		t.poke()
	}
}

// leave removes a person of this node. The lock is held.
func (t *Tracker) leave(own *tabs) {
	delete(t.leaving, own)
	delete(t.own[own.place], own.id)
	if len(t.own[own.place]) == 0 {
		delete(t.own, own.place)
	}
	t.members--
	t.remove(own.place, own.id)
	t.changed[change{own.place, own.id}] = false
}

// people returns who is at a place. Between two notifications the answer is the same.
func (t *Tracker) people(place string) People {
	t.started()
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.rooms[place]
	if r == nil {
		return People{}
	}
	if r.people == nil {
		r.people = &People{List: first(r.members), Total: len(r.members)}
	}
	return *r.people
}

// first returns the first MaxListed people. Callers share the slice.
func first(members map[string]*member) []Person {
	list := make([]Person, 0, min(len(members), MaxListed)+1)
	byName := func(a, b Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) }
	for id, m := range members {
		p := Person{id, m.name}
		if len(list) == MaxListed && byName(p, list[MaxListed-1]) > 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(list, p, byName)
		list = slices.Insert(list, i, p)
		list = list[:min(len(list), MaxListed)]
	}
	return slices.Clip(list)
}
