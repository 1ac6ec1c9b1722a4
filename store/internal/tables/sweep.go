package tables

import (
	"context"
	"errors"
)

// sweepRows bounds one delete, so that it holds no lock for long. Drafts and stashed values are
// large, so these are fewer.
const (
	sweepRows      = 5000
	sweepLargeRows = 200
)

// A sweep deletes some old rows of one table.
type sweep struct {
	table, key, at string
	age            int64 // seconds since the column at
	rows           int
}

// Sweep deletes changes and submissions that are older than the given numbers of seconds, and
// drafts and stashed values that have expired.
func Sweep(ctx context.Context, c Conn, d Dialect, changes, submissions int64) error {
	p := Place{c, d}
	for _, s := range []sweep{
		{"goldfish_changes", "id", "at", changes, sweepRows},
		{"goldfish_submissions", "id", "at", submissions, sweepRows},
		{"goldfish_drafts", "rowid", "expires", 0, sweepLargeRows},
		{"goldfish_stash", "rowid", "expires", 0, sweepLargeRows},
	} {
		for {
			n, err := p.exec(ctx, s.statement(d), s.age, s.rows)
			if errors.Is(err, ErrNoTables) {
				break // an older build has migrated the database
			}
			if err != nil {
				return err
			}
			if n < int64(s.rows) {
				break
			}
		}
	}
	return nil
}

func (s sweep) statement(d Dialect) string {
	if d == SQLite {
		return "DELETE FROM " + s.table + " WHERE " + s.key + " IN (SELECT " + s.key + " FROM " + s.table +
			" WHERE " + s.at + " < unixepoch() - $1 ORDER BY " + s.at + " LIMIT $2)"
	}
	before := "now() - make_interval(secs => $1)"
	if s.at == "expires" {
		before = "extract(epoch FROM now())::bigint - $1::bigint"
	}
	// Nodes that sweep at the same time do not wait for each other's rows.
	return "DELETE FROM " + s.table + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + s.table +
		" WHERE " + s.at + " < " + before + " ORDER BY " + s.at + " LIMIT $2 FOR UPDATE SKIP LOCKED))"
}
