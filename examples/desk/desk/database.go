package desk

import (
	"context"
	"database/sql"

	"github.com/goldfish-go/goldfish/store"
)

// A database runs statements that have "?" for arguments.
type database struct {
	*sql.DB
	dialect
}

func (d database) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return d.DB.QueryContext(ctx, d.bind(query), args...)
}

func (d database) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return d.DB.QueryRowContext(ctx, d.bind(query), args...)
}

// A transaction does so too. It can notify topics.
type transaction struct {
	*store.Tx
	dialect
}

func (t transaction) ExecContext(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	return t.Tx.ExecContext(ctx, t.bind(statement), args...)
}

func (t transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return t.Tx.QueryRowContext(ctx, t.bind(query), args...)
}

// A row is what a query returns: one of many, or the only one.
type row interface{ Scan(...any) error }

// collect reads all rows of a query.
func collect[T any](ctx context.Context, db database, scan func(row) (T, error), query string, args ...any) ([]T, error) {
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
