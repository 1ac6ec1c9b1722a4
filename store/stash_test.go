package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/stashtest"
)

func TestStashSQLite(t *testing.T) {
	db := openSQLite(t, store.Options{})
	stashtest.Run(t, func(*testing.T) store.StashBackend { return db }, func(t *testing.T) {
		if _, err := db.SQL().Exec("UPDATE goldfish_stash SET expires = unixepoch() - 1"); err != nil {
			t.Fatal(err)
		}
	})
}

func TestStashMemory(t *testing.T) {
	m := store.Memory()
	stashtest.Run(t, func(*testing.T) store.StashBackend { return m }, nil)
}

// A value that is put in a write is rolled back with it.
func TestStashInWrite(t *testing.T) {
	db := openSQLite(t, store.Options{})
	s := store.NewStash[string]("s", 1, store.StashOptions{})
	var id string
	for _, fail := range []error{errors.New("no"), nil} {
		err := db.Write(t.Context(), func(tx *store.Tx) (err error) {
			id, err = s.Put(t.Context(), tx, "text")
			return errors.Join(err, fail)
		})
		if (err == nil) != (fail == nil) {
			t.Fatal(err)
		}
		_, err = s.Get(t.Context(), db, id)
		if want := fail != nil; errors.Is(err, store.ErrNotFound) != want {
			t.Errorf("a write with the error %v: %v", fail, err)
		}
	}
}

func TestStashVersions(t *testing.T) {
	m := store.Memory()
	type v1 struct{ Name string }
	type v3 struct{ First, Last string }
	old := store.NewStash[v1]("people", 1, store.StashOptions{})
	var from []int
	current := store.NewStash[v3]("people", 3, store.StashOptions{Migrate: func(v int, value json.RawMessage) (json.RawMessage, error) {
		from = append(from, v)
		if v == 2 {
			return value, nil
		}
		var o v1
		if err := json.Unmarshal(value, &o); err != nil {
			return nil, err
		}
		first, last, _ := strings.Cut(o.Name, " ")
		return json.Marshal(v3{first, last})
	}})
	id, err := old.Put(t.Context(), m, v1{"Ada Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := current.Get(t.Context(), m, id); got != (v3{"Ada", "Lovelace"}) || err != nil || fmt.Sprint(from) != "[1 2]" {
		t.Errorf("%+v, %v, migrated from %v", got, err, from)
	}
	id, err = current.Put(t.Context(), m, v3{"Ada", "Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	// The build before, during a deploy.
	if got, err := old.Get(t.Context(), m, id); got != (v1{}) || !errors.Is(err, store.ErrNewer) || !store.IsUnavailable(err) {
		t.Errorf("%+v, %v; want ErrNewer", got, err)
	}
}

func TestStashLimits(t *testing.T) {
	m := store.Memory()
	s := store.NewStash[string]("s", 1, store.StashOptions{MaxBytes: 10})
	if _, err := s.Put(t.Context(), m, "12345678"); err != nil {
		t.Errorf("10 bytes: %v", err)
	}
	if id, err := s.Put(t.Context(), m, "123456789"); !errors.Is(err, store.ErrTooLarge) || id != "" {
		t.Errorf("11 bytes: %q, %v; want ErrTooLarge", id, err)
	}
	f := store.NewStash[func()]("f", 1, store.StashOptions{})
	if _, err := f.Put(t.Context(), m, func() {}); err == nil {
		t.Error("a function was put")
	}
}

func TestStashIDs(t *testing.T) {
	m := store.Memory()
	s, other := store.NewStash[string]("s", 1, store.StashOptions{}), store.NewStash[string]("other", 1, store.StashOptions{})
	id, err := s.Put(t.Context(), m, "text")
	if err != nil || len(id) != 20 {
		t.Fatalf("%q, %v", id, err)
	}
	ids := map[string]bool{id: true}
	for _, value := range []string{"", "Text", "text "} {
		id, _ := s.Put(t.Context(), m, value)
		ids[id] = true
	}
	id2, _ := other.Put(t.Context(), m, "text")
	ids[id2] = true
	if len(ids) != 5 {
		t.Errorf("5 values have %d ids", len(ids))
	}
	if _, err := other.Get(t.Context(), m, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the id of another stash: %v", err)
	}
	if err := m.PutStash(t.Context(), "../etc", []byte(`{"stash":"s","version":1,"value":"x"}`), time.Hour); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "../etc", strings.ToUpper(id), id + "a", "\x00", strings.Repeat("a", 1<<20)} {
		if _, err := s.Get(t.Context(), m, bad); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%.10q: %v", bad, err)
		}
	}
	damaged := "aaaaaaaaaaaaaaaaaaaa"
	if err := m.PutStash(t.Context(), damaged, []byte(`{"stash":"s"`), time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(t.Context(), m, damaged); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("damaged data: %v", err)
	}
}

func TestMemoryStashIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := store.Memory()
		data := make([]byte, 1<<20)
		for i := range 20 {
			if err := m.PutStash(t.Context(), fmt.Sprint(i), data, time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		left := 0
		for i := range 20 {
			if _, err := m.GetStash(t.Context(), fmt.Sprint(i)); err == nil {
				left++
			}
		}
		if left != store.MemoryStashBytes/len(data) {
			t.Errorf("%d values of 1 MiB are kept", left)
		}
		if _, err := m.GetStash(t.Context(), "19"); err != nil {
			t.Errorf("the newest value is gone")
		}
		time.Sleep(2 * time.Hour)
		if _, err := m.GetStash(t.Context(), "19"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after its expiry: %v", err)
		}
	})
}
