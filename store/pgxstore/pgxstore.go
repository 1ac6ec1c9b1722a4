// Package pgxstore is package store for pgx, the driver of PostgreSQL, without database/sql.
//
//	pool, err := pgxpool.New(ctx, "postgres://localhost/desk")
//	db, err := pgxstore.Open(ctx, pool, store.Options{Waker: waker})
//	app := framework.New(viewer, framework.Options[User]{Store: db})
//
//	err = db.Write(ctx, func(tx *pgxstore.Tx) error {
//		tx.Notify("tickets")
//		_, err := tx.Exec(ctx, "INSERT INTO tickets …")
//		return err
//	})
//
// All that the documentation of package store says holds here: the function may run twice, and one
// action has one write.
package pgxstore

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/goldfish-go/goldfish/store"
	"github.com/goldfish-go/goldfish/store/internal/write"
)

// A DB is Goldfish's part of an app's database. It is safe for concurrent use.
type DB struct {
	*write.Core
	pool *pgxpool.Pool
}

// Migrate makes Goldfish's tables where they are not there. Several nodes may call it at the same
// time.
func Migrate(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		// CREATE TABLE IF NOT EXISTS fails if two run at the same time.
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('goldfish schema'))"); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, store.Schema(store.PostgreSQL))
		return err
	})
}

// Open joins the other processes that use this database. The tables must be there: see [Migrate].
// Close the DB before the pool.
func Open(ctx context.Context, pool *pgxpool.Pool, o store.Options) (*DB, error) {
	core, err := write.Open(ctx, conn{pool}, store.PostgreSQL, o)
	if err != nil {
		return nil, err
	}
	return &DB{core, pool}, nil
}

// Pool returns the pool, for what is not a write of Goldfish's.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// A Tx is the transaction of one write.
type Tx struct {
	pgx.Tx
	*write.Record
}

// Write runs f in a transaction and commits it: its effect, what it notifies, and that the
// submission of the context is done. If f returns an error, everything is rolled back and Write
// returns that error. f may run several times.
//
// If the submission was done before, Write returns a [*store.Done] and does not run f.
func (db *DB) Write(ctx context.Context, f func(tx *Tx) error) error {
	return db.WriteWith(ctx, pgx.TxOptions{}, f)
}

// WriteWith is [DB.Write] with options of the transaction, such as its isolation level.
func (db *DB) WriteWith(ctx context.Context, o pgx.TxOptions, f func(tx *Tx) error) error {
	begin := func(ctx context.Context) (transaction, error) {
		tx, err := db.pool.BeginTx(ctx, o)
		return transaction{conn{tx}, tx}, err
	}
	return write.Write(ctx, db.Core, begin, func(tx transaction, r *write.Record) error { return f(&Tx{tx.tx, r}) })
}

// A Write is a write in a transaction that the caller has opened; see store.Write.
type Write struct{ *write.External }

// Claim begins a write in a transaction that the caller has opened, with its first statement; see
// store.DB.Claim.
func (db *DB) Claim(ctx context.Context, tx Runner) (*Write, error) {
	w, err := write.Begin(ctx, db.Core, conn{tx})
	if err != nil {
		return nil, err
	}
	return &Write{w}, nil
}

// A Runner runs statements: pgx.Tx, *pgx.Conn, *pgxpool.Pool, and the DBTX of sqlc.
type Runner interface {
	Exec(ctx context.Context, statement string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, statement string, args ...any) (pgx.Rows, error)
}

// conn is a Runner as a tables.Conn.
type conn struct{ runner Runner }

func (c conn) Exec(ctx context.Context, statement string, args ...any) (int64, error) {
	tag, err := c.runner.Exec(ctx, statement, args...)
	return tag.RowsAffected(), err
}

func (c conn) Query(ctx context.Context, row func(scan func(dest ...any) error) error, statement string, args ...any) error {
	rows, err := c.runner.Query(ctx, statement, args...)
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

// transaction is a transaction of pgx as a write.Transaction.
type transaction struct {
	conn
	tx pgx.Tx
}

func (t transaction) Commit(ctx context.Context) error { return t.tx.Commit(ctx) }

func (t transaction) Rollback() {
	if t.tx != nil {
		_ = t.tx.Rollback(context.Background()) // after Commit there is nothing to do
	}
}
