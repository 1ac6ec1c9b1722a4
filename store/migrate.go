package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/goldfish-go/goldfish/store/internal/tables"
)

// Schema returns the statements that make Goldfish's tables where they are not there. Running
// them twice does no harm.
func Schema(d Dialect) string { return tables.Schema(d) }

// Migrate makes Goldfish's tables where they are not there, in one transaction. Several nodes may
// call it at the same time.
func Migrate(ctx context.Context, db *sql.DB, d Dialect) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if d == PostgreSQL {
		// CREATE TABLE IF NOT EXISTS fails if two run at the same time.
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext('goldfish schema'))"); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, Schema(d)); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return tx.Commit()
}
