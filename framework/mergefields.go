package framework

import (
	"net/url"
	"reflect"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/text"
)

// A merger joins two forms.
type merger struct {
	codec    *values.Codec // of the whole form
	choices  url.Values    // of the person, by field
	base     url.Values    // what the person has started from
	next     url.Values    // base of the form that is drawn again
	texts    *text.Texts
	conflict Conflict
	tooMany  FieldErrors // by list
}

// merge makes mine what both have made of a form, or of a row of it. The prefix stands before the
// names of its fields: "" or "item.7.".
func (m *merger) merge(c *values.Codec, prefix string, mine, theirs reflect.Value) error {
	for _, f := range c.Fields() {
		if f.Path != "" {
			continue
		}
		//mutant:false TestMergeOfSecrets: nobody is shown the other's secret
		if f.IsSecret() {
			if len(f.Texts(mine)) == 0 {
				f.Copy(mine, theirs)
			}
			continue
		}
		ours, now := f.Texts(mine), f.Texts(theirs)
		name := prefix + f.Key
		m.next.Set(name, values.Digest(now))
		switch m.decide(name, values.Digest(ours), values.Digest(now)) {
		case theirsAsked:
			f.Copy(mine, theirs)
		case theirsAlone:
			f.Copy(mine, theirs)
			m.conflict.merged[name] = now
		case undecided:
			m.conflict.add(name, now)
		}
	}
	for _, l := range c.Lists() {
		if err := m.mergeList(l, prefix+l.Key, mine, theirs); err != nil {
			return err
		}
	}
	return nil
}

// A decision says which value of a field counts.
type decision int

const (
	mineCounts  decision = iota
	theirsAlone          // the person has not changed it
	theirsAsked          // the person has chosen it
	undecided            // the person must choose
)

// decide compares a field by the digests of what the person and the record have.
func (m *merger) decide(name, mine, theirs string) decision {
	base := m.base.Get(name)
	choice, asked := m.choices[name]
	chosen := strings.Join(choice, "")
	switch unchanged := base == theirs; {
	case mine == theirs:
		return mineCounts
	case unchanged && chosen == wire.TakeTheirs:
		return theirsAsked
	//mutant:false TestMerge/no_choice: a conflict that was shown is decided by a choice
	case unchanged && asked && chosen != wire.KeepMine:
		return undecided
	case unchanged:
		return mineCounts
	//mutant:true TestMerge/both: what both have changed is a conflict
	case mine == base:
		return theirsAlone
	}
	return undecided
}
