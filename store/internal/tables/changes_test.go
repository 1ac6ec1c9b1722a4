package tables_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// conn is a database as a [tables.Conn].
type conn struct{ *sql.DB }

func (c conn) Exec(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := c.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (c conn) Query(ctx context.Context, row func(scan func(dest ...any) error) error, statement string, args ...any) error {
	rows, err := c.QueryContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A node that has much to catch up with reads a part of it, is told that the rest may be lost, and
// reads on at the end.
func TestReadOfVeryManyChanges(t *testing.T) {
	ctx := t.Context()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := store.Migrate(ctx, db, store.SQLite); err != nil {
		t.Fatal(err)
	}
	read := func(after string) (n int, position string, err error) {
		position, err = tables.Changes(ctx, conn{db}, tables.SQLite, after, func(_, _ string) { n++ })
		return n, position, err
	}
	_, start, err := read("")
	if err != nil {
		t.Fatal(err)
	}
	if err := tables.AddChanges(ctx, conn{db}, tables.SQLite, "", make([]string, 100_005)); err != nil {
		t.Fatal(err)
	}
	n, end, err := read(start)
	if n != 100_000 || !errors.Is(err, bus.ErrGap) {
		t.Errorf("%d changes of 100,005 were read, with the error %v", n, err)
	}
	if n, _, err := read(end); n != 0 || err != nil {
		t.Errorf("%d changes were read after the last one: %v", n, err)
	}
}
