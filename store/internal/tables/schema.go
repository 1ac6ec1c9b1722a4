package tables

// sqliteSchema: a row's id is given while its transaction holds the only write lock, so ids are in
// the order of commits. AUTOINCREMENT never gives an id twice.
const sqliteSchema = `CREATE TABLE IF NOT EXISTS goldfish_changes (
	id    INTEGER PRIMARY KEY AUTOINCREMENT,
	topic TEXT NOT NULL,
	mark  TEXT NOT NULL DEFAULT '',
	at    INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX IF NOT EXISTS goldfish_changes_at ON goldfish_changes (at);
CREATE TABLE IF NOT EXISTS goldfish_submissions (
	id     TEXT PRIMARY KEY,
	viewer TEXT NOT NULL,
	action TEXT NOT NULL,
	done   INTEGER NOT NULL DEFAULT 0,
	next   TEXT NOT NULL DEFAULT '',
	flash  TEXT NOT NULL DEFAULT '',
	at     INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS goldfish_submissions_at ON goldfish_submissions (at);
`

// postgresSchema: transactions do not commit in the order of ids, so a row has the number of its
// transaction, which a reader compares with its last snapshot. It needs PostgreSQL 13 or later.
const postgresSchema = `CREATE TABLE IF NOT EXISTS goldfish_changes (
	xid   xid8 NOT NULL DEFAULT pg_current_xact_id(),
	id    bigint GENERATED ALWAYS AS IDENTITY,
	topic text NOT NULL,
	mark  text NOT NULL DEFAULT '',
	at    timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (xid, id)
);
CREATE INDEX IF NOT EXISTS goldfish_changes_at ON goldfish_changes (at);
CREATE TABLE IF NOT EXISTS goldfish_submissions (
	id     text PRIMARY KEY,
	viewer text NOT NULL,
	action text NOT NULL,
	done   boolean NOT NULL DEFAULT false,
	next   text NOT NULL DEFAULT '',
	flash  text NOT NULL DEFAULT '',
	at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS goldfish_submissions_at ON goldfish_submissions (at);
`

// Schema returns the statements that make the tables where they are not there.
func Schema(d Dialect) string {
	if d == PostgreSQL {
		return postgresSchema
	}
	return sqliteSchema
}
