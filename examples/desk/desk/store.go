package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/store"
)

// A Store is the desk's database.
type Store struct {
	read  database // for views, which cannot write with it
	write database
	live  *store.DB
	now   func() time.Time
}

// Options configure a store of the desk. The zero value of each field is its default.
type Options struct {
	store.Options // how changes reach other nodes

	// Now is the clock. Default: time.Now.
	Now func() time.Time
}

// OpenStore opens a database: a file of SQLite's, a URL that begins with postgres://, or ":memory:".
// A new one gets the schema and the demo tickets.
func OpenStore(ctx context.Context, name string, o Options) (s *Store, err error) {
	s = &Store{now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	if s.read, s.write, err = connect(name); err == nil {
		err = store.Migrate(ctx, s.write.DB, s.write.Dialect)
	}
	if err == nil {
		s.live, err = store.Open(ctx, s.write.DB, s.write.Dialect, o.Options)
	}
	if err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("database %s: %w", withoutPassword(name), err)
	}
	return s, nil
}

// withoutPassword returns the name of a database or a bus for a log.
func withoutPassword(name string) string { return userinfo.ReplaceAllString(name, "//…@") }

var userinfo = regexp.MustCompile(`//[^/@]*@`)

// prepare makes the schema and the demo tickets, all or nothing, if this was not done before.
// Several nodes may do so at the same time. Nobody waits for an answer yet, so it may take long.
func (s *Store) prepare(ctx context.Context) error {
	return s.transact(ctx, func(tx transaction) error {
		if _, err := tx.ExecContext(ctx, tx.lock); err != nil {
			return err
		}
		var isNew bool
		if err := tx.QueryRowContext(ctx, tx.isNew).Scan(&isNew); err != nil || !isNew {
			return err
		}
		if _, err := tx.Exec(tx.schema); err != nil {
			return err
		}
		return seed(ctx, tx, s.now())
	})
}

// transact runs f in a transaction.
func (s *Store) transact(ctx context.Context, f func(transaction) error) error {
	return s.live.Write(ctx, func(tx *store.Tx) error { return f(transaction{tx, s.write.dialect}) })
}

// writeTimeout is how long a write may take, with the wait for its turn.
const writeTimeout = 5 * time.Second

// inWrite runs f in a transaction, and ends it after writeTimeout. SQLite has one writer, so others
// wait for it; if another process holds the lock, they would wait one after the other.
func (s *Store) inWrite(ctx context.Context, f func(transaction) error) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, f)
	if _, busy := errors.AsType[*store.Unavailable](err); busy || err != nil && ctx.Err() == context.DeadlineExceeded {
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
	var errs []error
	for _, db := range []database{s.read, s.write} {
		if db.DB != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}
