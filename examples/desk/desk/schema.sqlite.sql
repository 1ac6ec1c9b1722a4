-- One team's people.
CREATE TABLE people (
	id    TEXT PRIMARY KEY,
	name  TEXT NOT NULL,
	title TEXT NOT NULL,
	team  TEXT NOT NULL
) STRICT;

-- Times are Unix seconds. A ticket's revision counts its edits.
CREATE TABLE tickets (
	id        INTEGER PRIMARY KEY,
	team      TEXT NOT NULL,
	subject   TEXT NOT NULL,
	body      TEXT NOT NULL,
	requester TEXT NOT NULL,
	priority  TEXT NOT NULL,
	label     TEXT NOT NULL,
	assignee  TEXT REFERENCES people,
	closed    INTEGER NOT NULL DEFAULT 0,
	revision  INTEGER NOT NULL DEFAULT 1,
	created   INTEGER NOT NULL,
	updated   INTEGER NOT NULL,
	haystack  TEXT NOT NULL -- what search looks at, in lower case
) STRICT;

CREATE INDEX tickets_updated ON tickets (team, closed, updated);

-- All that ever happened to a ticket, comments included.
CREATE TABLE events (
	id     INTEGER PRIMARY KEY,
	ticket INTEGER NOT NULL REFERENCES tickets,
	at     INTEGER NOT NULL,
	who    TEXT NOT NULL, -- the name at that time
	kind   TEXT NOT NULL,
	text   TEXT NOT NULL
) STRICT;

CREATE INDEX events_ticket ON events (ticket, id);

CREATE TABLE sessions (
	token  TEXT PRIMARY KEY,
	data   BLOB NOT NULL,
	expiry INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_expiry ON sessions (expiry);
