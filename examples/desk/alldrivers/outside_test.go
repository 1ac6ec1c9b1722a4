package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/examples/desk/desk"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// A row that another program changes is live on every page that watches it, with the triggers that
// goldfish schema prints: by psql, and by the shell of SQLite.
func TestChangesByOtherPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds a command and starts PostgreSQL")
	}
	if _, err := exec.LookPath("sqlite3"); err != nil {
		servers.Missing(t, "sqlite3", "sqlite3")
	}
	server, file := servers.StartPostgres(t), filepath.Join(t.TempDir(), "desk.db")
	for _, test := range []struct {
		dialect, database string
		run               func(t *testing.T, statements string)
	}{
		{"postgresql", server.URL(""), func(t *testing.T, statements string) { server.Psql(t, statements) }},
		{"sqlite", file, func(t *testing.T, statements string) {
			if out, err := exec.Command("sqlite3", "-bail", "-cmd", ".timeout 10000", file, statements).CombinedOutput(); err != nil {
				t.Fatalf("sqlite3: %v\n%s", err, out)
			}
		}},
	} {
		t.Run(test.dialect, func(t *testing.T) {
			nodes := []string{newNode(t, test.database, desk.Options{}), newNode(t, test.database, desk.Options{})}
			for range 2 { // the second time changes nothing
				test.run(t, schema(t, test.dialect))
				test.run(t, schema(t, test.dialect, "tickets", "tickets", "ticket:{id}"))
			}
			p := signIn(t, nodes[0], "amara")
			var tickets, lists []*stream
			for _, node := range nodes {
				tickets = append(tickets, p.open(node, desk.OneTicket.URL(desk.TicketURL{ID: 42})))
				lists = append(lists, p.open(node, desk.Tickets.URL(desk.TicketsURL{Tab: desk.All, Q: "#42"})))
			}
			// In a transaction that is rolled back first: nobody is told of that.
			test.run(t, "BEGIN; UPDATE tickets SET subject = 'Never seen' WHERE id = 42; ROLLBACK; UPDATE tickets SET subject = 'Changed from outside' WHERE id = 42")
			for _, page := range slices.Concat(tickets, lists) {
				page.until("Changed from outside")
			}
			test.run(t, "DELETE FROM events WHERE ticket = 42; DELETE FROM tickets WHERE id = 42")
			for _, list := range lists {
				list.until("No ticket matches")
			}
		})
	}
}

// schema is what goldfish schema prints.
func schema(t *testing.T, dialect string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"run", "./cmd/goldfish", "schema", "-dialect", dialect}, args...)...)
	cmd.Dir = filepath.Join("..", "..", "..")
	var problem strings.Builder
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("goldfish schema: %v\n%s", err, &problem)
	}
	return string(out)
}
