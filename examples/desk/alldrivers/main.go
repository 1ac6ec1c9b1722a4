// Alldrivers is the desk with the drivers that an app with one node does not need: PostgreSQL, NATS
// and Redis. It is a module of its own, so that the desk's module does not have them.
//
//	go run -C examples/desk/alldrivers . -db postgres://localhost/desk -bus postgres://localhost/desk
//
// The flag -bus takes, beside what the desk itself knows:
//
//	postgres://…                       LISTEN and NOTIFY; any database will do
//	nats://HOST:PORT,nats://…          servers of NATS
//	nats:HOST:PORT,HOST:PORT…          a server of NATS in each node: this node's address, then others
//	nats                               the same with one node: nats:localhost:6222
//	redis://… or rediss://…            Redis or Valkey
package main

import (
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/nats"
	"github.com/goldfish-go/goldfish/bus/postgres"
	"github.com/goldfish-go/goldfish/bus/redis"
	"github.com/goldfish-go/goldfish/examples/desk/desk"
)

func main() { desk.Main(waker) }

// waker returns what the flag -bus names.
func waker(name string) (bus.Waker, error) {
	kind, rest, _ := strings.Cut(name, ":")
	switch kind {
	case "postgres", "postgresql":
		return postgres.New(name)
	case "redis", "rediss":
		return redis.New(name)
	case "nats":
		if strings.HasPrefix(rest, "//") {
			return nats.Connect(name)
		}
		if rest == "" {
			rest = "localhost:6222"
		}
		nodes := strings.Split(rest, ",")
		return nats.Embed(nats.Embedded{Cluster: nodes[0], Peers: nodes[1:]})
	}
	return nil, fmt.Errorf("-bus %q is none of memory, sqlite, postgres://…, nats://…, nats:…, redis://…", name)
}
