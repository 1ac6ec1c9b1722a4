// Desk is a support desk on SQLite: a list of tickets with tabs, search, sorting, pages and a
// drawer, all of it in the URL; a page for each ticket; sign-in; and every change live in every
// other tab.
//
//	go run ./examples/desk
package main

import (
	"context"
	"flag"
	"log"
	"os"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	path := flag.String("db", "desk.db", "database file; it is made and filled with demo tickets if there is none")
	dev := flag.Bool("dev", false, "development mode: warns of what will hurt later, and shows in the page what each patch changed")
	flag.Parse()

	store, err := OpenStore(context.Background(), *path)
	if err != nil {
		log.Fatal(err)
	}
	if *dev {
		os.Setenv("GOLDFISH_DEV", "1")
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
