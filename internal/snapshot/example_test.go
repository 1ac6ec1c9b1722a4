package snapshot_test

import (
	"fmt"

	"github.com/goldfish-go/goldfish/internal/snapshot"
)

func ExampleDiff() {
	old := snapshot.New("Tickets", `<h1>Tickets</h1><p>Open: <b id='n'>17</b></p>`)
	new := snapshot.New("Tickets", `<h1>Tickets</h1><p>Open: <b id='n'>18</b></p>`)

	delta, ok := snapshot.Diff(old, new)
	fmt.Printf("%s %t\n", delta, ok)

	got, err := snapshot.Apply(old, delta)
	fmt.Println(got.Body, got.Version == new.Version, err)
	// Output:
	// [[25,16,11,1,"8"]] true
	// <h1>Tickets</h1><p>Open: <b id="n">18</b></p> true <nil>
}

func ExampleHistory() {
	versions := []snapshot.Snapshot{
		snapshot.New("", `<b id="n">17</b>`), snapshot.New("", `<b id="n">18</b>`), snapshot.New("Tickets", `<b id="n">18</b>`),
	}
	history := snapshot.NewHistory(versions[0])
	for k := 1; k < len(versions); k++ {
		history = history.Next(versions[k-1], versions[k])
	}
	for _, v := range versions {
		delta, ok := history.DeltaFrom(v.Version)
		fmt.Printf("%s %t\n", delta, ok)
	}
	// Output:
	// [[0,16,11,1,"8"],0,"Tickets"] true
	// ["Tickets"] true
	// [] true
}
