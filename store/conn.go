package store

import (
	"context"
	"database/sql"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// A Runner runs statements: *sql.Tx, *sql.Conn, *sql.DB, the DBTX of sqlc, the ConnPool of gorm,
// and the *ent.Tx of ent. A bun.Tx looks for arguments of its own in statements: use its field Tx.
type Runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// conn is a Runner as a [tables.Conn].
type conn struct {
	runner  Runner
	dialect Dialect
}

func (c conn) Exec(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := c.runner.ExecContext(ctx, tables.Rebind(c.dialect, statement), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (c conn) Query(ctx context.Context, row func(scan func(dest ...any) error) error, statement string, args ...any) error {
	rows, err := c.runner.QueryContext(ctx, tables.Rebind(c.dialect, statement), args...)
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

// transaction is a transaction of database/sql as a [write.Transaction].
type transaction struct {
	conn
	tx *sql.Tx
}

func (t transaction) Commit(context.Context) error { return t.tx.Commit() }

// Rollback does nothing after Commit.
func (t transaction) Rollback() { _ = t.tx.Rollback() }
