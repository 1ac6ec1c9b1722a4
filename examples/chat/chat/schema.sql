-- Both SQLite and PostgreSQL understand this file. Times are Unix milliseconds.
CREATE TABLE people (
	id   TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	fold TEXT NOT NULL UNIQUE -- the name in lower case
);

CREATE TABLE sessions (
	token   TEXT PRIMARY KEY, -- SHA-256 of the cookie
	person  TEXT NOT NULL REFERENCES people,
	expires BIGINT NOT NULL
);

-- The messages of a room are numbered without gaps: newest is the number of the last one. Who
-- writes holds the row of the room, so numbers become visible in their order.
CREATE TABLE rooms (
	id     TEXT PRIMARY KEY, -- as in the address
	name   TEXT NOT NULL,
	about  TEXT NOT NULL,
	newest BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE messages (
	room    TEXT NOT NULL REFERENCES rooms,
	number  BIGINT NOT NULL,
	author  TEXT NOT NULL REFERENCES people,
	text    TEXT NOT NULL,
	fold    TEXT NOT NULL, -- what search looks at: the text in lower case
	sent    BIGINT NOT NULL,
	edited  BIGINT NOT NULL DEFAULT 0, -- 0: never
	deleted BIGINT NOT NULL DEFAULT 0, -- 0: not. The text of a deleted message is empty
	PRIMARY KEY (room, number)
);

CREATE INDEX messages_sent ON messages (sent);

-- How far a person has read a room, on all devices.
CREATE TABLE marks (
	person TEXT NOT NULL REFERENCES people,
	room   TEXT NOT NULL REFERENCES rooms,
	number BIGINT NOT NULL,
	PRIMARY KEY (person, room)
);
