CREATE TABLE IF NOT EXISTS sessions (
	token  TEXT PRIMARY KEY,
	person TEXT NOT NULL,
	until  INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS applications (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	person TEXT NOT NULL,
	draft  TEXT NOT NULL UNIQUE,
	data   TEXT NOT NULL,
	at     INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX IF NOT EXISTS applications_person ON applications (person);

-- Files of drafts and of applications that were sent. Their content is in the store of files.
CREATE TABLE IF NOT EXISTS attachments (
	place   INTEGER PRIMARY KEY AUTOINCREMENT,
	file    TEXT NOT NULL UNIQUE,
	person  TEXT NOT NULL,
	draft   TEXT NOT NULL,
	name    TEXT NOT NULL,
	type    TEXT NOT NULL,
	size    INTEGER NOT NULL,
	removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS attachments_draft ON attachments (draft);
