// Package soak lets tabs come, read or not, and go or vanish, for two minutes; then all go, and
// nothing may be left of them. A longer one, of a server in a process of its own, is: go run
// ./bench -for 24h soak
package soak

import (
	"bytes"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/goldfish-go/goldfish/internal/test/blackhole"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: tabs come and go for a minute")
	}
	link, err := blackhole.New(t)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Logf("without peers that vanish: %v", err)
	}
	n := newNode(t, link)
	n.live(t, link, 10*time.Second) // so that what is filled once is full
	base := n.rest(t, nil)
	n.live(t, link, 2*time.Minute)
	left := n.rest(t, &base)
	t.Logf("%d tabs came, %d vanished, %d changes; before: %+v; after: %+v", n.opened.Load(), n.vanished.Load(), n.number.Load(), base, left)
	if n.opened.Load() < 300 || n.number.Load() < 300 {
		t.Error("that was no life")
	}
}

// live lets tabs come and go, and things change, until the time is over and all have gone.
func (n *node) live(t *testing.T, link *blackhole.Link, length time.Duration) {
	t.Helper()
	stop := make(chan struct{})
	time.AfterFunc(length, func() { close(stop) })
	transport := n.secure.Client().Transport.(*http.Transport).Clone()
	client := &http.Client{Transport: transport}
	var all sync.WaitGroup
	again := func(count int, f func(*rand.Rand)) {
		for i := range count {
			all.Go(func() {
				for rng := rand.New(rand.NewPCG(uint64(i), uint64(length))); ; {
					select {
					case <-stop:
						return
					default:
						f(rng)
					}
				}
			})
		}
	}
	again(50, n.visit)
	again(10, func(rng *rand.Rand) { n.visitSecurely(rng, client) })
	again(1, func(rng *rand.Rand) {
		n.change(rng)
		time.Sleep(50 * time.Millisecond)
	})

	// The observer stays all the time, over each transport, and must have the last word that was
	// said.
	observers := []*observer{n.observer(t, n.httpServer.URL, http.DefaultTransport.(*http.Transport).Clone()), n.observer(t, n.secure.URL, transport.Clone())}
	rng := rand.New(rand.NewPCG(1, uint64(length)))
	var vanished []net.Conn
	for link != nil {
		link.Restore()
		for _, conn := range vanished {
			conn.Close()
		}
		vanished = nil
		for range 10 {
			vanished = append(vanished, show(t, rng, n.linked, link.Dial))
		}
		n.vanished.Add(10)
		link.Cut(t)
		select {
		case <-time.After(15 * time.Second): // by then the server has given them up
			continue
		case <-stop:
		}
		break
	}
	<-stop
	all.Wait()
	n.number.Add(1)
	n.app.Notify("shared")
	for _, w := range observers {
		w.sees(t, n.version(t))
		w.stop()
	}
	transport.CloseIdleConnections()
	// Those that have vanished are still away, and said nothing.
	eventually(t, "no stream is left", func() bool { return n.app.Stats().Streams == 0 })
	if link != nil {
		link.Restore()
	}
	for _, conn := range vanished {
		conn.Close()
	}
}

// A residue is what there is when all have gone.
type residue struct {
	Files, Goroutines int
	Heap              uint64 // bytes
}

// rest waits until nothing more than that is left, or for the first time until nothing more goes.
func (n *node) rest(t *testing.T, base *residue) (left residue) {
	t.Helper()
	eventually(t, "no screen is left", func() bool { return n.app.Stats().Screens == 0 })
	steady := 0
	ok := func() bool {
		before := left
		left = sample(t)
		if base != nil {
			return left.Files <= base.Files && left.Goroutines <= base.Goroutines && left.Heap <= base.Heap+1<<20
		}
		if steady++; left.Files != before.Files || left.Goroutines != before.Goroutines {
			steady = 0
		}
		return steady == 20
	}
	for late := time.Now().Add(time.Minute); !ok(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(late) {
			var stacks bytes.Buffer
			_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
			t.Fatalf("before: %+v; after, and a minute: %+v\n%s", base, left, &stacks)
		}
	}
	return left
}

func sample(t *testing.T) residue {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.GC() // what had a finalizer, and pools
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return residue{len(list), runtime.NumGoroutine(), m.HeapAlloc}
}

// eventually waits for what others bring about.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for late := time.Now().Add(time.Minute); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("not within a minute: %s", what)
		}
	}
}
