package main

import (
	"strings"
	"testing"
)

func TestSchema(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitDone, "CREATE TABLE IF NOT EXISTS goldfish_changes"},
		{[]string{"-dialect", "postgresql"}, exitDone, "pg_current_xact_id()"},
		{[]string{"tickets", "tickets", "ticket:{id}"}, exitDone, `'ticket:' || coalesce(CAST(NEW."id" AS text), '')`},
		{[]string{"-dialect", "postgresql", "tickets", "ticket:{id}"}, exitDone, "FOR EACH STATEMENT"},
		{[]string{"tickets"}, exitUsage, "needs a topic"},
		{[]string{"tickets", "ticket:{id"}, exitUsage, "columns in braces"},
		{[]string{"-dialect", "oracle"}, exitUsage, "sqlite or postgresql"},
	} {
		var out, log strings.Builder
		code := run(t.Context(), append([]string{"schema"}, test.args...), &out, &log)
		if code != test.code || !strings.Contains(out.String()+log.String(), test.want) {
			t.Errorf("%q: code %d, %s%s", test.args, code, out.String(), log.String())
		}
	}
}
