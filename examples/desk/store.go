package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"time"

	_ "modernc.org/sqlite"

	"github.com/goldfish-go/goldfish/store"
)

//go:embed schema.sql
var schema string

// A Store is the desk's database.
type Store struct {
	read  *sql.DB
	write *sql.DB // one connection, since SQLite has one writer
	live  *store.DB
	now   func() time.Time
}

// OpenStore opens the database in a file, or one in memory that is called ":memory:". A new one
// gets the schema and the demo tickets.
func OpenStore(ctx context.Context, path string) (*Store, error) {
	s := &Store{now: time.Now}
	var err error
	if s.write, err = connect(path, 1, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"); err != nil {
		return nil, err
	}
	if s.read = s.write; path != ":memory:" {
		if s.read, err = connect(path, runtime.GOMAXPROCS(0)+2, "_pragma=query_only(1)"); err != nil {
			return nil, err
		}
	}
	err = s.prepare(ctx)
	if err == nil {
		s.live, err = store.Open(ctx, s.write, store.SQLite, store.Options{})
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	return s, nil
}

func connect(path string, conns int, options string) (*sql.DB, error) {
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&"+options)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// prepare makes the schema and the demo tickets, all or nothing, if this was not done before.
func (s *Store) prepare(ctx context.Context) error {
	if err := store.Migrate(ctx, s.write, store.SQLite); err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version > 0 {
		return err
	}
	if _, err := tx.ExecContext(ctx, schema+"PRAGMA user_version = 1"); err != nil {
		return err
	}
	if err := seed(ctx, tx, s.now()); err != nil {
		return err
	}
	return tx.Commit()
}

// Close closes the database.
func (s *Store) Close() error {
	if s.live != nil {
		s.live.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, db *sql.DB, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// A row is what a query returns: one of many, or the only one.
type row interface{ Scan(...any) error }
