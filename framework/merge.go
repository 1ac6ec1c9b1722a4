package framework

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/internal/wire"
	"github.com/goldfish-go/goldfish/templ/markup"
	"github.com/goldfish-go/goldfish/templ/text"
)

// Merge joins what a person has sent with what the record holds now, field by field. The form that
// was drawn with markup.Form.Base says what the person started from:
//
//   - A field that only the person has changed has the person's value.
//   - A field that only others have changed has theirs.
//   - A field that both have changed is a conflict, unless both made it the same.
//   - A secret field (url:"pin,secret") has the person's value, or that of the record if the person
//     has left it empty.
//
// If there are conflicts, Merge returns an error. The action returns it, and the form is shown
// again with 422: for each conflict with both values and a choice. The next submit is merged
// again, with what the record holds by then. So nobody overwrites what they have not seen, with
// and without scripts.
//
//	err := db.Write(ctx, func(tx *store.Tx) error {
//		old, err := load(ctx, tx, id)
//		if err != nil {
//			return err
//		}
//		f, err = framework.Merge(ctx, f, formOf(old), old.ChangedBy)
//		if err != nil {
//			return err // a framework.Conflict: the transaction is rolled back
//		}
//		return update(ctx, tx, id, f)
//	})
//
// Call it in the transaction that writes, with values as they are stored: a text that is trimmed
// when it is stored must be trimmed in mine. by names who changed the record last, for the person;
// it may be empty. A form that was drawn without a base conflicts in each field that differs. What
// the browser sends of the base is not trusted with anything else.
//
// Rows that embed a [Row] are merged one by one, by their keys: set Row.Key of the rows of theirs,
// and of the form that Base is given.
//
//   - A row that one of the two has added is kept.
//   - A row that one of the two has removed is removed, unless the other has changed it: then it is
//     kept, as the other has it.
//   - The order is the person's, if the person has moved rows, and otherwise that of the record.
//   - If the rows of both are more than the tag rows allows, Merge returns [FieldErrors].
//
// A list whose rows embed no Row is one field.
//
// Merge takes the context of an action, and panics with any other. It returns an error, for the
// log, if a row has no key.
func Merge[F any](ctx context.Context, mine, theirs F, by string) (F, error) {
	sent := inAction(ctx, "Merge").r.PostForm
	codec, err := values.ForForm[F]()
	if err != nil {
		panic("framework: Merge: " + err.Error()) // Post has refused such a form already
	}
	base, _ := url.ParseQuery(sent.Get(wire.BaseField)) // of a browser: what is malformed is absent
	//mutant:delete TestMergeOfAnOlderBuild: a field that was renamed since is compared with what it was
	base = codec.WithCurrentNames(base)
	m := merger{codec: codec, choices: url.Values{}, base: base, next: url.Values{}, texts: text.From(ctx), tooMany: FieldErrors{},
		conflict: Conflict{By: by, Theirs: map[string][]string{}, merged: map[string][]string{}}}
	for name, all := range sent {
		if field, is := strings.CutPrefix(name, wire.ChoicePrefix); is {
			m.choices[codec.CurrentName(field)] = all
		}
	}
	if err := m.merge(codec, "", reflect.ValueOf(&mine).Elem(), reflect.ValueOf(&theirs).Elem()); err != nil {
		return mine, fmt.Errorf("framework: Merge: %w", err)
	}
	m.conflict.base = m.next.Encode()
	switch {
	case len(m.conflict.Theirs) > 0:
		return mine, m.conflict
	case len(m.tooMany) > 0:
		return mine, m.tooMany
	}
	return mine, nil
}

// A Conflict is the error of [Merge]: somebody else has changed fields that the person has
// changed. The answer is 422.
type Conflict struct {
	By     string              // who changed the record; may be empty
	Theirs map[string][]string // by field: texts of the record; none is empty or off

	merged map[string][]string // by field: what only others have changed
	base   string              // names the values of Theirs, and all others of the record
}

func (c Conflict) add(field string, theirs []string) {
	if theirs == nil {
		theirs = []string{}
	}
	c.Theirs[field] = theirs
}

// Error names the fields.
func (c Conflict) Error() string { return "changed meanwhile: " + c.fieldErrors(&text.English).Error() }

// fieldErrors returns the sentences that stand beside the fields.
func (c Conflict) fieldErrors(t *text.Texts) FieldErrors {
	errs := FieldErrors{}
	for name := range c.Theirs {
		errs[name] = t.ChangedMeanwhile
		if c.By != "" {
			errs[name] = text.Fill(t.ChangedBy, "person", c.By)
		}
	}
	return errs
}

// shown returns the submitted values with what was merged, for the form that is drawn again.
func (c Conflict) shown(form url.Values) url.Values {
	shown := url.Values{}
	for name, all := range form {
		if !strings.HasPrefix(name, wire.ChoicePrefix) {
			shown[name] = all
		}
	}
	for name, theirs := range c.merged {
		shown[name] = theirs
	}
	return shown
}

func (c Conflict) wire() *wire.Conflict {
	merged := map[string][]string{}
	for name, texts := range c.merged {
		merged[name] = append([]string{}, texts...)
	}
	return &wire.Conflict{Base: c.base, Theirs: c.Theirs, Merged: merged}
}

func (c Conflict) markup() *markup.Conflict {
	return &markup.Conflict{Base: c.base, Theirs: c.Theirs}
}
