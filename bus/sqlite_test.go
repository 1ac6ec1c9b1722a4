package bus_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus/bustest"
	"github.com/goldfish-go/goldfish/store"
)

func openSQLite(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Each node has a database of its own on one file, as another process has.
func TestSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	if err := store.Migrate(t.Context(), openSQLite(t, path), store.SQLite); err != nil {
		t.Fatal(err)
	}
	bustest.Run(t, bustest.Suite{
		Serial: true,
		Open: func(t testing.TB, o bustest.Node) *store.DB {
			db, err := store.Open(t.Context(), openSQLite(t, path), store.SQLite, store.Options{PollInterval: o.PollInterval})
			if err != nil {
				t.Fatal(err)
			}
			return db
		},
	})
}
