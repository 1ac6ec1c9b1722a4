// Desk is a support desk on SQLite: a list of tickets with tabs, search, sorting, pages and a drawer, all of it in the URL; a page for
// each ticket; sign-in; and every change live in every other tab.
//
//	go run ./examples/desk
package main

import (
	"context"
	"flag"
	"log"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	path := flag.String("db", "desk.db", "database file; it is made and filled with demo tickets if there is none")
	flag.Parse()

	store, err := OpenStore(context.Background(), *path)
	if err != nil {
		log.Fatal(err)
	}
	desk := New(store)
	err = desk.app.Run(*addr, desk.Handler())
	if closed := store.Close(); err == nil {
		err = closed
	}
	if err != nil {
		log.Fatal(err)
	}
}
