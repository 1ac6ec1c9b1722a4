// Package tables holds the statements on Goldfish's tables in an app's database. It serves every
// driver: package store those of database/sql, package pgxstore pgx.
package tables

import (
	"context"
	"errors"
	"fmt"
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

// A Place is where Goldfish's tables can be reached: a database, or a transaction on it.
type Place struct {
	Conn
	Dialect Dialect
}

// now is the time in seconds since 1970, by the clock of the database.
func (p Place) now() string {
	if p.Dialect == PostgreSQL {
		return "extract(epoch FROM now())::bigint"
	}
	return "unixepoch()"
}

// with fills in {now}.
func (p Place) with(statement string) string {
	return strings.ReplaceAll(statement, "{now}", p.now())
}

// exec is Exec with a clear error if a table is missing.
func (p Place) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	n, err := p.Exec(ctx, p.with(statement), args...)
	return n, missing(err)
}

// query is Query with a clear error if a table is missing.
func (p Place) query(ctx context.Context, row func(scan func(dest ...any) error) error, statement string, args ...any) error {
	return missing(p.Query(ctx, row, p.with(statement), args...))
}

// missing returns [ErrNoTables] if an error says that a table is not there. A database that an
// older build has migrated has changes and submissions only.
func missing(err error) error {
	var state interface{ SQLState() string }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &state) && state.SQLState() == "42P01", strings.Contains(err.Error(), "no such table: goldfish_"):
		return fmt.Errorf("%w (%w)", ErrNoTables, err)
	}
	return err
}

// ErrNoTables says that the tables are not there.
var ErrNoTables = errors.New("store: the database lacks tables of Goldfish's: call store.Migrate, or run what goldfish schema prints")

// Check returns [ErrNoTables] if the tables that every app needs are not there: changes and
// submissions. The others are missed when they are used, so that a build opens a database which
// nobody has migrated since the build before.
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
