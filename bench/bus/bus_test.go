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
	changes = flag.Int("changes", 200, "changes that are timed in each round, for each adapter")
	rounds  = flag.Int("rounds", 3, "rounds, in which the adapters take turns")
	seconds = flag.Int("seconds", 3, "for how long throughput is measured, for each way to write")
)

// An adapter makes the waker of one node.
type adapter struct {
	name  string
	waker func() (waker, error)
	most  time.Duration // that it may add at p99 to the fan-out on one node; zero: no target

	rest, loaded pair
	commits      float64 // a second, while loaded
}

// A pair is how long changes took to the last tab of the node that commits, and of another.
type pair struct{ here, there times }

// added returns what the other node takes longer at p99.
func (p pair) added(most time.Duration) string {
	added := p.there.at(99) - p.here.at(99)
	mark := ""
	if most > 0 {
		mark = " ✓"
		if added > most {
			mark = fmt.Sprintf(" ✗ (≤ %v)", most)
		}
	}
	return fmt.Sprintf("%+.1f%s", float64(added.Microseconds())/1000, mark)
}

func TestMeasure(t *testing.T) {
	if !*measure {
		*tabs, *changes, *seconds, *rounds = 3, 3, 0, 1 // that it works
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
	adapters := []*adapter{
		{name: "postgres", most: 40 * time.Millisecond, waker: func() (waker, error) { return postgres.New(server.URL("")) }},
		{name: "nats, embedded", most: 10 * time.Millisecond, waker: func() (waker, error) {
			w, err := nats.Embed(nats.Embedded{Cluster: "127.0.0.1:" + port, Peers: peers})
			peers, port = []string{"127.0.0.1:" + port}, servers.Port(t)
			return w, err
		}},
		{name: "redis", waker: func() (waker, error) { return redis.New("redis://127.0.0.1:" + cache.Port) }},
	}
	for range *rounds {
		for _, a := range adapters {
			t.Run(a.name, func(t *testing.T) { latency(t, server.URL(""), a) })
		}
	}
	fmt.Printf("\nms from the commit to the last of %d tabs, %d changes: p50 p99\n%-18s %15s %15s %14s %15s %15s %14s %10s\n", *tabs, *changes**rounds,
		"", "this node", "another node", "adds at p99", "loaded: this", "another node", "adds at p99", "commits/s")
	for _, a := range adapters {
		fmt.Printf("%-18s %15s %15s %14s %15s %15s %14s %10.0f\n", a.name,
			a.rest.here, a.rest.there, a.rest.added(a.most), a.loaded.here, a.loaded.there, a.loaded.added(a.most), a.commits/float64(*rounds))
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
func latency(t *testing.T, url string, a *adapter) {
	nodes := []*node{newNode(t, url, a), newNode(t, url, a)}
	time.Sleep(time.Second) // until wakers are connected
	timeChanges(t, nodes, &a.rest)
	ctx, stop := context.WithCancel(t.Context())
	count := make(chan int)
	go func() { count <- load(ctx, nodes[0].db, 1000) }()
	started := time.Now()
	timeChanges(t, nodes, &a.loaded)
	took := time.Since(started)
	stop()
	a.commits += float64(<-count) / took.Seconds()
}

func timeChanges(t *testing.T, nodes []*node, to *pair) {
	for range *changes {
		started, shown := nodes[0].change(t, nodes)
		to.here = append(to.here, shown[0].Sub(started))
		to.there = append(to.there, shown[1].Sub(started))
		time.Sleep(5 * time.Millisecond)
	}
}
