package postgres_test

import (
	"database/sql"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

// What pages say in an outage. Several processes are tested in examples/desk/alldrivers.
func TestOutages(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL and stops it")
	}
	server := servers.StartPostgres(t)
	db, err := sql.Open("pgx", server.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := store.Migrate(t.Context(), db, store.PostgreSQL); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(fleet.Effects(store.PostgreSQL)); err != nil {
		t.Fatal(err)
	}
	t.Run("the database stops", func(t *testing.T) {
		fleet.Down(t, open(t, server.URL(""), server.URL(""), plain), server)
	})
	t.Run("nodes cannot wake each other", func(t *testing.T) {
		link := servers.NewLink(t, "127.0.0.1:"+server.Port)
		node := func() *store.DB {
			s := open(t, server.URL(""), server.URL(link.Address), plain)
			t.Cleanup(s.Close)
			return s
		}
		if _, err := db.Exec("TRUNCATE effects"); err != nil {
			t.Fatal(err)
		}
		fleet.Delayed(t, node(), node(), link)
	})
}
