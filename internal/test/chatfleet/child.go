// Package chatfleet runs several processes of examples/chat on one database, kills them while
// people chat, and checks that every tab then shows what a fresh document shows.
package chatfleet

import (
	"context"
	"log"
	"os"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/store"
)

// Child serves the chat if this process is a node, and then does not return. Call it in TestMain.
// Waker makes what the bus of [Converge] names.
func Child(waker func(bus string) (bus.Waker, error)) {
	address := os.Getenv(addressVariable)
	if address == "" {
		return
	}
	s, err := openStore(context.Background(), os.Getenv(databaseVariable), os.Getenv(busVariable), waker)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(chat.New(s, files.Folder(os.Getenv(filesVariable))).Run(address))
}

// The variables of the environment that make a process a node.
const (
	addressVariable  = "CHATFLEET_ADDRESS"
	databaseVariable = "CHATFLEET_DATABASE"
	busVariable      = "CHATFLEET_BUS"
	filesVariable    = "CHATFLEET_FILES"
)

func openStore(ctx context.Context, database, name string, waker func(string) (bus.Waker, error)) (*chat.Store, error) {
	var o store.Options
	if name != "" {
		var err error
		if o.Waker, err = waker(name); err != nil {
			return nil, err
		}
	}
	return chat.OpenStore(ctx, database, o)
}
