package store_test

import (
	"slices"
	"testing"

	"github.com/goldfish-go/goldfish/store"
)

func TestTriggers(t *testing.T) {
	s := openSQLite(t, store.Options{})
	statements, err := store.Triggers(store.SQLite, "effects", "effects", "effect:{id}:it's {what}")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time replaces the first
		if _, err := s.SQL().Exec(statements); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		statement string
		want      []string
	}{
		{"INSERT INTO effects VALUES (1, 'a')", []string{"effect:1:it's a", "effects"}},
		{"UPDATE effects SET what = 'b' WHERE id = 1", []string{"effect:1:it's a", "effect:1:it's b", "effects"}},
		{"DELETE FROM effects", []string{"effect:1:it's b", "effects"}},
	} {
		if _, err := s.SQL().Exec("DELETE FROM goldfish_changes; " + test.statement); err != nil {
			t.Fatal(err)
		}
		rows, err := s.SQL().Query("SELECT topic FROM goldfish_changes ORDER BY topic")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for rows.Next() {
			var topic string
			_ = rows.Scan(&topic)
			got = append(got, topic)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: notified %q, want %q", test.statement, got, test.want)
		}
	}
}

func TestTriggersThatAreNoGood(t *testing.T) {
	for _, test := range []struct {
		table  string
		topics []string
	}{
		{"", []string{"x"}},
		{`a"b`, []string{"x"}},
		{"a; DROP TABLE b", []string{"x"}},
		{"a", nil},
		{"a", []string{""}},
		{"a", []string{"x{}"}},
		{"a", []string{"x{id"}},
		{"a", []string{"x}"}},
		{"a", []string{`x{i"d}`}},
		{"a", []string{"$goldfish$"}},
		{"a", []string{"x\x00"}},
	} {
		for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
			if got, err := store.Triggers(d, test.table, test.topics...); err == nil {
				t.Errorf("%q %q: %s", test.table, test.topics, got)
			}
		}
	}
}
