package chatfleet

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/bus"
	"github.com/goldfish-go/goldfish/examples/chat/chat"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Faults are what happens while people chat.
const (
	nodes      = 3
	leastKills = 20
	leastSteps = 50 // of each person
	lastSteps  = 3  // after the last kill

	settleTime = 2 * time.Minute
)

// A Fleet is where nodes run. Bus is for the waker; empty: nodes look into the database, and each
// knows the people of its own tabs alone, so who is here is then not compared.
type Fleet struct {
	Database, Bus string
	Waker         func(bus string) (bus.Waker, error)
}

// Converge lets people with several tabs write, edit, delete, read and make rooms while nodes are
// killed. After quiet every tab must show what a fresh document shows, which comes from a node
// without tabs.
func Converge(t *testing.T, f Fleet) {
	oracle, err := openStore(t.Context(), f.Database, f.Bus, f.Waker)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { oracle.Close() })
	running := startNodes(t, nodes, f.Database, f.Bus)
	var front atomic.Bool
	site := frameworktest.Start(t, func() http.Handler {
		if front.CompareAndSwap(false, true) {
			return balance(running)
		}
		return oracleNode{chat.New(oracle)}
	})
	site.Wait = 10 * time.Second
	same, another := sameAll, site
	if f.Bus == "" {
		same = sameButPeople
		another = frameworktest.Start(t, func() http.Handler { return chat.New(oracle).Handler() })
	}
	var people []*person
	for i, name := range []string{"Amara Okafor", "Ben Šimić", "Chiyo Tanaka", "Dara O’Neill"} {
		people = append(people, newPerson(t, site, another, name, uint64(i)))
	}

	var kills, mended atomic.Int64
	var wg sync.WaitGroup
	for _, p := range people {
		wg.Go(func() {
			for i := 0; i < leastSteps || mended.Load() == 0; i++ {
				p.step()
			}
			for range lastSteps {
				p.step()
			}
		})
	}
	for kills.Load() < leastKills {
		time.Sleep(100*time.Millisecond + rand.N(400*time.Millisecond))
		n := running[rand.N(len(running))]
		until(t, "a node that was killed is up again", n.ready) // so that it dies at work
		n.kill()
		kills.Add(1)
	}
	for _, n := range running {
		until(t, "all nodes are up again", n.ready)
	}
	mended.Store(1)
	wg.Wait()

	done := map[string]int{}
	for _, p := range people {
		for what, n := range p.done {
			done[what] += n
		}
		p.settle(same)
	}
	changeAlone(t, oracle, people, same)
	t.Logf("%d kills; done: %v", kills.Load(), done)
	for _, what := range []string{"message", "edit", "delete", "read", "room", "cut"} {
		if done[what] == 0 {
			t.Errorf("nobody has done this: %s", what)
		}
	}
}

// An oracleNode serves the fresh documents.
type oracleNode struct{ *chat.Chat }

func (n oracleNode) ServeHTTP(w http.ResponseWriter, r *http.Request) { n.Handler().ServeHTTP(w, r) }
