// Package desk is a support desk: a list of tickets with tabs, search, sorting, pages and a drawer,
// all of it in the URL; a page for each ticket; sign-in; and every change live in every other tab.
package desk

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/goldfish-go/goldfish/bus"
)

// Main is the program: it reads the flags, and serves the desk until it is told to stop. Waker
// makes what the flag -bus names, where that is a server. Nil: this program knows none.
func Main(waker func(bus string) (bus.Waker, error)) {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	db := flag.String("db", "desk.db", "database: a file of SQLite, or postgres://…; a new one is filled with demo tickets")
	name := flag.String("bus", "memory", "`what` tells other nodes of changes: memory (nothing: they look by themselves), sqlite (the same; -db must be a file), or the URL of a server")
	dev := flag.Bool("dev", false, "development mode: warns of what will hurt later, and shows in the page what each patch changed")
	flag.Parse()
	if *dev {
		os.Setenv("GOLDFISH_DEV", "1")
	}
	if err := serve(*addr, *db, *name, waker); err != nil {
		log.Fatal(err)
	}
}

func serve(addr, db, name string, waker func(string) (bus.Waker, error)) (err error) {
	var o Options
	if o.Waker, err = wakerOf(db, name, waker); err != nil {
		return err
	}
	store, err := OpenStore(context.Background(), db, o)
	if err != nil {
		return err
	}
	desk := New(store)
	err = desk.Run(addr)
	if closed := store.Close(); err == nil {
		err = closed
	}
	return err
}

// wakerOf returns what the flag -bus names: nil if nodes look into the database by themselves.
func wakerOf(db, name string, waker func(string) (bus.Waker, error)) (bus.Waker, error) {
	switch {
	case name == "memory":
		return nil, nil
	case name == "sqlite" && isPostgres(db):
		return nil, fmt.Errorf("-bus sqlite needs a file as -db")
	case name == "sqlite":
		return nil, nil
	case waker == nil:
		return nil, fmt.Errorf("this desk has no driver for -bus %s; go run -C examples/desk/alldrivers . has", withoutPassword(name))
	}
	return waker(name)
}
