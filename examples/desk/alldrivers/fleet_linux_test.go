package main

import (
	"context"
	"database/sql"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/internal/test/fleet"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

func TestMain(m *testing.M) {
	fleet.Child(func(database, name string) (*store.DB, error) {
		db, err := sql.Open("pgx", database)
		if err != nil {
			return nil, err
		}
		var w bus.Waker
		if name != "" {
			if w, err = waker(name); err != nil {
				return nil, err
			}
		}
		return store.Open(context.Background(), db, store.PostgreSQL, store.Options{Waker: w})
	})
	os.Exit(m.Run())
}

// An effects table counts what submissions have done: all effects, and the different ones.
func effectsTable(t *testing.T, server *servers.Postgres) (count func() (all, different int)) {
	t.Helper()
	db, err := sql.Open("pgx", server.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := store.Migrate(t.Context(), db, store.PostgreSQL); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(fleet.Effects(store.PostgreSQL)); err != nil {
		t.Fatal(err)
	}
	return func() (all, different int) {
		if err := db.QueryRow("SELECT count(*), count(DISTINCT what) FROM effects").Scan(&all, &different); err != nil {
			t.Error(err)
		}
		return all, different
	}
}

// Three processes on one PostgreSQL server.
func TestOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL and processes, and kills them")
	}
	server := servers.StartPostgres(t)
	effects := effectsTable(t, server)
	url := server.URL("")
	hosts := func(t *testing.T, n int) []fleet.Host {
		hosts := fleet.Local(t, n, url)
		for i := range hosts {
			hosts[i].Bus = url
		}
		return hosts
	}
	t.Run("a submission happens once", func(t *testing.T) { fleet.Once(t, hosts(t, 3), effects) })
	t.Run("killed around the commit", func(t *testing.T) { fleet.DieAround(t, hosts(t, 3), effects) })
}

// Three processes in networks of their own write while processes and engines are killed and nodes
// are cut off. After quiet every tab shows what a fresh document shows.
func TestConverge(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts engines and processes, and kills them")
	}
	server, cache, broker := servers.StartPostgres(t), servers.StartRedis(t), startNATS(t)
	effectsTable(t, server)
	for _, test := range []struct {
		name  string
		bus   func(t *testing.T, n *fleet.Network, node int) string
		crash func(t *testing.T) // kills the engine of the bus and starts it again
	}{
		{"none", func(*testing.T, *fleet.Network, int) string { return "" }, nil},
		{"postgres", func(t *testing.T, n *fleet.Network, _ int) string {
			return server.URL(n.Expose(t, "127.0.0.1:"+server.Port))
		}, nil},
		{"nats", func(t *testing.T, n *fleet.Network, _ int) string {
			return "nats://" + n.Expose(t, "127.0.0.1:"+broker.port)
		}, func(t *testing.T) { broker.kill(); broker.start(t) }},
		{"nats, embedded", func(_ *testing.T, n *fleet.Network, node int) string {
			var nodes []string
			for i := range 3 {
				nodes = append(nodes, n.Back((node+i)%3)+":6222")
			}
			return "nats:" + strings.Join(nodes, ",")
		}, nil},
		{"redis", func(t *testing.T, n *fleet.Network, _ int) string {
			return "redis://" + n.Expose(t, "127.0.0.1:"+cache.Port)
		}, func(t *testing.T) { cache.Kill(); cache.Start(t) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := fleet.NewNetwork(t, 3)
			url := server.URL(n.Expose(t, "127.0.0.1:"+server.Port))
			var hosts []fleet.Host
			for i := range 3 {
				hosts = append(hosts, n.Host(i, url, test.bus(t, n, i)))
			}
			faults := []fleet.Fault{n.Cuts(t), {Name: "crashes of PostgreSQL", Do: func() { server.Kill(); server.Start(t) }, Wait: 2 * time.Second, Least: 3}}
			if test.crash != nil {
				faults = append(faults, fleet.Fault{Name: "crashes of the bus", Do: func() { test.crash(t) }, Wait: time.Second, Least: 3})
			}
			fleet.Converge(t, append(hosts, fleet.Local(t, 1, server.URL(""))...), faults...)
		})
	}
}
