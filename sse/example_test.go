package sse_test

import (
	"expvar"
	"fmt"

	"github.com/goldfish-go/goldfish/sse"
)

// The server's own gauges know nothing of parked streams. These do: with expvar they are at /debug/vars.
func ExampleHub_Count() {
	hub := sse.NewHub()
	defer hub.Close()
	expvar.Publish("goldfish", expvar.Func(func() any { return hub.Count() }))
	fmt.Println(expvar.Get("goldfish"))
	// Output: {"Screens":0,"Streams":0,"Parked":0,"Topics":0}
}
