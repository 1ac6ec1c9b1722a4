package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
)

func TestOnce(t *testing.T) {
	s := openSQLite(t, store.Options{})
	var wg sync.WaitGroup
	done := make([]error, 10)
	for i := range done {
		wg.Go(func() {
			ctx, a := attempt(t, "key", "body")
			a.Flash = func() string { return "Saved." }
			done[i] = s.Write(ctx, func(tx *store.Tx) error {
				tx.Next("/tickets/1")
				return insert(ctx, tx, "x")
			})
		})
	}
	wg.Wait()
	ran := 0
	for _, err := range done {
		before, ok := errors.AsType[*store.Done](err)
		switch {
		case err == nil:
			ran++
		case !ok || before.Outcome != store.Outcome{Next: "/tickets/1", Flash: "Saved."}:
			t.Errorf("got %v, want the outcome of the one that ran", err)
		}
	}
	if n := effects(t, s); ran != 1 || n != 1 {
		t.Errorf("%d writes ran and had %d effects, want 1 and 1", ran, n)
	}
}

func TestWhatIsAnotherSubmission(t *testing.T) {
	s := openSQLite(t, store.Options{})
	for i, sub := range []store.Submission{
		{Key: "key", Viewer: "7", Action: "/a", Body: [32]byte{1}},
		{Key: "key", Viewer: "7", Action: "/a", Body: [32]byte{2}},
		{Key: "key", Viewer: "8", Action: "/a", Body: [32]byte{1}},
		{Key: "key", Viewer: "7", Action: "/b", Body: [32]byte{1}},
		{Key: "yek", Viewer: "7", Action: "/a", Body: [32]byte{1}},
		{Key: "key7", Viewer: "", Action: "/a", Body: [32]byte{1}},
		{Key: "", Viewer: "7", Action: "/a", Body: [32]byte{1}}, // no key: never a retry
		{Key: "", Viewer: "7", Action: "/a", Body: [32]byte{1}},
	} {
		ctx := store.WithAttempt(t.Context(), &store.Attempt{Submission: sub})
		if err := s.Write(ctx, func(tx *store.Tx) error { return insert(ctx, tx, "x") }); err != nil {
			t.Errorf("%d: %v", i, err)
		}
		if n := effects(t, s); n != i+1 {
			t.Errorf("%d: %d effects", i, n)
		}
	}
}

// What was rolled back is not done: the same submission may come again.
func TestRefusalIsNotKept(t *testing.T) {
	s := openSQLite(t, store.Options{})
	refused := errors.New("refused")
	for i := range 3 {
		ctx, a := attempt(t, "key", "body")
		err := s.Write(ctx, func(tx *store.Tx) error {
			_ = insert(ctx, tx, "x")
			if i < 2 {
				return refused
			}
			return nil
		})
		if i < 2 && (err != refused || a.Claimed()) || i == 2 && (err != nil || !a.Claimed()) {
			t.Errorf("try %d: %v, claimed %t", i, err, a.Claimed())
		}
	}
	if n := effects(t, s); n != 1 {
		t.Errorf("%d effects, want 1", n)
	}
}

// An action that does not call Next has its outcome committed after it.
func TestSettle(t *testing.T) {
	s := openSQLite(t, store.Options{})
	ctx, a := attempt(t, "key", "body")
	if err := s.Write(ctx, func(tx *store.Tx) error { return insert(ctx, tx, "x") }); err != nil {
		t.Fatal(err)
	}
	want := store.Outcome{Next: "/next", Flash: "Done."}
	if err := s.Settle(ctx, a, want); err != nil {
		t.Fatal(err)
	}
	_ = s.Settle(ctx, a, store.Outcome{Next: "/other"}) // the first outcome stays
	if o, found, err := s.Find(ctx, a.Submission); o != want || !found || err != nil {
		t.Errorf("got %v, %t, %v", o, found, err)
	}
}

// The process was killed between the write and the outcome.
func TestOutcomeThatIsLost(t *testing.T) {
	s := openSQLite(t, store.Options{})
	ctx, a := attempt(t, "key", "body")
	if err := s.Write(ctx, func(tx *store.Tx) error { return insert(ctx, tx, "x") }); err != nil {
		t.Fatal(err)
	}
	if o, found, err := s.Find(ctx, a.Submission); o != (store.Outcome{}) || !found || err != nil {
		t.Errorf("got %v, %t, %v; want that it is done", o, found, err)
	}
}

