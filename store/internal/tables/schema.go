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
CREATE TABLE IF NOT EXISTS goldfish_drafts (
	owner    TEXT NOT NULL,
	name     TEXT NOT NULL,
	id       TEXT NOT NULL,
	revision INTEGER NOT NULL DEFAULT 0,
	data     TEXT NOT NULL DEFAULT '{}',
	updated  INTEGER NOT NULL DEFAULT (unixepoch()),
	expires  INTEGER NOT NULL,
	PRIMARY KEY (owner, name, id)
) STRICT;
CREATE INDEX IF NOT EXISTS goldfish_drafts_expires ON goldfish_drafts (expires);
CREATE TABLE IF NOT EXISTS goldfish_stash (
	id      TEXT PRIMARY KEY,
	data    BLOB NOT NULL,
	expires INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS goldfish_stash_expires ON goldfish_stash (expires);
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
CREATE TABLE IF NOT EXISTS goldfish_drafts (
	owner    text NOT NULL,
	name     text NOT NULL,
	id       text NOT NULL,
	revision bigint NOT NULL DEFAULT 0,
	data     text NOT NULL DEFAULT '{}',
	updated  bigint NOT NULL DEFAULT extract(epoch FROM now())::bigint,
	expires  bigint NOT NULL,
	PRIMARY KEY (owner, name, id)
);
CREATE INDEX IF NOT EXISTS goldfish_drafts_expires ON goldfish_drafts (expires);
CREATE TABLE IF NOT EXISTS goldfish_stash (
	id      text PRIMARY KEY,
	data    bytea NOT NULL,
	expires bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS goldfish_stash_expires ON goldfish_stash (expires);
`

// Schema returns the statements that make the tables where they are not there.
func Schema(d Dialect) string {
	if d == PostgreSQL {
		return postgresSchema
	}
	return sqliteSchema
}
