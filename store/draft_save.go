package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// A DraftConflict is the error of [Drafts.Save] where the step was saved by another tab or device
// since the form was drawn, and the form has other values. Nothing is saved. The form shows the
// other device's values where the person has entered nothing, as soon as the tab has got them, and
// is then based on the current revision.
type DraftConflict struct {
	Step    string
	Current url.Values // what the draft has
	Sent    url.Values // what the form has sent, as far as a draft may hold it

	// Revision is that of the draft now.
	Revision int64
}

func (c *DraftConflict) Error() string {
	return fmt.Sprintf("store: the step %q of the draft was saved by another tab or device; it has the revision %d now", c.Step, c.Revision)
}

// Save keeps what the form of a step has sent, be it right or wrong, and returns the draft.
//
//   - It replaces the fields that the form has. Fields that the form does not know, because a newer
//     or older build has drawn it, keep their values.
//   - Fields whose names begin with "_", secret fields (url:"pin,secret"), and those whose names
//     contain "password" are not kept.
//   - Equal values are no save: nothing is written or notified.
//   - Without the hidden input of [Draft.Hidden], the form is taken to be based on the current
//     revision, and to have the fields of this build.
//
// The error is [ErrNotFound] as for Load, a [*DraftConflict], or [ErrTooLarge] if the draft would
// have more than MaxBytes.
func (ds *Drafts[T]) Save(ctx context.Context, tx Transaction, owner, id, step string, sent url.Values) (*Draft[T], error) {
	d, err := ds.load(ctx, tx, owner, id, true)
	if err != nil {
		return nil, err
	}
	based, given := parseBase(sent.Get(DraftField))
	if !given {
		based = d.based(step)
	}
	sent = ds.keep(step, sent)
	steps := ds.posted(d, step, based, cloneValues(sent))
	//mutant:set(true) TestDraftSaveOfTheSame: a save that changes nothing is none
	changed := !maps.EqualFunc(steps, d.steps, func(a, b *savedStep) bool { return a == b || equalValues(a.Values, b.Values) })
	if !changed {
		return d, nil
	}
	//mutant:false TestDraftConflict: a form that was drawn from an older revision overwrites nothing
	if s := d.steps[step]; s != nil && based.revision < s.Revision {
		return d, &DraftConflict{Step: step, Current: d.Values(step), Sent: sent, Revision: d.Revision}
	}
	d.steps = steps
	d.Revision++
	d.steps[step].Revision = d.Revision
	data, err := json.Marshal(savedDraft{d.steps})
	if err != nil {
		return nil, err
	}
	//mutant:false TestDraftLimits: a draft has bounded size
	if len(data) > ds.options.MaxBytes {
		return nil, fmt.Errorf("%w: a draft of %q takes %d bytes, and this one has %d", ErrTooLarge, ds.name, ds.options.MaxBytes, len(data))
	}
	key := tables.DraftKey{Owner: owner, Name: ds.name, ID: id}
	if err := tables.UpdateDraft(ctx, tx.Place(), key, d.Revision, string(data), ds.ttl()); err != nil {
		return nil, err
	}
	now := time.Now().UTC().Truncate(time.Second)
	d.Updated, d.Expires = now, now.Add(ds.options.TTL)
	tx.Notify(ds.Topic(id), ds.ListTopic(owner))
	return d, nil
}

// Touch notifies the topics of a draft and keeps it for another TTL, as a save does.
// Its values and its revision stay as they are. Call it where something changes that belongs to the
// draft and is kept elsewhere, such as its files in a table of the app. Until the end of the
// transaction nobody else can save, delete or submit the draft. The error is [ErrNotFound] as for
// Load.
func (ds *Drafts[T]) Touch(ctx context.Context, tx Transaction, owner, id string) (*Draft[T], error) {
	key, err := ds.key(owner, id)
	if err != nil {
		return nil, err
	}
	row, found, err := tables.FindDraft(ctx, tx.Place(), key, true)
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	// What another build has saved is written as it was.
	if err := tables.UpdateDraft(ctx, tx.Place(), key, row.Revision, row.Data, ds.ttl()); err != nil {
		return nil, err
	}
	tx.Notify(ds.Topic(id), ds.ListTopic(owner))
	now := time.Now().UTC()
	row.Updated, row.Expires = now.Unix(), now.Add(ds.options.TTL).Unix()
	return ds.draft(row)
}

// keep returns the fields of a step's form that a draft may hold.
func (ds *Drafts[T]) keep(step string, sent url.Values) url.Values {
	kept := cloneValues(sent)
	if s := ds.step(step); s != nil {
		s.removeSecrets(kept)
	}
	maps.DeleteFunc(kept, func(name string, _ []string) bool { return strings.HasPrefix(name, "_") })
	for name, all := range kept {
		for i, text := range all {
			all[i] = strings.ToValidUTF8(text, "\uFFFD") // as JSON has it
		}
		if valid := strings.ToValidUTF8(name, "\uFFFD"); valid != name {
			delete(kept, name)
			kept[valid] = all
		}
	}
	return kept
}

// posted returns the steps of a draft with what a form has sent.
func (ds *Drafts[T]) posted(d *Draft[T], step string, based base, sent url.Values) map[string]*savedStep {
	incoming := map[string]*savedStep{step: {Version: based.version, Values: sent}}
	names := maps.Clone(sent)
	//mutant:delete TestDraftFormOfTheOtherBuild: the form of an older build is migrated
	ds.migrate(incoming)
	steps := maps.Clone(d.steps)
	for name, in := range incoming {
		s := &savedStep{Version: max(in.Version, ds.version), Values: url.Values{}}
		if old := steps[name]; old != nil {
			s.Version, s.Revision, s.Values = max(s.Version, old.Version), old.Revision, cloneValues(old.Values)
		}
		if name == step {
			// An unchecked checkbox sends nothing.
			maps.DeleteFunc(s.Values, func(name string, _ []string) bool {
				return !names.Has(name) && based.has(name)
			})
		}
		if known := ds.step(name); known != nil && based.version < ds.version {
			known.keepRows(s.Values, in.Values)
		}
		maps.Copy(s.Values, in.Values)
		if name == step {
			based.removeUnlisted(s.Values)
		}
		steps[name] = s
	}
	if steps[step] == nil { // the migration has moved all of it
		steps[step] = &savedStep{Version: ds.version, Values: url.Values{}}
	}
	return steps
}

func equalValues(a, b url.Values) bool { return maps.EqualFunc(a, b, slices.Equal[[]string]) }
