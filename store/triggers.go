package store

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,40}$`)
	hole       = regexp.MustCompile(`\{[^{}]*\}`)
)

// Triggers returns statements that make a table write the changes table by itself, so that a
// change by another program is live: psql, a nightly job, a service in another language. Topics
// may name columns of the row: "ticket:{id}". An update notifies the topics of the row before and
// after.
//
// The statements replace triggers that an earlier call has made for the same table. Nodes read
// such changes at their next interval.
//
//	store.Triggers(store.PostgreSQL, "tickets", "tickets", "ticket:{id}")
func Triggers(d Dialect, table string, topics ...string) (string, error) {
	if !identifier.MatchString(table) {
		return "", fmt.Errorf("store: the table %q is not a name of letters, digits and _, at most 41", table)
	}
	if len(topics) == 0 {
		return "", fmt.Errorf("store: the table %s needs a topic, such as %q", table, table)
	}
	for _, topic := range topics {
		for _, h := range hole.FindAllString(topic, -1) {
			if !identifier.MatchString(h[1 : len(h)-1]) {
				return "", fmt.Errorf("store: %s in the topic %q is not the name of a column in braces", h, topic)
			}
		}
		if rest := hole.ReplaceAllString(topic, ""); topic == "" || strings.ContainsAny(rest, "{}$\x00\n") || len(topic) > 512 {
			return "", fmt.Errorf("store: the topic %q is not text without $, with columns in braces, of 1 to 512 bytes", topic)
		}
	}
	if d == PostgreSQL {
		return postgresTriggers(table, topics), nil
	}
	return sqliteTriggers(table, topics), nil
}

// expression returns the topic as SQL, of a row that is called by this name.
func expression(topic, row string) string {
	var parts []string
	for at := 0; at < len(topic); {
		next := hole.FindStringIndex(topic[at:])
		if next == nil {
			parts = append(parts, quote(topic[at:]))
			break
		}
		if next[0] > 0 {
			parts = append(parts, quote(topic[at:at+next[0]]))
		}
		parts = append(parts, fmt.Sprintf("coalesce(CAST(%s.%q AS text), '')", row, topic[at+next[0]+1:at+next[1]-1]))
		at += next[1]
	}
	return strings.Join(parts, " || ")
}

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// sqliteTriggers run for each row.
func sqliteTriggers(table string, topics []string) string {
	var b strings.Builder
	for _, t := range []struct{ event, rows string }{{"INSERT", "NEW"}, {"UPDATE", "OLD NEW"}, {"DELETE", "OLD"}} {
		name := fmt.Sprintf(`"goldfish_%s_%s"`, table, strings.ToLower(t.event))
		fmt.Fprintf(&b, "DROP TRIGGER IF EXISTS %s;\nCREATE TRIGGER %s AFTER %s ON %q BEGIN\n", name, name, t.event, table)
		var selects []string
		for row := range strings.FieldsSeq(t.rows) {
			for _, topic := range topics {
				selects = append(selects, "SELECT "+expression(topic, row))
			}
		}
		// UNION adds each topic once.
		fmt.Fprintf(&b, "\tINSERT INTO goldfish_changes (topic) %s;\nEND;\n", strings.Join(selects, " UNION "))
	}
	return b.String()
}

// postgresTriggers run once for each statement, and add each topic once.
func postgresTriggers(table string, topics []string) string {
	var b strings.Builder
	for _, t := range []struct{ event, tables, referencing string }{
		{"INSERT", "n", "NEW TABLE AS n"}, {"UPDATE", "o n", "OLD TABLE AS o NEW TABLE AS n"}, {"DELETE", "o", "OLD TABLE AS o"},
	} {
		name := fmt.Sprintf(`"goldfish_%s_%s"`, table, strings.ToLower(t.event))
		var selects []string
		for from := range strings.FieldsSeq(t.tables) {
			for _, topic := range topics {
				selects = append(selects, fmt.Sprintf("SELECT %s FROM %s", expression(topic, from), from))
			}
		}
		fmt.Fprintf(&b, "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $goldfish$ BEGIN\n"+
			"\tINSERT INTO goldfish_changes (topic) %s;\n\tRETURN NULL;\nEND $goldfish$;\n", name, strings.Join(selects, " UNION "))
		fmt.Fprintf(&b, "DROP TRIGGER IF EXISTS %s ON %q;\nCREATE TRIGGER %s AFTER %s ON %q REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s();\n",
			name, table, name, t.event, table, t.referencing, name)
	}
	return b.String()
}
