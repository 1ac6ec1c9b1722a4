CREATE TABLE IF NOT EXISTS players (
	id    TEXT PRIMARY KEY,
	token TEXT NOT NULL UNIQUE, -- SHA-256 of the cookie
	name  TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS matches (
	id         INTEGER PRIMARY KEY,
	x          TEXT NOT NULL REFERENCES players(id),
	o          TEXT REFERENCES players(id),
	board      TEXT NOT NULL,
	turn       TEXT NOT NULL,
	x_left     INTEGER NOT NULL, -- ms
	o_left     INTEGER NOT NULL,
	turn_from  INTEGER NOT NULL DEFAULT 0, -- Unix ms; 0: nobody has joined
	winner     TEXT NOT NULL DEFAULT '',
	reason     TEXT NOT NULL DEFAULT '',
	node       TEXT NOT NULL DEFAULT '', -- that runs the clock
	node_until INTEGER NOT NULL DEFAULT 0, -- Unix ms: then another node may take it
	moving     INTEGER NOT NULL DEFAULT 0
);
