-- Both SQLite and PostgreSQL understand this file. Times are Unix milliseconds. A database of an
-- older build gets the tables that it does not have.
CREATE TABLE IF NOT EXISTS people (
	id   TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	fold TEXT NOT NULL UNIQUE -- the name in lower case
);

CREATE TABLE IF NOT EXISTS sessions (
	token   TEXT PRIMARY KEY, -- SHA-256 of the cookie
	person  TEXT NOT NULL REFERENCES people,
	expires BIGINT NOT NULL
);

-- The language that a person has chosen, on all devices.
CREATE TABLE IF NOT EXISTS languages (
	person   TEXT PRIMARY KEY REFERENCES people,
	language TEXT NOT NULL -- BCP 47
);

-- The messages of a room are numbered without gaps: newest is the number of the last one. Who
-- writes holds the row of the room, so numbers become visible in their order.
CREATE TABLE IF NOT EXISTS rooms (
	id     TEXT PRIMARY KEY, -- as in the address
	name   TEXT NOT NULL,
	about  TEXT NOT NULL,
	newest BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS messages (
	room    TEXT NOT NULL REFERENCES rooms,
	number  BIGINT NOT NULL,
	author  TEXT NOT NULL REFERENCES people,
	text    TEXT NOT NULL,
	fold    TEXT NOT NULL, -- what search looks at: the text and names of files in lower case
	sent    BIGINT NOT NULL,
	edited  BIGINT NOT NULL DEFAULT 0, -- 0: never
	deleted BIGINT NOT NULL DEFAULT 0, -- 0: not. The text of a deleted message is empty
	PRIMARY KEY (room, number)
);

CREATE INDEX IF NOT EXISTS messages_sent ON messages (sent);

-- How far a person has read a room, on all devices.
CREATE TABLE IF NOT EXISTS marks (
	person TEXT NOT NULL REFERENCES people,
	room   TEXT NOT NULL REFERENCES rooms,
	number BIGINT NOT NULL,
	PRIMARY KEY (person, room)
);

-- Files of messages. Their content is in the store of files.
CREATE TABLE IF NOT EXISTS attachments (
	file   TEXT PRIMARY KEY, -- its ID in the store of files
	room   TEXT NOT NULL REFERENCES rooms,
	author TEXT NOT NULL REFERENCES people,
	number BIGINT NOT NULL, -- of the message. 0: it is not sent yet. -1: the content is to be deleted
	added  BIGINT NOT NULL,
	place  BIGINT NOT NULL, -- among files that were added together
	name   TEXT NOT NULL,
	type   TEXT NOT NULL,
	size   BIGINT NOT NULL,
	width  BIGINT NOT NULL, -- of the image as it is shown, in pixels. 0: it is no image that is shown
	height BIGINT NOT NULL
);

CREATE INDEX IF NOT EXISTS attachments_message ON attachments (room, number);
CREATE INDEX IF NOT EXISTS attachments_waiting ON attachments (number) WHERE number <= 0;
