package orms

import (
	"context"
	"database/sql"

	"github.com/goldfish-go/goldfish/store"
)

// What sqlc generates from "-- name: AddEffect :exec" begins like this. A *store.Tx is a DBTX.
type (
	DBTX interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
		PrepareContext(context.Context, string) (*sql.Stmt, error)
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}
	Queries struct{ db DBTX }
)

func New(db DBTX) *Queries { return &Queries{db} }

func (q *Queries) AddEffect(ctx context.Context, what string) error {
	_, err := q.db.ExecContext(ctx, "INSERT INTO effects (what) VALUES (?)", what)
	return err
}

// WriteSqlc runs f with the queries of sqlc in a transaction. There is nothing to claim and finish:
// the store opens the transaction.
func WriteSqlc(ctx context.Context, db *store.DB, f func(q *Queries, tx *store.Tx) error) error {
	return db.Write(ctx, func(tx *store.Tx) error { return f(New(tx), tx) })
}
