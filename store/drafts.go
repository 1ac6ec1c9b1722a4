package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/goldfish-go/goldfish/internal/values"
	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// Drafts keep what people have entered and not yet submitted, in the app's database: so another
// device goes on with it. T is a struct with a field for each step of the form; the type of such a
// field is the form of the step. The name of a step is the name of its field in lower case.
//
//	type Application struct {
//		Applicant ApplicantForm
//		Items     ItemsForm
//	}
//
//	var Applications = store.NewDrafts[Application]("application", 1, store.DraftOptions{})
//
// A draft holds the values of a step's form as they were posted, not as a T: text that is no number
// yet is kept, and so is a field that this build does not know. [Draft.Decode] makes a T of them.
//
//	d, err := Applications.Load(ctx, db, me.ID, u.ID)                       // in a view
//	d, err := Applications.Save(ctx, tx, me.ID, u.ID, "applicant", posted)  // in a write
//
// A draft belongs to one person, its owner: the ID of the viewer. Save and Delete notify the topics
// of the draft and of the owner's list, so the person's other tabs and devices follow.
//
// Drafts are safe for concurrent use.
type Drafts[T any] struct {
	name    string
	version int
	options DraftOptions
	steps   []draftStep
}

// A draftStep is a field of the struct of a draft.
type draftStep struct {
	name  string
	field int
	codec *values.Codec
}

// DraftOptions configure [Drafts]. The zero value of each field is its default.
type DraftOptions struct {
	// TTL is for how long a draft is kept after it was saved last. Default: 30 days.
	TTL time.Duration

	// MaxBytes limits what a draft holds, as JSON. Default: 256 KiB.
	MaxBytes int

	// MaxPerOwner limits the drafts of a person. Default: 100.
	MaxPerOwner int

	// Migrate changes the values of version from into those of version from+1, in place: steps has
	// the values of each step by its name. It is called for each version between that of the values
	// and the current one. What it leaves out is lost; what it leaves in and no field takes is
	// reported by [Draft.Decode]. It may get a single step. Nil: old values are taken as they are.
	//
	// A field that is only renamed needs no migration: give it the tag `alias:"old"`.
	Migrate func(from int, steps map[string]url.Values)
}

// ErrTooMany says that a person has as many drafts as may be.
var ErrTooMany = errors.New("store: there are too many drafts of this person")

// NewDrafts returns the drafts of one form. The name tells them from drafts of other forms. Raise
// the version, which begins with 1, whenever values of the version before need a migration.
//
// NewDrafts panics if T is no struct of structs that a form can be read into.
func NewDrafts[T any](name string, version int, o DraftOptions) *Drafts[T] {
	call := fmt.Sprintf("store: NewDrafts[%v](%q, %d): ", reflect.TypeFor[T](), name, version)
	if name == "" || version < 1 {
		panic(call + "give it a name, and a version of at least 1")
	}
	if o.TTL <= 0 {
		o.TTL = 30 * 24 * time.Hour
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 256 << 10
	}
	if o.MaxPerOwner <= 0 {
		o.MaxPerOwner = 100
	}
	steps, err := draftSteps(reflect.TypeFor[T]())
	if err != nil {
		panic(call + err.Error())
	}
	return &Drafts[T]{name, version, o, steps}
}

func draftSteps(t reflect.Type) (steps []draftStep, err error) {
	if t.Kind() != reflect.Struct || t.NumField() == 0 {
		return nil, fmt.Errorf("%v is no struct with a field for each step", t)
	}
	for i := range t.NumField() {
		f := t.Field(i)
		codec, err := values.OfForm(f.Type)
		if err != nil || !f.IsExported() {
			return nil, fmt.Errorf("the field %s is no form of a step: %v", f.Name, err)
		}
		steps = append(steps, draftStep{strings.ToLower(f.Name), i, codec})
	}
	return steps, nil
}

