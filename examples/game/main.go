// Game is three in a line for two players with clocks. Which node runs the clock of a match is in
// the database, and a node that is about to stop leaves its matches to another one.
//
//	go run ./examples/game
package main

import (
	"context"
	"flag"
	"log"
	"sync"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	path := flag.String("db", "game.db", "database file; it is made if there is none. Several processes may share it")
	flag.Parse()

	store, err := OpenStore(context.Background(), *path)
	if err != nil {
		log.Fatal(err)
	}
	game := New(store)
	ctx, stop := context.WithCancel(context.Background())
	var clocks sync.WaitGroup
	clocks.Go(func() { game.clocks.Run(ctx) })
	err = game.app.Run(*addr, game.Handler())
	stop()
	clocks.Wait()
	if closed := store.Close(); err == nil {
		err = closed
	}
	if err != nil {
		log.Fatal(err)
	}
}
