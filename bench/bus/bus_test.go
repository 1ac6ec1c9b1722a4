// Package bus measures how long a change takes from its commit to the last tab on another node, and
// what notifications cost the writer. It runs with real engines:
//
//	go run ./bench bus
package bus

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/goldfish-go/goldfish/bus/nats"
	"github.com/goldfish-go/goldfish/bus/postgres"
	"github.com/goldfish-go/goldfish/bus/redis"
	"github.com/goldfish-go/goldfish/internal/test/servers"
	"github.com/goldfish-go/goldfish/store"
)

var (
	measure = flag.Bool("measure", false, "measure; takes a minute or two")
	tabs    = flag.Int("tabs", 100, "tabs on each node")
	changes = flag.Int("changes", 200, "changes that are timed, for each adapter")
	seconds = flag.Int("seconds", 3, "for how long throughput is measured, for each way to write")
)

// An adapter makes the waker of one node.
type adapter struct {
	name  string
	waker func() (waker, error)
}

func TestMeasure(t *testing.T) {
	if !*measure {
		*tabs, *changes, *seconds = 3, 3, 0 // that it works
	}
	if testing.Short() {
		t.Skip("-short: starts PostgreSQL and Redis")
	}
	server, cache := servers.StartPostgres(t), servers.StartRedis(t)
	db := connect(t, server.URL(""))
	if err := store.Migrate(t.Context(), db, store.PostgreSQL); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE effects (id bigint GENERATED ALWAYS AS IDENTITY, what text NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	port := servers.Port(t)
	peers := []string{}
	adapters := []adapter{
		{"postgres", func() (waker, error) { return postgres.New(server.URL("")) }},
		{"nats, embedded", func() (waker, error) {
			w, err := nats.Embed(nats.Embedded{Cluster: "127.0.0.1:" + port, Peers: peers})
			peers, port = []string{"127.0.0.1:" + port}, servers.Port(t)
			return w, err
		}},
		{"redis", func() (waker, error) { return redis.New("redis://127.0.0.1:" + cache.Port) }},
	}
	fmt.Printf("\nms from the commit to the last of %d tabs, %d changes: p50, p99\n%-18s %15s %15s %15s %15s %10s\n", *tabs, *changes,
		"", "this node", "another node", "loaded: this", "another", "commits/s")
	for _, a := range adapters {
		t.Run(a.name, func(t *testing.T) { latency(t, server.URL(""), a) })
	}
	handWritten(t, server.URL(""))
	fmt.Printf("\ncommits/s of 8 writers, %d s each\n", *seconds)
	throughput(t, server.URL(""), adapters)
}

func connect(t testing.TB, url string) *sql.DB {
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	t.Cleanup(func() { db.Close() })
	return db
}

// latency times changes that node 0 commits until tabs of both nodes show them: at rest, and while
// node 0 commits other changes.
func latency(t *testing.T, url string, a adapter) {
	nodes := []*node{newNode(t, url, a), newNode(t, url, a)}
	time.Sleep(time.Second) // until wakers are connected
	here, there := timeChanges(t, nodes)
	ctx, stop := context.WithCancel(t.Context())
	count := make(chan int)
	go func() { count <- load(ctx, nodes[0].db, 1000) }()
	started := time.Now()
	loadedHere, loadedThere := timeChanges(t, nodes)
	took := time.Since(started)
	stop()
	fmt.Printf("%-18s %15s %15s %15s %15s %10.0f\n", a.name, here, there, loadedHere, loadedThere, float64(<-count)/took.Seconds())
}

func timeChanges(t *testing.T, nodes []*node) (here, there times) {
	for range *changes {
		started, shown := nodes[0].change(t, nodes)
		here = append(here, shown[0].Sub(started))
		there = append(there, shown[1].Sub(started))
		time.Sleep(5 * time.Millisecond)
	}
	return here, there
}
