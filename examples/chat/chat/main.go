// Package chat is a chat: rooms with history and search, unread counts, presence and typing. Each
// page is a function of its address, of who looks, and of the database.
package chat

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/store"
)

// Main is the program. Waker makes what the flag -bus names, where that is a server. Nil: this
// program knows none.
func Main(waker func(bus string) (bus.Waker, error)) {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	db := flag.String("db", "chat.db", "database: a file of SQLite, or postgres://…; a new one is filled with demo rooms")
	dir := flag.String("files", "chat-files", "folder for the files of messages; all nodes share it")
	name := flag.String("bus", "", "`server` that tells other nodes of changes, presence and typing. Empty: nodes look into the database for changes, and each knows its own people alone")
	flag.Parse()
	if err := serve(*addr, *db, *dir, *name, waker); err != nil {
		log.Fatal(err)
	}
}

func serve(addr, db, dir, name string, waker func(string) (bus.Waker, error)) (err error) {
	var o store.Options
	if name != "" {
		if waker == nil {
			return fmt.Errorf("this program has no driver for -bus; go run -C examples/desk/alldrivers ./chat has")
		}
		if o.Waker, err = waker(name); err != nil {
			return err
		}
	}
	s, err := OpenStore(context.Background(), db, o)
	if err != nil {
		return err
	}
	err = New(s, files.Folder(dir)).Run(addr)
	return errors.Join(err, s.Close())
}
