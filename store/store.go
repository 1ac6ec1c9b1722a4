package store

import (
	"context"
	"database/sql"

	"github.com/goldfish-go/goldfish/store/internal/tables"
	"github.com/goldfish-go/goldfish/store/internal/write"
)

// A Dialect is the SQL of one kind of database.
type Dialect = tables.Dialect

const (
	SQLite     = tables.SQLite     // 3.38 or later, with any driver
	PostgreSQL = tables.PostgreSQL // 13 or later, with any driver
)

type (
	// Options configure a store.
	Options = write.Options

	// A Submission is one intent of a person to submit a form.
	Submission = write.Submission

	// An Outcome is what a submission is answered with.
	Outcome = write.Outcome

	// An Attempt is one run of an action for a submission.
	Attempt = write.Attempt

	// An Unavailable is the error of a write that failed because the database could not be used.
	Unavailable = write.Unavailable

	// A Done is the error of a write whose submission was done before.
	Done = write.Done
)

// IsUnavailable reports whether an error of a write or of a query says that the database could not
// be used, so that the same may succeed in a moment. The framework answers such errors of views and
// actions with 503.
func IsUnavailable(err error) bool { return write.IsUnavailable(err) }

// WithAttempt returns a context whose writes belong to an attempt. The framework calls it.
func WithAttempt(ctx context.Context, a *Attempt) context.Context { return write.WithAttempt(ctx, a) }

// ErrNoTables is the error of [Open] if the tables are not there.
var ErrNoTables = tables.ErrNoTables

// A DB is Goldfish's part of an app's database. It is safe for concurrent use.
type DB struct {
	*write.Core
	db      *sql.DB
	dialect Dialect
}

// Open joins the other processes that use this database. The tables must be there: see [Migrate].
// Close the DB before the database. The DB runs statements of its own on db, short ones.
//
// With SQLite, transactions should begin with BEGIN IMMEDIATE (the option _txlock=immediate of the
// drivers), so that they wait for each other rather than fail and run again.
func Open(ctx context.Context, db *sql.DB, dialect Dialect, o Options) (*DB, error) {
	core, err := write.Open(ctx, conn{db, dialect}, dialect, o)
	if err != nil {
		return nil, err
	}
	return &DB{Core: core, db: db, dialect: dialect}, nil
}

// SQL returns the database, for what is not a write of Goldfish's.
func (db *DB) SQL() *sql.DB { return db.db }

// A Tx is the transaction of one write.
type Tx struct {
	*sql.Tx
	*write.Record
}

// Write runs f in a transaction and commits it: its effect, what it notifies, and that the
// submission of the context is done. If f returns an error, everything is rolled back and Write
// returns that error. f may run several times: see the package's documentation.
//
// If the submission was done before, Write returns a [*Done] and does not run f.
func (db *DB) Write(ctx context.Context, f func(tx *Tx) error) error {
	return db.WriteWith(ctx, nil, f)
}

// WriteWith is [DB.Write] with options of the transaction, such as its isolation level.
func (db *DB) WriteWith(ctx context.Context, o *sql.TxOptions, f func(tx *Tx) error) error {
	begin := func(ctx context.Context) (transaction, error) {
		tx, err := db.db.BeginTx(ctx, o)
		return transaction{conn{tx, db.dialect}, tx}, err
	}
	return write.Write(ctx, db.Core, begin, func(tx transaction, r *write.Record) error { return f(&Tx{tx.tx, r}) })
}
