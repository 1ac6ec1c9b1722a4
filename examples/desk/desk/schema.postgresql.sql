-- One team's people.
CREATE TABLE people (
	id    text PRIMARY KEY,
	name  text NOT NULL,
	title text NOT NULL,
	team  text NOT NULL
);

-- Times are Unix seconds. A ticket's revision counts its edits.
CREATE TABLE tickets (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	team      text NOT NULL,
	subject   text NOT NULL,
	body      text NOT NULL,
	requester text NOT NULL,
	priority  text NOT NULL,
	label     text NOT NULL,
	assignee  text REFERENCES people,
	closed    boolean NOT NULL DEFAULT false,
	revision  bigint NOT NULL DEFAULT 1,
	created   bigint NOT NULL,
	updated   bigint NOT NULL,
	haystack  text NOT NULL -- what search looks at, in lower case
);

CREATE INDEX tickets_updated ON tickets (team, closed, updated);

-- All that ever happened to a ticket, comments included.
CREATE TABLE events (
	id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ticket bigint NOT NULL REFERENCES tickets,
	at     bigint NOT NULL,
	who    text NOT NULL, -- the name at that time
	kind   text NOT NULL,
	text   text NOT NULL
);

CREATE INDEX events_ticket ON events (ticket, id);

CREATE TABLE sessions (
	token  text PRIMARY KEY,
	data   bytea NOT NULL,
	expiry bigint NOT NULL
);

CREATE INDEX sessions_expiry ON sessions (expiry);
