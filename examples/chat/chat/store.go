package chat

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"log/slog"
	"time"

	"github.com/goldfish-go/goldfish/store"
)

//go:embed schema.sql
var schema string

// A Store is the database of the chat. Several processes may share it.
type Store struct {
	dialect
	read, write *sql.DB // views cannot write with the first one
	live        *store.DB
	now         func() time.Time
}

// OpenStore opens a database: a file of SQLite's, or a URL that begins with postgres://. A new one
// gets the schema, and some rooms.
func OpenStore(ctx context.Context, name string, o store.Options) (s *Store, err error) {
	s = &Store{now: time.Now}
	if s.read, s.write, s.dialect, err = connect(name); err == nil {
		err = store.Migrate(ctx, s.write, s.Dialect)
	}
	if err == nil {
		s.live, err = store.Open(ctx, s.write, s.Dialect, o)
	}
	if err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// prepare makes what the schema has and the database has not, and in a new one the demo rooms.
// Several nodes may do so at once.
func (s *Store) prepare(ctx context.Context) error {
	return s.transact(ctx, func(tx transaction) error {
		if err := tx.exec(ctx, tx.lock); err != nil {
			return err
		}
		var isNew bool
		if err := tx.row(ctx, tx.isNew).Scan(&isNew); err != nil {
			return err
		}
		if err := tx.exec(ctx, schema); err != nil || !isNew {
			return err
		}
		return seed(ctx, tx, s.now())
	})
}

// transact runs f in a write.
func (s *Store) transact(ctx context.Context, f func(transaction) error) error {
	return s.live.Write(ctx, func(tx *store.Tx) error { return f(transaction{tx, s.dialect}) })
}

// log writes down an error for which no person gets an answer.
func (s *Store) log(what string, err error) { slog.Error("chat: "+what, "err", err) }

// Close closes the database.
func (s *Store) Close() (err error) {
	if s.live != nil {
		s.live.Close()
	}
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return err
}

// row reads one row.
func (s *Store) row(ctx context.Context, query string, args ...any) *sql.Row {
	return s.read.QueryRowContext(ctx, s.bind(query), args...)
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, s *Store, scan func(func(...any) error) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := s.read.QueryContext(ctx, s.bind(query), args...)
	return scanAll(rows, err, scan)
}

// scanAll reads what a query has returned.
func scanAll[T any](rows *sql.Rows, err error, scan func(func(...any) error) (T, error)) (all []T, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
