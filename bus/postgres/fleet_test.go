package postgres_test

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus/postgres"
	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

func TestMain(m *testing.M) {
	fleet.Child(func(url string) (*store.DB, error) {
		db, err := sql.Open("pgx", url)
		if err != nil {
			return nil, err
		}
		waker, err := postgres.New(url)
		if err != nil {
			return nil, err
		}
		return store.Open(context.Background(), db, store.PostgreSQL, store.Options{Waker: waker})
	})
	os.Exit(m.Run())
}

// Three processes on one PostgreSQL server.
func TestFleet(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL and processes, and kills them")
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
	effects := func() (all, different int) {
		if err := db.QueryRow("SELECT count(*), count(DISTINCT what) FROM effects").Scan(&all, &different); err != nil {
			t.Error(err)
		}
		return all, different
	}
	t.Run("a submission happens once", func(t *testing.T) { fleet.Once(t, server.URL(""), effects) })
	t.Run("killed around the commit", func(t *testing.T) { fleet.DieAround(t, server.URL(""), effects) })
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
	t.Run("tabs converge", func(t *testing.T) {
		fleet.Converge(t, server.URL(""), func(stop <-chan struct{}) {
			for {
				select {
				case <-stop:
					return
				case <-time.After(500*time.Millisecond + rand.N(time.Second)):
					server.Kill()
					server.Start(t)
				}
			}
		})
	})
}
