package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/goldfish-go/goldfish/framework"
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
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(4000)&_pragma=foreign_keys(1)&"+options)
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
	// Nobody waits for an answer yet, so this may take its time.
	return transact(ctx, s.write, func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version > 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, schema+"PRAGMA user_version = 1"); err != nil {
			return err
		}
		return seed(ctx, tx, s.now())
	})
}

// writeTimeout is how long a write may take, with the wait for its turn.
const writeTimeout = 5 * time.Second

// inWrite runs f in a transaction that changes what pages show.
func (s *Store) inWrite(ctx context.Context, f func(*store.Tx) error) error {
	return s.inTime(ctx, func(ctx context.Context) error { return s.live.Write(ctx, f) })
}

// inTx runs f in any other transaction that writes.
func (s *Store) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	return s.inTime(ctx, func(ctx context.Context) error { return transact(ctx, s.write, f) })
}

// transact runs f in a transaction.
func transact(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// inTime runs f, which writes, and ends it after writeTimeout. SQLite has one writer, so others
// wait for it; if another process holds the lock, they would wait one after the other.
func (s *Store) inTime(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	err := f(ctx)
	if busy, ok := errors.AsType[*sqlite.Error](err); ok && busy.Code()&0xff == sqlite3.SQLITE_BUSY || err != nil && ctx.Err() == context.DeadlineExceeded {
		return framework.Error{
			Status:     http.StatusServiceUnavailable,
			Message:    "The desk could not save this just now. Please try again in a moment.",
			RetryAfter: writeTimeout,
			Cause:      err,
		}
	}
	return err
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
