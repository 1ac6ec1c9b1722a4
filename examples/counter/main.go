package main

import (
	"context"
	"flag"
	"log"

	"github.com/goldfish-go/goldfish/framework"
	"github.com/goldfish-go/goldfish/router"
)

type CounterURL struct {
	N int `url:"n,push"` // pressing a button makes a history entry
}

var Counter = router.New("/", CounterURL{})

func counter(_ context.Context, _ framework.Anyone, u CounterURL) (framework.Page, error) {
	return framework.Page{Title: "Counter", Body: counterPage(u)}, nil
}

func main() {
	addr := flag.String("addr", "localhost:8080", "where to listen")
	flag.Parse()
	app := framework.New(framework.Public)
	framework.Get(app, Counter, framework.Everyone, counter)
	if err := app.Run(*addr, nil); err != nil {
		log.Fatal(err)
	}
}
