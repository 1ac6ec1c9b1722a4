package framework

import (
	"reflect"
	"slices"
	"strings"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
)

// mergeList makes the list of mine what both have made of it.
func (m *merger) mergeList(l values.List, name string, mine, theirs reflect.Value) error {
	if !l.HasKeys() {
		m.mergeWhole(l, name, mine, theirs)
		return nil
	}
	ours, now := l.In(mine), l.In(theirs)
	myKeys, err := l.Keys(ours)
	if err != nil {
		return err
	}
	keys, err := l.Keys(now)
	if err != nil {
		return err
	}
	base := strings.Fields(m.base.Get(name))
	inBase, myRows, theirRows := placesOf(base), placesOf(myKeys), placesOf(keys)
	keep := map[string]bool{}
	next := map[string]bool{} // in the base of the form that is drawn again
	for i, key := range myKeys {
		_, isTheirs := theirRows[key]
		_, wasThere := inBase[key]
		if isTheirs || !wasThere {
			keep[key] = true
			continue
		}
		//mutant:false TestMergeOfRows: what the person has written is kept
		keep[key] = m.changed(l.Rows, address.Row{List: name, Key: key}, ours.Index(i)) || l.Rows.HasSecret(ours.Index(i))
		next[key] = true
	}
	for i, key := range keys {
		_, isMine := myRows[key]
		_, wasThere := inBase[key]
		switch {
		//mutant:false TestMergeOfRowsInAConflict: a row of both is none that was removed
		case isMine: // and so kept
			next[key] = true
		case !wasThere:
			keep[key] = true
		default:
			//mutant:false TestMergeOfRows: what others have written is kept
			keep[key] = m.changed(l.Rows, address.Row{List: name, Key: key}, now.Index(i))
			next[key] = true
		}
	}
	order := mergeOrder(base, myKeys, keys, keep)
	all := reflect.MakeSlice(ours.Type(), len(order), len(order))
	for i, key := range order {
		row := address.Row{List: name, Key: key}
		mine, isMine := myRows[key]
		theirs, isTheirs := theirRows[key]
		if isMine {
			all.Index(i).Set(ours.Index(mine))
		} else {
			all.Index(i).Set(now.Index(theirs))
		}
		l.SetRow(all.Index(i), row)
		if isMine && isTheirs {
			if err := m.merge(l.Rows, row.Field("")+".", all.Index(i), now.Index(theirs)); err != nil {
				return err
			}
		}
	}
	nextKeys := slices.DeleteFunc(slices.Clone(base), func(key string) bool { return !next[key] })
	for _, key := range keys {
		if _, wasThere := inBase[key]; next[key] && !wasThere {
			nextKeys = append(nextKeys, key)
		}
	}
	m.next.Set(name, values.ListBase(nextKeys))
	if p, wrong := m.codec.RowsProblem(name, len(order)); wrong && len(order) > len(myKeys) {
		m.tooMany[name] = p.Sentence(m.texts)
	}
	ours.Set(all)
	return nil
}

// placesOf returns the index of each key.
func placesOf(keys []string) map[string]int {
	places := make(map[string]int, len(keys))
	for i, key := range keys {
		places[key] = i
	}
	return places
}

// mergeWhole merges a list as one field: its rows have no keys.
func (m *merger) mergeWhole(l values.List, name string, mine, theirs reflect.Value) {
	sum := l.Digest(theirs)
	m.next.Set(name, sum)
	switch m.decide(name, l.Digest(mine), sum) {
	case theirsAlone:
		l.In(mine).Set(l.In(theirs))
		// The form that is drawn again has the person's rows.
		m.next[name] = m.base[name]
	case theirsAsked:
		l.In(mine).Set(l.In(theirs))
	case undecided:
		m.conflict.add(name, l.Texts(theirs))
	}
}

// changed reports whether a row that only one of the two has is another than in the base. The base
// of the form that is drawn again has it as before.
func (m *merger) changed(c *values.Codec, row address.Row, v reflect.Value) bool {
	sums, err := c.RowDigests(row, v)
	changed := err != nil
	for name := range sums {
		m.next[name] = m.base[name]
		changed = changed || sums.Get(name) != m.base.Get(name)
	}
	return changed
}

// mergeOrder returns the keys that are kept, in their order: the person's, if the person has moved
// rows. What is added stands behind the same row. The client does the same (rows/merge.ts).
func mergeOrder(base, mine, theirs []string, keep map[string]bool) []string {
	in := func(keys []string, others map[string]int) (both []string) {
		for _, key := range keys {
			if _, has := others[key]; has {
				both = append(both, key)
			}
		}
		return both
	}
	first, second := theirs, mine
	//mutant:false TestMergeOfRows: rows that the person has moved stay there
	if !slices.Equal(in(base, placesOf(mine)), in(mine, placesOf(base))) {
		first, second = mine, theirs
	}
	var order []string
	for _, key := range first {
		if keep[key] {
			order = append(order, key)
		}
	}
	known := placesOf(order)
	after := -1
	for _, key := range second {
		if _, has := known[key]; has {
			after = slices.Index(order, key)
		} else if keep[key] {
			after++
			order = slices.Insert(order, after, key)
		}
	}
	return order
}
