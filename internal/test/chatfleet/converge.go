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
	"github.com/goldfish-go/goldfish/files"
	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// Faults are what happens while people chat.
const (
	nodes      = 3
	leastKills = 20
	leastSteps = 50 // of each person
	lastSteps  = 3  // after the last kill
	leastCrash = 3  // of each engine

	settleTime = 2 * time.Minute
)

// An Engine is a server of the database or of the bus. Crash kills it and starts it again.
type Engine struct {
	Name  string
	Crash func()
}

// A Fleet is where nodes run. Bus is for the waker; empty: nodes look into the database, and each
// knows the people of its own tabs alone, so who is here is then not compared.
type Fleet struct {
	Database, Bus string
	Waker         func(bus string) (bus.Waker, error)
	Engines       []Engine // crash too

	files string // folder
}

// Converge lets people with several tabs write, attach files, edit, delete, read and make rooms
// while nodes are killed, and engines crash. After quiet every tab must show what a fresh document
// shows, which comes from a node without tabs.
func Converge(t *testing.T, f Fleet) {
	oracle, err := openStore(t.Context(), f.Database, f.Bus, f.Waker)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { oracle.Close() })
	f.files = t.TempDir()
	store := files.Folder(f.files)
	running := startNodes(t, nodes, f)
	var front atomic.Bool
	site := frameworktest.Start(t, func() http.Handler {
		if front.CompareAndSwap(false, true) {
			return balance(running)
		}
		return oracleNode{chat.New(oracle, store)}
	})
	site.Wait = 10 * time.Second
	same, another := sameAll, site
	if f.Bus == "" {
		same = sameButPeople
		another = frameworktest.Start(t, func() http.Handler { return chat.New(oracle, store).Handler() })
	}
	var people []*person
	for i, name := range []string{"Amara Okafor", "Ben Šimić", "Chiyo Tanaka", "Dara O’Neill"} {
		people = append(people, newPerson(t, site, another, name, uint64(i)))
	}

	var kills, mended atomic.Int64
	done := newTally("message", "attach", "edit", "delete", "read", "room", "cut")
	var wg sync.WaitGroup
	for _, p := range people {
		wg.Go(func() {
			for i := 0; i < leastSteps || mended.Load() == 0 || !done.all(); i++ {
				p.step(done)
			}
			for range lastSteps {
				p.step(done)
			}
		})
	}
	crashes := f.crash(func() bool { return kills.Load() < leastKills })
	for kills.Load() < leastKills {
		time.Sleep(100*time.Millisecond + rand.N(400*time.Millisecond))
		n := running[rand.N(len(running))]
		until(t, "a node that was killed is up again", n.ready) // so that it dies at work
		n.kill()
		kills.Add(1)
	}
	crashed := crashes()
	for _, n := range running {
		until(t, "all nodes are up again", n.ready)
	}
	mended.Store(1)
	wg.Wait()

	for _, p := range people {
		p.settle(same)
	}
	changeAlone(t, oracle, people, same)
	t.Logf("%d kills, crashes of engines: %v; done: %v", kills.Load(), crashed, done)
}

// crash makes each engine crash, again and again, as long as more returns true and at least a few
// times. The function that is returned waits for the end, when all engines are up. It returns how
// often each has crashed.
func (f Fleet) crash(more func() bool) (wait func() map[string]int) {
	counts := make([]int, len(f.Engines))
	var wg sync.WaitGroup
	for i, engine := range f.Engines {
		wg.Go(func() {
			for counts[i] < leastCrash || more() {
				time.Sleep(time.Second + rand.N(2*time.Second))
				engine.Crash()
				counts[i]++
			}
		})
	}
	return func() map[string]int {
		wg.Wait()
		all := map[string]int{}
		for i, engine := range f.Engines {
			all[engine.Name] = counts[i]
		}
		return all
	}
}

// An oracleNode serves the fresh documents.
type oracleNode struct{ *chat.Chat }

func (n oracleNode) ServeHTTP(w http.ResponseWriter, r *http.Request) { n.Handler().ServeHTTP(w, r) }
