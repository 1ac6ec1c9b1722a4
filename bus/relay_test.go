package bus

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A fakeLog is a log in memory whose engine can be broken.
type fakeLog struct {
	mu   sync.Mutex
	rows [][2]string // topic and mark
	err  error       // of all calls
	read int         // calls of Read
	gap  bool        // the next Read returns ErrGap
	slow bool        // a Read with rows takes longer than it may
}

func (f *fakeLog) Append(_ context.Context, mark string, topics []string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return f.err
	}
	for _, topic := range topics {
		f.rows = append(f.rows, [2]string{topic, mark})
	}
	return nil
}

func (f *fakeLog) Read(ctx context.Context, after string, visit func(topic, mark string)) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read++
	position := fmt.Sprint(len(f.rows))
	if f.err != nil || after == "" {
		return position, f.err
	}
	if f.gap {
		f.gap = false
		return position, ErrGap
	}
	var from int
	fmt.Sscan(after, &from)
	for _, row := range f.rows[from:] {
		visit(row[0], row[1])
	}
	if f.slow && from < len(f.rows) {
		<-ctx.Done()
		return "", ctx.Err()
	}
	return position, nil
}

func (f *fakeLog) Sweep(context.Context) error { return nil }

func (f *fakeLog) reads() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.read
}

func (f *fakeLog) set(err error, gap bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err, f.gap = err, gap
}

// A counter counts what a receiver receives.
type counter struct {
	mu       sync.Mutex
	received map[string]int
	gaps     int
}

func (c *counter) subscribe(b Bus) {
	c.received = map[string]int{}
	b.Subscribe(Receiver{
		Notify: func(topics []string) {
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, topic := range topics {
				c.received[topic]++
			}
		},
		Gap: func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.gaps++
		},
	})
}

func (c *counter) count(topic string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.received[topic]
}

func open(t *testing.T, log Log) (*Relay, *counter) {
	r, err := Open(t.Context(), log, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	c := &counter{}
	c.subscribe(r)
	return r, c
}

// settle waits until every node has read.
func settle() {
	time.Sleep(10 * time.Second)
	synctest.Wait()
}

func TestOwnChangesAreReceivedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		a, receivedA := open(t, log)
		_, receivedB := open(t, log)
		mark := a.NewMark()
		_ = log.Append(t.Context(), mark, []string{"x"})
		a.Committed(mark, "x")
		a.Notify("y")
		settle()
		if receivedA.count("x") != 1 || receivedA.count("y") != 1 || receivedB.count("x") != 1 || receivedB.count("y") != 1 {
			t.Errorf("the writer's node received %v, the other %v", receivedA.received, receivedB.received)
		}
	})
}

func TestGapOfTheLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		_, received := open(t, log)
		log.set(nil, true)
		settle()
		if received.gaps != 1 {
			t.Errorf("%d gaps were said, want 1", received.gaps)
		}
	})
}

// Rows that a node could not read for long may have been swept.
func TestLongOutageIsAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		r, received := open(t, log)
		log.set(errors.New("down"), false)
		settle()
		if r.Health().Log == nil {
			t.Error("the log is down, and Health says it works")
		}
		log.set(nil, false)
		settle()
		if received.gaps != 0 || r.Health().Log != nil {
			t.Errorf("after a short outage: %d gaps, health %v", received.gaps, r.Health().Log)
		}
		log.set(errors.New("down"), false)
		time.Sleep(6 * time.Minute)
		log.set(nil, false)
		settle()
		if received.gaps != 1 {
			t.Errorf("after a long outage: %d gaps, want 1", received.gaps)
		}
	})
}

func TestManyChangesAreAGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		_, received := open(t, log)
		log.mu.Lock()
		for i := range maxRead + 1 {
			log.rows = append(log.rows, [2]string{fmt.Sprint(i)})
		}
		log.mu.Unlock()
		settle()
		if received.gaps != 1 || len(received.received) > 0 {
			t.Errorf("%d gaps, %d topics; want 1 gap", received.gaps, len(received.received))
		}
	})
}

// Very many rows may take longer to read than a read may take, each time.
func TestReadThatNeverEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{slow: true}
		_, received := open(t, log)
		log.mu.Lock()
		log.rows = append(log.rows, [2]string{"one"}, [2]string{"one"})
		log.mu.Unlock()
		time.Sleep(time.Minute)
		log.mu.Lock()
		log.slow = false
		log.rows = append(log.rows, [2]string{"after"})
		log.mu.Unlock()
		settle()
		if received.gaps != 1 || received.count("after") != 1 || len(received.received) != 1 {
			t.Errorf("%d gaps, and %v; want 1 gap, and what came after it", received.gaps, received.received)
		}
	})
}

func TestNotifyWhileTheLogIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		a, receivedA := open(t, log)
		_, receivedB := open(t, log)
		log.set(errors.New("down"), false)
		a.Notify("x")
		if receivedA.count("x") != 1 {
			t.Error("this node must receive at once")
		}
		time.Sleep(time.Minute)
		log.set(nil, false)
		settle()
		if receivedB.count("x") != 1 {
			t.Errorf("the other node received %v", receivedB.received)
		}
	})
}

func TestManyPendingTopics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		a, _ := open(t, log)
		_, received := open(t, log)
		log.set(errors.New("down"), false)
		a.Notify("first")
		synctest.Wait() // until the next try, nothing takes what waits
		var topics []string
		for i := range 3 * maxPending {
			topics = append(topics, fmt.Sprint(i))
		}
		for what, wait := range map[string]func(){
			"notified": func() { a.Notify(topics...) },
			"put back": func() { a.putBack(topics) },
		} {
			wait()
			a.mu.Lock()
			if n := len(a.pending); n > maxPending {
				t.Errorf("%s: %d topics wait", what, n)
			}
			clear(a.pending)
			a.mu.Unlock()
		}
		a.Notify(topics...)
		log.set(nil, false)
		settle()
		if received.gaps != 1 {
			t.Errorf("%d gaps, want 1", received.gaps)
		}
	})
}

func TestMarks(t *testing.T) {
	var m marks
	for i := range 5 * maxMarks {
		m.add(fmt.Sprint(i))
		if !m.has(fmt.Sprint(i)) {
			t.Fatalf("mark %d is forgotten at once", i)
		}
	}
	if len(m.new)+len(m.old) > 2*maxMarks || m.has("") {
		t.Errorf("%d marks are kept", len(m.new)+len(m.old))
	}
	if !m.has(fmt.Sprint(4*maxMarks + 1)) {
		t.Error("the last generation is forgotten")
	}
}

// A waker that fails costs time and nothing else.
type brokenWaker struct{}

func (brokenWaker) Wake(context.Context) error { return errors.New("down") }
func (brokenWaker) Run(ctx context.Context, _ func(), report func(error)) {
	report(errors.New("down"))
	<-ctx.Done()
}

func TestBrokenWaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &fakeLog{}
		a, err := Open(t.Context(), log, Options{Waker: brokenWaker{}})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		_, received := open(t, log)
		a.Notify("x")
		settle()
		if received.count("x") != 1 || a.Health().Waker == nil {
			t.Errorf("received %v; health of the waker %v", received.received, a.Health().Waker)
		}
	})
}
