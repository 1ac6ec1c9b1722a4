// Chat is examples/chat with the drivers of PostgreSQL, NATS and Redis.
//
//	go run -C examples/desk/alldrivers ./chat -db postgres://localhost/chat -bus postgres://localhost/chat
//
// The flag -bus takes postgres://…, nats://HOST:PORT or redis://….
package main

import (
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/bus/nats"
	"github.com/goldfish-go/goldfish/bus/postgres"
	"github.com/goldfish-go/goldfish/bus/redis"
	"github.com/goldfish-go/goldfish/examples/chat/chat"
)

func main() { chat.Main(waker) }

// waker returns what the flag -bus names.
func waker(name string) (bus.Waker, error) {
	switch kind, _, _ := strings.Cut(name, ":"); kind {
	case "postgres", "postgresql":
		return postgres.New(name)
	case "redis", "rediss":
		return redis.New(name)
	case "nats":
		return nats.Connect(name)
	}
	return nil, fmt.Errorf("-bus %q is none of postgres://…, nats://…, redis://…", name)
}
