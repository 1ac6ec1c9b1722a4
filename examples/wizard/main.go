// Wizard is an application for a grant, in English and German: a form of several pages whose steps
// are routes. What a person has entered stands in a draft in the database, and files are beside it
// in a folder. So another device goes on with it, and neither a restart nor a new version of the
// form loses it.
//
//	go run ./examples/wizard
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"time"

	"github.com/goldfish-go/goldfish/files"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to serve at")
	path := flag.String("db", "wizard.db", "database file; it is made if there is none. Several processes may share it")
	folder := flag.String("files", "", "folder of the files of applications; empty: beside the database")
	dev := flag.Bool("dev", false, "development mode")
	flag.Parse()
	if *dev {
		os.Setenv("GOLDFISH_DEV", "1")
	}
	store, err := OpenStore(context.Background(), *path)
	if err != nil {
		log.Fatal(err)
	}
	if *folder != "" {
		store.files = files.Folder(*folder)
	}
	wizard := New(store)
	go func() {
		for range time.Tick(time.Hour) {
			wizard.sweep(context.Background())
		}
	}()
	err = wizard.app.Run(*addr, wizard.Handler())
	if closed := store.Close(); err == nil {
		err = closed
	}
	if err != nil {
		log.Fatal(err)
	}
}