// step returns a step of this build, or nil.
func (ds *Drafts[T]) step(name string) *draftStep {
	for i := range ds.steps {
		if ds.steps[i].name == name {
			return &ds.steps[i]
		}
	}
	return nil
}

// Topic is what is notified when the draft of an id is saved or deleted.
func (ds *Drafts[T]) Topic(id string) string { return "draft:" + ds.name + ":" + id }

// ListTopic is what is notified when a draft of an owner is made, saved or deleted.
func (ds *Drafts[T]) ListTopic(owner string) string {
	return "drafts:" + ds.name + ":" + stashID(ds.name, 0, []byte(owner))
}

// key returns the key of a row. An id that is none, and an owner who is nobody, have no draft.
func (ds *Drafts[T]) key(owner, id string) (tables.DraftKey, error) {
	//mutant:false TestDraftIDs: strangers have no draft, and what is no id does not reach the database
	if owner == "" || !draftIDFormat.MatchString(id) {
		return tables.DraftKey{}, ErrNotFound
	}
	return tables.DraftKey{Owner: owner, Name: ds.name, ID: id}, nil
}

var draftIDFormat = regexp.MustCompile(`^[a-z2-7]{16}$`)

// Create makes an empty draft, and returns its id: 16 random characters of a-z and 2-7. The error
// is [ErrTooMany] if the owner has MaxPerOwner drafts.
func (ds *Drafts[T]) Create(ctx context.Context, tx Transaction, owner string) (id string, err error) {
	if owner == "" {
		return "", errors.New("store: a draft needs an owner: strangers have none")
	}
	n, err := tables.CountDrafts(ctx, tx.Place(), owner, ds.name)
	if err != nil {
		return "", err
	}
	if n >= ds.options.MaxPerOwner {
		return "", ErrTooMany
	}
	id = strings.ToLower(rand.Text()[:16])
	err = tables.InsertDraft(ctx, tx.Place(), tables.DraftKey{Owner: owner, Name: ds.name, ID: id}, ds.ttl())
	tx.Notify(ds.Topic(id), ds.ListTopic(owner))
	return id, err
}

func (ds *Drafts[T]) ttl() int64 { return max(1, int64(ds.options.TTL.Seconds())) }

// Load returns a draft. The error is [ErrNotFound] if there is none of this id, if it has expired,
// or if it belongs to somebody else.
func (ds *Drafts[T]) Load(ctx context.Context, db Database, owner, id string) (*Draft[T], error) {
	return ds.load(ctx, db, owner, id, false)
}

func (ds *Drafts[T]) load(ctx context.Context, db Database, owner, id string, forWrite bool) (*Draft[T], error) {
	key, err := ds.key(owner, id)
	if err != nil {
		return nil, err
	}
	row, found, err := tables.FindDraft(ctx, db.Place(), key, forWrite)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, ErrNotFound
	}
	return ds.draft(row)
}

// List returns the drafts of a person, the last saved one first.
func (ds *Drafts[T]) List(ctx context.Context, db Database, owner string) ([]*Draft[T], error) {
	if owner == "" {
		return nil, nil
	}
	rows, err := tables.ListDrafts(ctx, db.Place(), owner, ds.name, ds.options.MaxPerOwner)
	if err != nil {
		return nil, err
	}
	all := make([]*Draft[T], len(rows))
	for i, row := range rows {
		if all[i], err = ds.draft(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Delete deletes a draft, for example when its form is submitted. The error is [ErrNotFound] if
// there is none: then another submit was first.
func (ds *Drafts[T]) Delete(ctx context.Context, tx Transaction, owner, id string) error {
	key, err := ds.key(owner, id)
	if err != nil {
		return err
	}
	deleted, err := tables.DeleteDraft(ctx, tx.Place(), key)
	if err == nil && !deleted {
		return ErrNotFound
	}
	tx.Notify(ds.Topic(id), ds.ListTopic(owner))
	return err
}
