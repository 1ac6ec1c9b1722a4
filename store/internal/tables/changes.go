package tables

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/goldfish-go/goldfish/bus"
)

// AddChanges adds a row for each topic.
func AddChanges(ctx context.Context, c Conn, d Dialect, mark string, topics []string) error {
	if len(topics) == 0 {
		return nil
	}
	list, err := json.Marshal(topics)
	if err != nil {
		return err
	}
	insert := "INSERT INTO goldfish_changes (topic, mark) SELECT value, $2 FROM json_each($1)"
	if d == PostgreSQL {
		insert = "INSERT INTO goldfish_changes (topic, mark) SELECT value, $2 FROM jsonb_array_elements_text($1::jsonb)"
	}
	_, err = c.Exec(ctx, insert, string(list), mark)
	return err
}

// maxRows is the most rows of one read. More would take longer than a read may: the next one would
// begin with them again, and nothing after them would be found.
const maxRows = 100_000

// Changes implements the reading part of [bus.Log].
func Changes(ctx context.Context, c Conn, d Dialect, after string, visit func(topic, mark string)) (string, error) {
	rows := 0
	count := func(topic, mark string) {
		rows++
		visit(topic, mark)
	}
	read := sqliteChanges
	if d == PostgreSQL {
		read = postgresChanges
	}
	position, err := read(ctx, c, after, count)
	//mutant:false TestReadOfVeryManyChanges: what is not read is said
	if err == nil && rows >= maxRows {
		err = bus.ErrGap // there may be more of them
	}
	return position, err
}

// sqliteChanges reads by id. The position is the largest id that was ever given.
func sqliteChanges(ctx context.Context, c Conn, after string, visit func(topic, mark string)) (string, error) {
	var last int64
	err := c.Query(ctx, func(scan func(...any) error) error { return scan(&last) },
		"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'goldfish_changes'), 0)")
	if err != nil || after == "" {
		return strconv.FormatInt(last, 10), err
	}
	from, err := strconv.ParseInt(after, 10, 64)
	if err != nil || last < from {
		return strconv.FormatInt(last, 10), bus.ErrGap // the file was replaced by an older one
	}
	if last == from {
		return after, nil
	}
	err = c.Query(ctx, func(scan func(...any) error) error {
		var topic, mark string
		if err := scan(&topic, &mark, &from); err != nil {
			return err
		}
		visit(topic, mark)
		return nil
	}, "SELECT topic, mark, id FROM goldfish_changes WHERE id > $1 ORDER BY id LIMIT $2", from, maxRows)
	// The rows up to last may be gone already, because they are old.
	return strconv.FormatInt(max(from, last), 10), err
}

// The position in PostgreSQL is a snapshot and the time when the server was started:
// "100:104:100,102 1732723200.5". The snapshot says which transactions were over: all before xmin
// and, of those before xmax, the ones that are not listed. So a row is new if its transaction is
// not before xmax, or was listed. A row is found once, however late its transaction commits, and
// the reader need not remember which rows it has seen.
//
// All three parts of the query are one statement, so they see one snapshot, which is the next
// position.
//
// Every row that the statement sees is before its own xmax. That bound is there for the planner:
// for a range with one end it takes a third of the table for granted, and reads all of it whenever
// the table has grown faster than it was analyzed. An array, not IN, for the same reason.
const postgresRead = `SELECT pg_current_snapshot()::text || ' ' || extract(epoch FROM pg_postmaster_start_time())::text, '', ''
UNION ALL SELECT '', topic, mark FROM goldfish_changes WHERE xid >= pg_snapshot_xmax($1::pg_snapshot) AND xid < pg_snapshot_xmax(pg_current_snapshot())
UNION ALL SELECT '', topic, mark FROM goldfish_changes WHERE xid = ANY(ARRAY(SELECT pg_snapshot_xip($1::pg_snapshot)))`

// nothingNew is a snapshot after which nothing can be new.
const nothingNew = "9223372036854775806:9223372036854775806:"

func postgresChanges(ctx context.Context, c Conn, after string, visit func(topic, mark string)) (string, error) {
	snapshot, started, _ := strings.Cut(after, " ")
	if after == "" {
		snapshot = nothingNew
	}
	position := ""
	rows := 0
	err := c.Query(ctx, func(scan func(...any) error) error {
		var now, topic, mark string
		// A LIMIT in the query would make the planner read the table instead of the index. To skip
		// a row costs little.
		if rows++; rows > maxRows+1 && position != "" {
			return nil
		}
		if err := scan(&now, &topic, &mark); err != nil {
			return err
		}
		if now != "" {
			position = now
		} else {
			visit(topic, mark)
		}
		return nil
	}, postgresRead, snapshot)
	if err != nil || after == "" {
		return position, err
	}
	// Another server may have taken over, without the last transactions of the one before.
	if _, now, _ := strings.Cut(position, " "); now != started {
		return position, bus.ErrGap
	}
	return position, nil
}
