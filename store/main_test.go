package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/store"
)

// openSQLite returns a store on a new file, with a table for effects.
func openSQLite(t *testing.T, o store.Options) *store.DB {
	t.Helper()
	return openWith(t, o, "&_txlock=immediate")
}

func openWith(t *testing.T, o store.Options, more ...string) *store.DB {
	t.Helper()
	db := sqlite(t, filepath.Join(t.TempDir(), "test.db"), more...)
	for range 2 { // the second time changes nothing
		if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec("CREATE TABLE effects (id INTEGER PRIMARY KEY, what TEXT NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.SQLite, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func sqlite(t *testing.T, path string, more ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)"+strings.Join(more, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// attempt returns the context of an action, as the framework makes it.
func attempt(t *testing.T, key, body string) (context.Context, *store.Attempt) {
	a := &store.Attempt{Submission: store.Submission{Key: key, Viewer: "7", Action: "/tickets?_action=create"}}
	copy(a.Body[:], body)
	return store.WithAttempt(t.Context(), a), a
}

// insert is the effect of a write.
func insert(ctx context.Context, tx *store.Tx, what string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO effects (what) VALUES (?)", what)
	return err
}

// effects returns how many effects were committed.
func effects(t *testing.T, s *store.DB) (n int) {
	t.Helper()
	if err := s.SQL().QueryRow("SELECT count(*) FROM effects").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
