package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// A Draft is what a person has entered so far. It is a copy: to change it, use [Drafts.Save].
type Draft[T any] struct {
	ID       string
	Revision int64     // counts the saves
	Updated  time.Time // when it was saved last
	Expires  time.Time // when it is deleted, if nobody saves it before

	drafts *Drafts[T]
	steps  map[string]*savedStep
}

// A savedStep is what the row of a draft has of a step.
type savedStep struct {
	Version  int        `json:"version"`  // of the shape of the values
	Revision int64      `json:"revision"` // of the draft when the step was saved last
	Values   url.Values `json:"values"`
}

type savedDraft struct {
	Steps map[string]*savedStep `json:"steps"`
}

// draft reads a row, and migrates what it holds.
func (ds *Drafts[T]) draft(row tables.Draft) (*Draft[T], error) {
	var saved savedDraft
	if err := json.Unmarshal([]byte(row.Data), &saved); err != nil {
		return nil, fmt.Errorf("store: the draft %s of %q is damaged: %w", row.ID, ds.name, err)
	}
	if saved.Steps == nil {
		saved.Steps = map[string]*savedStep{}
	}
	maps.DeleteFunc(saved.Steps, func(_ string, s *savedStep) bool { return s == nil })
	ds.migrate(saved.Steps)
	return &Draft[T]{
		ID: row.ID, Revision: row.Revision, Updated: time.Unix(row.Updated, 0).UTC(), Expires: time.Unix(row.Expires, 0).UTC(),
		drafts: ds, steps: saved.Steps,
	}, nil
}

// Topic is what is notified when this draft is saved or deleted.
func (d *Draft[T]) Topic() string { return d.drafts.Topic(d.ID) }

// Saved reports whether a step was saved before.
func (d *Draft[T]) Saved(step string) bool { return d.steps[step] != nil }

// Values returns what a step's form had when it was saved last: all of it, also what cannot be
// read. It is a copy, and nil if the step was never saved.
func (d *Draft[T]) Values(step string) url.Values {
	s := d.steps[step]
	if s == nil {
		return nil
	}
	return cloneValues(s.Values)
}

func cloneValues(v url.Values) url.Values {
	c := make(url.Values, len(v))
	for name, all := range v {
		c[name] = slices.Clone(all)
	}
	return c
}

// Hidden returns the hidden input that the form of a step needs: it says which revision of the step
// the form is based on, and which fields it has. [Drafts.Save] takes it from what was posted.
func (d *Draft[T]) Hidden(step string) []address.Input {
	return []address.Input{{Name: DraftField, Value: d.based(step).String()}}
}

func (d *Draft[T]) based(step string) base {
	b := base{version: d.drafts.version}
	if s := d.steps[step]; s != nil {
		b.revision = s.Revision
	}
	if s := d.drafts.step(step); s != nil {
		b.fields = s.codec.Names()
	}
	return b
}

// An Unplaced is something in a draft for which this build has no place: a newer or older build
// has saved it. It stays in the draft, also when the draft is saved. A form should show it, so that
// the person can enter it where it belongs.
type Unplaced struct {
	Step   string
	Name   string   // of the field
	Values []string // what was entered
	Known  bool     // the step has the field, and cannot read the values
}

// Decode reads the draft as submitting it would. The fields of a step that was never saved, and
// those that cannot be read, are zero. Unplaced has what no field takes and what a field cannot
// read, in the order of step and name. A text field shows the latter all the same, since the form
// has the values as they were entered: [Draft.Values].
func (d *Draft[T]) Decode() (value T, unplaced []Unplaced) {
	v := reflect.ValueOf(&value).Elem()
	for name, saved := range d.steps {
		step := d.drafts.step(name)
		rest := cloneValues(saved.Values)
		if step != nil {
			//mutant:delete TestDraftRows: what a field or a row takes is placed
			maps.DeleteFunc(rest, func(name string, _ []string) bool {
				return step.codec.Reads(name) && step.codec.Listed(name, saved.Values)
			})
			report := step.codec.DecodeValues(v.Field(step.field), saved.Values, draftLimits)
			for _, p := range report.Problems {
				unplaced = append(unplaced, Unplaced{name, p.Key, slices.Clone(saved.Values[p.Key]), true})
			}
		}
		for key, all := range rest {
			if entered := slices.DeleteFunc(all, func(s string) bool { return strings.TrimSpace(s) == "" }); len(entered) > 0 {
				unplaced = append(unplaced, Unplaced{name, key, entered, false})
			}
		}
	}
	slices.SortFunc(unplaced, func(a, b Unplaced) int {
		return strings.Compare(a.Step+"\x00"+a.Name, b.Step+"\x00"+b.Name)
	})
	return value, unplaced
}

var draftLimits = values.Limits{Params: math.MaxInt32, Value: 1 << 20, UnmarshalErrors: true}
