package bus

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A fakeWaker is a waker in memory that can be broken: it wakes all of its peers.
type fakeWaker struct {
	peers *[]*fakeWaker
	woken chan struct{}
	err   atomic.Pointer[error]
	wakes atomic.Int64
}

func (w *fakeWaker) Wake(context.Context) error {
	w.wakes.Add(1)
	if err := w.err.Load(); err != nil {
		return *err
	}
	for _, peer := range *w.peers {
		if peer != w {
			signal(peer.woken)
		}
	}
	return nil
}

func (w *fakeWaker) Run(ctx context.Context, woken func(), report func(error)) {
	report(nil)
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.woken:
			woken()
		}
	}
}

func openWithWakers(t *testing.T, log Log, n int) (relays []*Relay, wakers []*fakeWaker) {
	for range n {
		w := &fakeWaker{peers: &wakers, woken: make(chan struct{}, 1)}
		wakers = append(wakers, w)
		r, err := Open(t.Context(), log, Options{Waker: w})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(r.Close)
		relays = append(relays, r)
	}
	return relays, wakers
}

// A receiver is told when something breaks, and when it works again, once each.
func TestHealthIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		relays, wakers := openWithWakers(t, log, 2)
		var reported []string
		receive := func(h Health) { reported = append(reported, fmt.Sprint(h.Log, " ", h.Waker)) }
		expect := func(what string, want ...string) {
			t.Helper()
			settle()
			if fmt.Sprint(reported) != fmt.Sprint(want) {
				t.Errorf("%s: got %q, want %q", what, reported, want)
			}
			reported = nil
		}
		cancel := relays[0].Subscribe(Receiver{Notify: func([]string) {}, Health: receive})
		expect("all works")
		log.set(errors.New("no disk"), false)
		expect("the log is down", "no disk <nil>")
		log.set(nil, false)
		expect("the log is up", "<nil> <nil>")
		down := errors.New("no broker")
		wakers[0].err.Store(&down)
		relays[0].Notify("x")
		expect("the waker is down", "<nil> no broker")
		cancel()
		cancel = relays[0].Subscribe(Receiver{Notify: func([]string) {}, Health: receive})
		expect("who comes later", "<nil> no broker")
		wakers[0].err.Store(nil)
		expect("the waker is up", "<nil> <nil>")
		cancel()
	})
}

// A wake-up that failed is tried again until it works, so that the node knows when it does, and not
// more often than the back-off allows.
func TestWakerRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		relays, wakers := openWithWakers(t, &fakeLog{}, 2)
		down := errors.New("no broker")
		wakers[0].err.Store(&down)
		relays[0].Notify("x")
		time.Sleep(time.Minute)
		if n := wakers[0].wakes.Load(); n < 10 || n > 60 {
			t.Errorf("%d tries in a minute", n)
		}
		wakers[0].err.Store(nil)
		settle()
		before := wakers[0].wakes.Load()
		time.Sleep(time.Minute)
		if relays[0].Health().Waker != nil || wakers[0].wakes.Load() != before {
			t.Errorf("health %v, and %d more tries", relays[0].Health().Waker, wakers[0].wakes.Load()-before)
		}
	})
}

// A waker that does not answer holds up neither what is added to the log, nor what is read.
func TestWakerThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		a, err := Open(t.Context(), log, Options{Waker: hangingWaker{}})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		_, received := open(t, log)
		for i := range 20 {
			a.Notify(fmt.Sprint(i))
			time.Sleep(5 * time.Second)
			if received.count(fmt.Sprint(i)) != 1 {
				t.Fatalf("%d is not received within 5 s", i)
			}
		}
		if a.Health().Waker == nil {
			t.Error("the waker hangs, and Health says it works")
		}
	})
}

type hangingWaker struct{}

func (hangingWaker) Wake(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
func (hangingWaker) Run(ctx context.Context, _ func(), report func(error)) { <-ctx.Done() }

// While the log is down, nodes read it with a back-off, however often they are told to look.
func TestReadsOfALogThatIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		r, _ := open(t, log)
		log.set(errors.New("down"), false)
		settle()
		before := log.reads()
		for range 10_000 {
			r.Look()
			time.Sleep(time.Millisecond)
		}
		if n := log.reads() - before; n > 110 {
			t.Errorf("%d reads in 10 s", n)
		}
	})
}

// A process is killed between the commit and the wake-up, a thousand times: the other nodes find
// the change with the first read that begins after it, within 5 s. What was rolled back is received
// by nobody.
func TestFailpointBetweenCommitAndPublish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		_, received := open(t, log)
		for i := range 1000 {
			topic := fmt.Sprint(i)
			if i%3 == 0 {
				// A rollback leaves nothing in the log.
				time.Sleep(time.Millisecond * time.Duration(i))
				continue
			}
			// What a write does, without Committed.
			_ = log.Append(t.Context(), "mark of the killed process", []string{topic})
			before := log.reads()
			committed := time.Now()
			for received.count(topic) == 0 {
				time.Sleep(50 * time.Millisecond)
				if time.Since(committed) > 5*time.Second {
					t.Fatalf("%s is not received within 5 s", topic)
				}
			}
			if reads := log.reads() - before; reads > 1 {
				t.Errorf("%s was received after %d reads", topic, reads)
			}
		}
		settle()
		for i := range 1000 {
			if n := received.count(fmt.Sprint(i)); n != min(i%3, 1) {
				t.Errorf("%d was received %d times", i, n)
			}
		}
	})
}
