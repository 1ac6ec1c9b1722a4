package store_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

// The form of the older build, K-1, and of the newer one, K.
type (
	applicant1 struct {
		Name   string
		Zip    string
		Age    int
		Letter bool
	}
	items1       struct{ First string }
	application1 struct {
		Applicant applicant1
		Items     items1
	}

	applicant2 struct {
		Name       string
		Postcode   string // was zip
		Age        int
		Letter     bool
		IBAN       string `url:"iban"`
		Salutation string `alias:"title"`
	}
	documents2   struct{ Plan string }
	application2 struct {
		Applicant applicant2
		Documents documents2 // new; items are gone
	}
)

func rename(from int, steps map[string]url.Values) {
	v := steps["applicant"]
	if zip, ok := v["zip"]; from == 1 && ok {
		v["postcode"] = zip
		delete(v, "zip")
	}
}

var (
	older = store.NewDrafts[application1]("application", 1, store.DraftOptions{MaxBytes: 2000, MaxPerOwner: 3})
	newer = store.NewDrafts[application2]("application", 2, store.DraftOptions{Migrate: rename})
)

func create(t *testing.T, db *store.DB) (id string) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *store.Tx) (err error) {
		id, err = older.Create(t.Context(), tx, "7")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// save posts the form of a step as a browser would that has loaded the draft.
func save[T any](t *testing.T, db *store.DB, ds *store.Drafts[T], id, step, query string) (d *store.Draft[T], err error) {
	t.Helper()
	return post(t, db, ds, id, step, query, hidden(t, db, ds, id, step))
}

// hidden returns the hidden input of a form that is drawn now.
func hidden[T any](t *testing.T, db *store.DB, ds *store.Drafts[T], id, step string) string {
	t.Helper()
	d, err := ds.Load(t.Context(), db, "7", id)
	if err != nil {
		t.Fatal(err)
	}
	return d.Hidden(step)[0].Value
}

func post[T any](t *testing.T, db *store.DB, ds *store.Drafts[T], id, step, query, based string) (d *store.Draft[T], err error) {
	t.Helper()
	sent, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	if based != "" {
		sent.Set(store.DraftField, based)
	}
	err = db.Write(t.Context(), func(tx *store.Tx) (err error) {
		d, err = ds.Save(t.Context(), tx, "7", id, step, sent)
		return err
	})
	return d, err
}

func must[T any](t *testing.T) func(d *store.Draft[T], err error) *store.Draft[T] {
	return func(d *store.Draft[T], err error) *store.Draft[T] {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func TestDraft(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	d := must[application1](t)(older.Load(t.Context(), db, "7", id))
	if d.Saved("applicant") || d.Values("applicant") != nil || d.Revision != 0 {
		t.Errorf("a new draft has %v", d.Values("applicant"))
	}
	if time.Until(d.Expires) < 29*24*time.Hour {
		t.Errorf("it expires at %v", d.Expires)
	}
	// What cannot be read is kept.
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada&age=thirty&letter=on&zip="))
	d = must[application1](t)(older.Load(t.Context(), db, "7", id))
	if got := d.Values("applicant").Encode(); got != "age=thirty&letter=on&name=Ada&zip=" {
		t.Errorf("values: %s", got)
	}
	value, unplaced := d.Decode()
	if want := (applicant1{Name: "Ada", Letter: true}); value.Applicant != want {
		t.Errorf("decoded: %+v", value)
	}
	if want := []store.Unplaced{{Step: "applicant", Name: "age", Values: []string{"thirty"}, Known: true}}; !reflect.DeepEqual(unplaced, want) {
		t.Errorf("unplaced: %+v", unplaced)
	}
	// An unchecked box is not sent.
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada&age=36&zip="))
	must[application1](t)(save(t, db, older, id, "items", "first=pump"))
	value, unplaced = must[application1](t)(older.Load(t.Context(), db, "7", id)).Decode()
	if want := (application1{applicant1{Name: "Ada", Age: 36}, items1{"pump"}}); value != want || unplaced != nil {
		t.Errorf("decoded: %+v, unplaced %v", value, unplaced)
	}
	all, err := older.List(t.Context(), db, "7")
	if err != nil || len(all) != 1 || all[0].ID != id || all[0].Revision != 3 {
		t.Errorf("list: %v, %v", all, err)
	}
	remove := func() error {
		return db.Write(t.Context(), func(tx *store.Tx) error { return older.Delete(t.Context(), tx, "7", id) })
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
	if err := remove(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if _, err := older.Load(t.Context(), db, "7", id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after it was deleted: %v", err)
	}
}

func TestDraftKeepsNoPassword(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	d := must[application1](t)(save(t, db, older, id, "applicant", "name=Ada&newPassword=secret&_key=abc&_form=x"))
	if got := d.Values("applicant").Encode(); got != "name=Ada" {
		t.Errorf("kept: %s", got)
	}
}

// Another person's draft, a stranger's, one of another form, an expired one, and what is no id.
func TestDraftIDs(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	other := store.NewDrafts[application1]("other", 1, store.DraftOptions{})
	check := func(name string, _ any, err error) {
		t.Helper()
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", name, err)
		}
	}
	for name, k := range map[string][2]string{
		"another person": {"8", id}, "a stranger": {"", id}, "another id": {"7", strings.Repeat("a", 16)},
		"no id": {"7", "\x00"}, "a long id": {"7", strings.Repeat("a", 1<<20)},
	} {
		d, err := older.Load(t.Context(), db, k[0], k[1])
		check(name, d, err)
		check(name+" saves", nil, db.Write(t.Context(), func(tx *store.Tx) error {
			_, err := older.Save(t.Context(), tx, k[0], k[1], "applicant", url.Values{"name": {"Eve"}})
			return err
		}))
		check(name+" deletes", nil, db.Write(t.Context(), func(tx *store.Tx) error { return older.Delete(t.Context(), tx, k[0], k[1]) }))
	}
	d, err := other.Load(t.Context(), db, "7", id)
	check("another form", d, err)
	for owner, want := range map[string]int{"7": 1, "8": 0, "": 0} {
		if all, err := older.List(t.Context(), db, owner); len(all) != want || err != nil {
			t.Errorf("the list of %q: %v, %v", owner, all, err)
		}
	}
	// A stranger's row, as another program might make it, is nobody's.
	if _, err := db.SQL().Exec("INSERT INTO goldfish_drafts (owner, name, id, expires) VALUES ('', 'application', 'aaaaaaaaaaaaaaaa', unixepoch() + 100)"); err != nil {
		t.Fatal(err)
	}
	d, err = older.Load(t.Context(), db, "", strings.Repeat("a", 16))
	check("a stranger's row", d, err)
	if err := db.Write(t.Context(), func(tx *store.Tx) error { _, err := older.Create(t.Context(), tx, ""); return err }); err == nil {
		t.Error("a stranger has made a draft")
	}
	if _, err := db.SQL().Exec("UPDATE goldfish_drafts SET expires = unixepoch() - 1"); err != nil {
		t.Fatal(err)
	}
	d, err = older.Load(t.Context(), db, "7", id)
	check("an expired draft", d, err)
	if all, _ := older.List(t.Context(), db, "7"); len(all) != 0 {
		t.Errorf("expired drafts are listed: %v", all)
	}
	if err := db.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	var rows int
	if err := db.SQL().QueryRow("SELECT count(*) FROM goldfish_drafts").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows after the sweep (%v)", rows, err)
	}
}

func TestDraftLimits(t *testing.T) {
	db := openSQLite(t, store.Options{})
	var id string
	for range 3 {
		id = create(t, db)
	}
	if err := db.Write(t.Context(), func(tx *store.Tx) error { _, err := older.Create(t.Context(), tx, "7"); return err }); !errors.Is(err, store.ErrTooMany) {
		t.Errorf("a fourth draft: %v", err)
	}
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada"))
	if _, err := save(t, db, older, id, "applicant", "name="+strings.Repeat("x", 2000)); !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("a large draft: %v", err)
	}
	if got := must[application1](t)(older.Load(t.Context(), db, "7", id)).Values("applicant").Encode(); got != "name=Ada" {
		t.Errorf("after a save that was too large: %s", got)
	}
	if _, err := db.SQL().Exec("UPDATE goldfish_drafts SET data = '{' WHERE id = ?", id); err != nil {
		t.Fatal(err)
	}
	if _, err := older.Load(t.Context(), db, "7", id); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("a damaged draft: %v", err)
	}
}

// Two devices with the form of one step: the one whose form is older overwrites nothing.
func TestDraftConflict(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	empty := hidden(t, db, older, id, "applicant")
	must[application1](t)(post(t, db, older, id, "applicant", "name=phone", empty))
	_, err := post(t, db, older, id, "applicant", "name=laptop", empty)
	conflict, ok := errors.AsType[*store.DraftConflict](err)
	if !ok || conflict.Current.Get("name") != "phone" || conflict.Sent.Get("name") != "laptop" || conflict.Revision != 1 {
		t.Fatalf("%v: %+v", err, conflict)
	}
	// The same values are no conflict, and no change.
	if d := must[application1](t)(post(t, db, older, id, "applicant", "name=phone", empty)); d.Revision != 1 {
		t.Errorf("revision %d", d.Revision)
	}
	// Another step is another form.
	must[application1](t)(post(t, db, older, id, "items", "first=pump", hidden(t, db, older, id, "items")))
	if d := must[application1](t)(save(t, db, older, id, "applicant", "name=laptop")); d.Values("applicant").Get("name") != "laptop" || d.Revision != 3 {
		t.Errorf("based on the current revision: %v, revision %d", d.Values("applicant"), d.Revision)
	}
	for _, malformed := range []string{"x", "1", "-1 1 name", "1 0", "1 1 %zz", "99999999999999999999 1"} {
		must[application1](t)(post(t, db, older, id, "applicant", "name="+url.QueryEscape(malformed), malformed))
	}
}

// Saves of many devices at the same time: each is kept, or its device hears of the conflict.
func TestDraftSavesAtTheSameTime(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	based := hidden(t, db, older, id, "applicant")
	var mu sync.Mutex
	saved, conflicts := 0, 0
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			_, err := post(t, db, older, id, "applicant", fmt.Sprint("name=", i), based)
			mu.Lock()
			defer mu.Unlock()
			if _, ok := errors.AsType[*store.DraftConflict](err); ok {
				conflicts++
			} else if err == nil {
				saved++
			} else {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if saved != 1 || conflicts != 7 {
		t.Errorf("%d saves and %d conflicts, want 1 and 7", saved, conflicts)
	}
}

// A save that changes nothing notifies nobody; another one notifies the draft and the list.
func TestDraftSaveOfTheSame(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada"))
	var mu sync.Mutex
	var topics []string
	defer db.Subscribe(bus.Receiver{Notify: func(all []string) {
		mu.Lock()
		defer mu.Unlock()
		topics = append(topics, all...)
	}})()
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada"))
	must[application1](t)(save(t, db, older, id, "applicant", "name=Bo"))
	mu.Lock()
	defer mu.Unlock()
	slices.Sort(topics)
	if want := []string{older.Topic(id), older.ListTopic("7")}; !slices.Equal(topics, want) {
		t.Errorf("notified: %q, want %q", topics, want)
	}
	if older.ListTopic("7") == older.ListTopic("8") {
		t.Error("two people have one topic")
	}
}

// Touch keeps a draft for longer and notifies, and changes nothing of what it has, also of what
// another build has saved. Forms that were drawn before are no conflict.
func TestDraftTouch(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada&later=1"))
	based := hidden(t, db, older, id, "applicant")
	if _, err := db.SQL().Exec("UPDATE goldfish_drafts SET expires = expires - 20, updated = updated - 20"); err != nil {
		t.Fatal(err)
	}
	before := must[application1](t)(older.Load(t.Context(), db, "7", id))
	var mu sync.Mutex
	var topics []string
	defer db.Subscribe(bus.Receiver{Notify: func(all []string) {
		mu.Lock()
		defer mu.Unlock()
		topics = append(topics, all...)
	}})()
	touch := func(owner, id string) (d *store.Draft[application1], err error) {
		err = db.Write(t.Context(), func(tx *store.Tx) error {
			d, err = older.Touch(t.Context(), tx, owner, id)
			return err
		})
		return d, err
	}
	got := must[application1](t)(touch("7", id))
	after := must[application1](t)(older.Load(t.Context(), db, "7", id))
	for _, d := range []*store.Draft[application1]{got, after} {
		if d.Revision != before.Revision || d.Values("applicant").Encode() != before.Values("applicant").Encode() {
			t.Errorf("revision %d with %v, before %d with %v", d.Revision, d.Values("applicant"), before.Revision, before.Values("applicant"))
		}
		if d.Expires.Sub(before.Expires) < 10*time.Second || d.Updated.Sub(before.Updated) < 10*time.Second {
			t.Errorf("saved at %v, kept until %v; before %v, %v", d.Updated, d.Expires, before.Updated, before.Expires)
		}
	}
	mu.Lock()
	slices.Sort(topics)
	if want := []string{older.Topic(id), older.ListTopic("7")}; !slices.Equal(topics, want) {
		t.Errorf("notified: %q, want %q", topics, want)
	}
	mu.Unlock()
	must[application1](t)(post(t, db, older, id, "applicant", "name=Bo", based))
	for owner, id := range map[string]string{"8": id, "": id, "7": "aaaaaaaaaaaaaaaa"} {
		if _, err := touch(owner, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the draft %q of %q: %v", id, owner, err)
		}
	}
}

// A save in an action that is then refused is kept, and the submission is not done.
func TestDraftSaveWithoutSubmission(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	ctx, a := attempt(t, "0123456789abcdef", "body")
	for range 2 {
		err := db.Write(store.WithoutSubmission(ctx), func(tx *store.Tx) error {
			_, err := older.Save(ctx, tx, "7", id, "applicant", url.Values{"name": {"Ada"}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, found, err := db.Find(context.Background(), a.Submission); found || err != nil || a.Writes() != 0 {
		t.Errorf("the submission is done: %t, %v", found, err)
	}
}

func TestWiringOfDrafts(t *testing.T) {
	for name, f := range map[string]func(){
		"no steps":     func() { store.NewDrafts[struct{}]("a", 1, store.DraftOptions{}) },
		"no struct":    func() { store.NewDrafts[string]("a", 1, store.DraftOptions{}) },
		"a plain step": func() { store.NewDrafts[struct{ Name string }]("a", 1, store.DraftOptions{}) },
		"no name":      func() { store.NewDrafts[application1]("", 1, store.DraftOptions{}) },
		"no version":   func() { store.NewDrafts[application1]("a", 0, store.DraftOptions{}) },
		"stash":        func() { store.NewStash[int]("", 1, store.StashOptions{}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
