package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/address"
	"github.com/goldfish-go/goldfish/store"
)

type (
	// The build before, in which the PIN is not said to be secret.
	openStep struct {
		Name string
		PIN  string `url:"code"`
	}
	secretStep struct {
		Name  string
		PIN   string `url:"pin,secret" alias:"code"`
		Cards []struct {
			address.Row
			CVC   string `url:"cvc,secret"`
			Label string
		} `url:"card" rows:"1-1"`
	}
)

// A draft holds nothing of what the form says is secret: not in rows, not from an older build, and
// not in the error of a conflict.
func TestDraftKeepsNoSecret(t *testing.T) {
	db := openSQLite(t, store.Options{})
	before := store.NewDrafts[struct{ Step openStep }]("application", 1, store.DraftOptions{})
	now := store.NewDrafts[struct{ Step secretStep }]("application", 1, store.DraftOptions{})
	id := create(t, db)
	must[struct{ Step openStep }](t)(save(t, db, before, id, "step", "name=Ada&code=1111"))

	d := must[struct{ Step secretStep }](t)(now.Load(t.Context(), db, "7", id))
	if got := d.Values("step").Encode(); got != "name=Ada" {
		t.Errorf("of the older build: %s", got)
	}
	base := d.Hidden("step")[0].Value
	d = must[struct{ Step secretStep }](t)(save(t, db, now, id, "step", "name=Bo&pin=1111&code=1111&card=a&card=b&card.a.cvc=1111&card.a.label=A"))
	if got := d.Values("step").Encode(); got != "card=a&card=b&card.a.label=A&name=Bo" {
		t.Errorf("kept: %s", got)
	}
	if value, unplaced := d.Decode(); len(unplaced) > 0 || len(value.Step.Cards) != 2 {
		t.Errorf("a draft may have any number of rows: %+v %+v", value, unplaced)
	}
	var data string
	if err := db.SQL().QueryRow("SELECT data FROM goldfish_drafts").Scan(&data); err != nil || strings.Contains(data, "1111") {
		t.Errorf("the database has %s %v", data, err)
	}
	_, err := post(t, db, now, id, "step", "name=Cy&pin=1111&card.a.cvc=1111", base)
	conflict, ok := errors.AsType[*store.DraftConflict](err)
	if !ok || strings.Contains(conflict.Sent.Encode(), "1111") || conflict.Sent.Get("name") != "Cy" {
		t.Errorf("the conflict: %+v %v", conflict, err)
	}
}

// Whoever guesses a value of a stash can read it.
func TestStashOfSecrets(t *testing.T) {
	defer func() {
		if v, _ := recover().(string); !strings.Contains(v, "the field PIN of store_test.secretStep is tagged as secret") {
			t.Errorf("a stash of secrets: %v", v)
		}
	}()
	store.NewStash[secretStep]("accounts", 1, store.StashOptions{})
}
