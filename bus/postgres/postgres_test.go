package postgres_test

import (
	"database/sql"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/bustest"
	"github.com/goldfish-go/goldfish/bus/postgres"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

func open(t testing.TB, url, wake string, o bustest.Node) *store.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	waker, err := postgres.New(wake)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Migrate(t.Context(), db, store.PostgreSQL); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.PostgreSQL, store.Options{Waker: o.Waker(waker), PollInterval: o.PollInterval})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var plain = bustest.Node{Waker: func(w bus.Waker) bus.Waker { return w }}

func TestBus(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL")
	}
	server := servers.StartPostgres(t)
	link := servers.NewLink(t, "127.0.0.1:"+server.Port)
	bustest.Run(t, bustest.Suite{
		Waker: true,
		Open: func(t testing.TB, o bustest.Node) *store.DB {
			return open(t, server.URL(""), server.URL(link.Address), o)
		},
		Restart: func(t testing.TB) {
			server.Kill()
			server.Start(t)
		},
		Cut:   link.Cut,
		Stall: link.Stall,
	})
}