func TestTwoWrites(t *testing.T) {
	s := openSQLite(t, store.Options{})
	ctx, a := attempt(t, "key", "body")
	for range 2 {
		if err := s.Write(ctx, func(tx *store.Tx) error { return insert(ctx, tx, "x") }); err != nil {
			t.Fatal(err)
		}
	}
	if a.Writes() != 2 || effects(t, s) != 2 {
		t.Errorf("%d writes and %d effects, want 2 and 2", a.Writes(), effects(t, s))
	}
}

// busy is what a driver returns when a write met another one.
type busy struct{}

func (busy) Error() string    { return "serialization failure" }
func (busy) SQLState() string { return "40001" }

func TestWriteRunsAgain(t *testing.T) {
	s := openSQLite(t, store.Options{})
	ctx, a := attempt(t, "key", "body")
	runs := 0
	err := s.Write(ctx, func(tx *store.Tx) error {
		runs++
		tx.Notify(fmt.Sprint("run ", runs))
		if err := insert(ctx, tx, "x"); err != nil || runs == 3 {
			return err
		}
		return fmt.Errorf("wrapped: %w", busy{})
	})
	if err != nil || runs != 3 || effects(t, s) != 1 || !a.Claimed() {
		t.Errorf("%v; %d runs, %d effects, claimed %t", err, runs, effects(t, s), a.Claimed())
	}
	var topics string
	_ = s.SQL().QueryRow("SELECT group_concat(topic) FROM goldfish_changes").Scan(&topics)
	if topics != "run 3" {
		t.Errorf("notified %q, want only what the last run did", topics)
	}
}

func TestWriteThatNeverSucceeds(t *testing.T) {
	s := openSQLite(t, store.Options{})
	runs := 0
	err := s.Write(t.Context(), func(*store.Tx) error {
		runs++
		return busy{}
	})
	if runs != 10 || !errors.Is(err, busy{}) || !strings.Contains(err.Error(), "10 times") {
		t.Errorf("%d runs, error %v", runs, err)
	}
}

// Two transactions that read and then write are in each other's way where they do not begin with
// BEGIN IMMEDIATE. Both are committed in the end.
func TestDeferredTransactions(t *testing.T) {
	s := openWith(t, store.Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				write := func() error {
					return s.Write(t.Context(), func(tx *store.Tx) error {
						var n int
						if err := tx.QueryRow("SELECT count(*) FROM effects").Scan(&n); err != nil {
							return err
						}
						return insert(t.Context(), tx, fmt.Sprint(n))
					})
				}
				err := write()
				for store.IsUnavailable(err) { // on a slow machine, ten tries may not do
					err = write()
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	var distinct int
	_ = s.SQL().QueryRow("SELECT count(DISTINCT what) FROM effects").Scan(&distinct)
	if n := effects(t, s); n != 40 || distinct != 40 {
		t.Errorf("%d effects, %d of them different; want 40", n, distinct)
	}
}

func TestNoTables(t *testing.T) {
	_, err := store.Open(t.Context(), sqlite(t, t.TempDir()+"/empty.db"), store.SQLite, store.Options{})
	if !errors.Is(err, store.ErrNoTables) {
		t.Errorf("got %v", err)
	}
}

// Who opens the transaction has the same promise.
func TestClaim(t *testing.T) {
	s := openSQLite(t, store.Options{})
	write := func(key string, fail error) error {
		ctx, _ := attempt(t, key, "body")
		tx, err := s.SQL().BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		w, err := s.Claim(ctx, tx)
		if err != nil {
			return err
		}
		w.Notify("x")
		w.Next("/next")
		if _, err := tx.Exec("INSERT INTO effects (what) VALUES ('x')"); err != nil || fail != nil {
			return w.Committed(errors.Join(err, fail))
		}
		if err := w.Finish(ctx); err != nil {
			return w.Committed(err)
		}
		return w.Committed(tx.Commit())
	}
	received := 0
	defer s.Subscribe(bus.Receiver{Notify: func([]string) { received++ }})()
	if err := write("a", errors.New("sad")); err == nil || received > 0 || effects(t, s) > 0 {
		t.Errorf("after an error: %v; %d effects, received %d", err, effects(t, s), received)
	}
	if err := write("a", nil); err != nil || received != 1 || effects(t, s) != 1 {
		t.Errorf("the first time: %v; %d effects, received %d", err, effects(t, s), received)
	}
	done, ok := errors.AsType[*store.Done](write("a", nil))
	if !ok || done.Outcome.Next != "/next" || effects(t, s) != 1 {
		t.Errorf("the second time: %v; %d effects", done, effects(t, s))
	}
}
