package fleet_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/store"
)

func TestMain(m *testing.M) {
	fleet.Child(func(path, _ string) (*store.DB, error) {
		db, err := openSQLite(path)
		if err != nil {
			return nil, err
		}
		return store.Open(context.Background(), db, store.SQLite, store.Options{})
	})
	os.Exit(m.Run())
}

func openSQLite(path string) (*sql.DB, error) {
	return sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(20000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
}

// Three processes on one SQLite file.
func TestSQLite(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs processes and kills them")
	}
	path := filepath.Join(t.TempDir(), "test.db")
	db, err := openSQLite(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := store.Migrate(t.Context(), db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(fleet.Effects(store.SQLite)); err != nil {
		t.Fatal(err)
	}
	effects := func() (all, different int) {
		if err := db.QueryRow("SELECT count(*), count(DISTINCT what) FROM effects").Scan(&all, &different); err != nil {
			t.Error(err)
		}
		return all, different
	}
	t.Run("a submission happens once", func(t *testing.T) { fleet.Once(t, fleet.Local(t, 3, path), effects) })
	t.Run("killed around the commit", func(t *testing.T) { fleet.DieAround(t, fleet.Local(t, 3, path), effects) })
	t.Run("a browser sends again", func(t *testing.T) { fleet.Resend(t, fleet.Local(t, 1, path), effects) })
	t.Run("tabs converge", func(t *testing.T) { fleet.Converge(t, fleet.Local(t, 4, path)) })
}
