// Package tables holds the statements on Goldfish's tables in an app's database. It serves every
// driver: package store those of database/sql, package pgxstore pgx.
package tables

import (
	"context"
	"errors"
	"strings"
)

// A Dialect is the SQL of one kind of database.
type Dialect int

const (
	SQLite Dialect = iota + 1
	PostgreSQL
)

// A Conn runs statements, in a transaction or by itself. Statements have $1, $2 … for arguments.
type Conn interface {
	// Exec returns how many rows it changed.
	Exec(ctx context.Context, statement string, args ...any) (int64, error)
	// Query calls scan for each row.
	Query(ctx context.Context, row func(scan func(dest ...any) error) error, statement string, args ...any) error
}

// ErrNoTables says that the tables are not there.
var ErrNoTables = errors.New("store: the database has no tables of Goldfish's: call store.Migrate, or run what goldfish schema prints")

// Check returns [ErrNoTables] if the tables are not there.
func Check(ctx context.Context, c Conn, d Dialect) error {
	find := "SELECT count(*) FROM sqlite_schema WHERE name IN ('goldfish_changes', 'goldfish_submissions')"
	if d == PostgreSQL {
		find = "SELECT (to_regclass('goldfish_changes') IS NOT NULL)::int + (to_regclass('goldfish_submissions') IS NOT NULL)::int"
	}
	found := 0
	err := c.Query(ctx, func(scan func(...any) error) error { return scan(&found) }, find)
	if err == nil && found != 2 {
		return ErrNoTables
	}
	return err
}

// Rebind returns a statement with the placeholders of a dialect.
func Rebind(d Dialect, statement string) string {
	if d == SQLite {
		return strings.ReplaceAll(statement, "$", "?")
	}
	return statement
}
