package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/goldfish-go/goldfish/store"
)

// A draft goes back and forth between two builds whose forms differ, and nothing is lost.
func TestDraftOfTwoBuilds(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[application1](t)(save(t, db, older, id, "applicant", "name=Ada&zip=20095&age=36&title=Dr"))
	must[application1](t)(save(t, db, older, id, "items", "first=pump"))

	// K finds the field under its new name, the alias, and says that it has no place for the items.
	d := must[application2](t)(newer.Load(t.Context(), db, "7", id))
	value, unplaced := d.Decode()
	if want := (application2{Applicant: applicant2{Name: "Ada", Postcode: "20095", Age: 36, Salutation: "Dr"}}); value != want {
		t.Errorf("K reads %+v", value)
	}
	if want := []store.Unplaced{{"items", "first", []string{"pump"}, false}}; !reflect.DeepEqual(unplaced, want) {
		t.Errorf("K cannot place %+v", unplaced)
	}
	if got := d.Values("applicant").Encode(); got != "age=36&name=Ada&postcode=20095&salutation=Dr" {
		t.Errorf("K's form shows %s", got)
	}
	must[application2](t)(save(t, db, newer, id, "applicant", "name=Ada&postcode=20095&age=36&iban=DE02&salutation=Dr"))
	must[application2](t)(save(t, db, newer, id, "documents", "plan=text"))

	// K-1 does not know three of these fields, and a step, and says so.
	old := must[application1](t)(older.Load(t.Context(), db, "7", id))
	first, unplaced := old.Decode()
	if want := (application1{applicant1{Name: "Ada", Age: 36}, items1{"pump"}}); first != want {
		t.Errorf("K-1 reads %+v", first)
	}
	if got, want := fmt.Sprint(unplaced), "[{applicant iban [DE02] false} {applicant postcode [20095] false} {applicant salutation [Dr] false} {documents plan [text] false}]"; got != want {
		t.Errorf("K-1 cannot place %s", got)
	}
	// A save by K-1 leaves them as they are. What it adds under the old name is not lost either.
	must[application1](t)(save(t, db, older, id, "applicant", "name=Bo&zip=10115&age=37&letter=on"))
	d = must[application2](t)(newer.Load(t.Context(), db, "7", id))
	value, unplaced = d.Decode()
	want := application2{applicant2{Name: "Bo", Postcode: "20095", Age: 37, Letter: true, IBAN: "DE02", Salutation: "Dr"}, documents2{"text"}}
	if value != want {
		t.Errorf("K reads %+v after K-1 has saved", value)
	}
	if got := fmt.Sprint(unplaced); got != "[{applicant zip [10115] false} {items first [pump] false}]" {
		t.Errorf("K cannot place %s", got)
	}
}

// During a roll, the form that one build has drawn is posted to the other one.
func TestDraftFormOfTheOtherBuild(t *testing.T) {
	db := openSQLite(t, store.Options{})
	id := create(t, db)
	must[application2](t)(save(t, db, newer, id, "applicant", "name=Ada&postcode=20095&iban=DE02&letter=on"))

	// The form of K-1 does not have iban, and has letter unchecked. K migrates what it sends.
	d := must[application2](t)(post(t, db, newer, id, "applicant", "name=Bo&zip=10115", hidden(t, db, older, id, "applicant")))
	if got := d.Values("applicant").Encode(); got != "iban=DE02&name=Bo&postcode=10115" {
		t.Errorf("K keeps %s of the form of K-1", got)
	}
	// The form of K, at K-1.
	old := must[application1](t)(post(t, db, older, id, "applicant", "name=Cy&postcode=80331&iban=DE03&letter=on", hidden(t, db, newer, id, "applicant")))
	if got := old.Values("applicant").Encode(); got != "iban=DE03&letter=on&name=Cy&postcode=80331" {
		t.Errorf("K-1 keeps %s of the form of K", got)
	}
	d = must[application2](t)(newer.Load(t.Context(), db, "7", id))
	if got := d.Values("applicant").Encode(); got != "iban=DE03&letter=on&name=Cy&postcode=80331" {
		t.Errorf("K reads %s", got)
	}
	// A step that K-1 does not have.
	must[application1](t)(post(t, db, older, id, "documents", "plan=text", hidden(t, db, newer, id, "documents")))
	value, _ := must[application2](t)(newer.Load(t.Context(), db, "7", id)).Decode()
	if value.Documents.Plan != "text" {
		t.Errorf("K reads %+v", value)
	}
}

// The tables of the build before: the store opens, its sweep runs, and drafts say what is missing.
func TestTablesOfTheBuildBefore(t *testing.T) {
	db := openSQLite(t, store.Options{})
	for _, table := range []string{"goldfish_drafts", "goldfish_stash"} {
		if _, err := db.SQL().Exec("DROP TABLE " + table); err != nil {
			t.Fatal(err)
		}
	}
	again, err := store.Open(t.Context(), db.SQL(), store.SQLite, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if err := again.Sweep(t.Context()); err != nil {
		t.Errorf("sweep: %v", err)
	}
	_, err = older.List(t.Context(), again, "7")
	checkNoTables(t, "list", err)
	stash := store.NewStash[string]("s", 1, store.StashOptions{})
	_, err = stash.Put(t.Context(), again, "text")
	checkNoTables(t, "stash", err)
	if err := store.Migrate(t.Context(), db.SQL(), store.SQLite); err != nil {
		t.Fatal(err)
	}
	if _, err := stash.Put(t.Context(), again, "text"); err != nil {
		t.Errorf("after the newer build has migrated: %v", err)
	}
}

func checkNoTables(t *testing.T, name string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrNoTables) {
		t.Errorf("%s: %v, want ErrNoTables", name, err)
	}
}
