package live

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestCoalescingOneChangeOneLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		var tabs []*client
		for range 1000 {
			tabs = append(tabs, connect(screen, "", options{}))
		}
		synctest.Wait()
		want(t, "loads for 1000 tabs that come at once", s.loads.Load(), int64(1))
		time.Sleep(time.Second)
		s.number.Store(1)
		h.Notify("number")
		time.Sleep(time.Second)
		want(t, "loads after one change", s.loads.Load(), int64(2))
		for _, w := range tabs {
			want(t, "a tab got", w.data(), "n=0 n=1")
			w.close()
		}
	})
}

// The first notification starts a load at once, the last one is never lost, and there is at most
// one load in MinLoadInterval.
func TestDebounce(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		s.loads.Store(0)
		for n := range 1000 {
			s.number.Store(int64(n + 1))
			h.Notify("number")
			if n == 0 {
				synctest.Wait()
				want(t, "leading edge", s.loads.Load(), int64(1))
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Second)
		if n := s.loads.Load(); n > 22 {
			t.Errorf("%d loads in a second, at an interval of %v", n, h.MinLoadInterval)
		}
		if !strings.HasSuffix(w.data(), " n=1000") {
			t.Errorf("the last change is missing: %s", w.data())
		}
	})
}

// LoadNow never returns content of a load that started before the call.
func TestLoadNow(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		var calls sync.WaitGroup
		for n := range 5 {
			time.Sleep(100 * time.Millisecond)
			s.number.Store(int64(n)) // without a notification: the call must see it
			for range 10 {
				calls.Go(func() {
					c, err := screen.LoadNow(t.Context(), "")
					if err != nil {
						t.Error(err)
						return
					}
					var got int
					fmt.Sscan(string(c.(number)), &got)
					if got < n {
						t.Errorf("written %d, read %d", n, got)
					}
				})
			}
		}
		calls.Wait()
		want(t, "loads", s.loads.Load(), int64(2))
	})
}

func TestLoadNowOutlivesTheFirstCaller(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		fresh := func(ctx context.Context) <-chan error {
			result := make(chan error, 1)
			go func() {
				_, err := screen.LoadNow(ctx, "")
				result <- err
			}()
			synctest.Wait()
			return result
		}
		fresh(t.Context())
		ctx, cancel := context.WithCancel(t.Context())
		first, second := fresh(ctx), fresh(t.Context()) // they share what comes next
		time.Sleep(1500 * time.Millisecond)
		cancel()
		want(t, "first", <-first, context.Canceled)
		want(t, "second", <-second, error(nil))
		want(t, "loads", s.loads.Load(), int64(2))
	})
}

// A screen loads again if a topic that a load revealed was notified while the load ran.
func TestReadAfterSubscribe(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		synctest.Wait() // the load has read 0, and has not said yet what it depends on
		s.number.Store(1)
		h.Notify("number")
		time.Sleep(5 * time.Second)
		if !strings.HasSuffix(w.data(), "n=1") {
			t.Errorf("the change is lost: %s", w.data())
		}
	})
}

func TestChangingTopics(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{topics: func(n int64) []string { return []string{fmt.Sprint("topic:", n)} }}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		for n := range 5 {
			time.Sleep(time.Second)
			s.number.Store(int64(n + 1))
			h.Notify(fmt.Sprint("topic:", n))
		}
		time.Sleep(time.Second)
		want(t, "got", w.data(), "n=0 n=1 n=2 n=3 n=4 n=5")
		want(t, "topics", h.Count().Topics, 1)
		loads := s.loads.Load()
		h.Notify("topic:0")
		time.Sleep(time.Second)
		want(t, "loads after a notification on an old topic", s.loads.Load(), loads)
	})
}

// A change between the document and its stream is never missed: 10,000 trials with random timing.
func TestNoNotificationLostBeforeTheStream(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		// Some streams find the document's screen, some do not.
		h.IdleTimeout = 100 * time.Microsecond
		s := &fakeDB{slow: 20 * time.Microsecond}
		rng := rand.New(rand.NewPCG(1, 2))
		pause := func(most int) { time.Sleep(time.Duration(rng.IntN(most)) * time.Microsecond) }
		for trial := range 10000 {
			writes := make(chan struct{})
			delay := time.Duration(rng.IntN(250)) * time.Microsecond
			go func() {
				defer close(writes)
				time.Sleep(delay)
				s.number.Add(1)
				h.Notify("number")
			}()
			pause(50)
			doc := h.Open("k", s)
			c, err := doc.LoadNow(t.Context(), "")
			doc.Release()
			if err != nil {
				t.Fatal(err)
			}
			pause(200)
			screen := h.Open("k", s)
			w := connect(screen, string(c.(number)), options{})
			<-writes
			time.Sleep(200 * time.Millisecond)
			held := string(c.(number))
			for _, e := range w.events() {
				held = e.id
			}
			if now := fmt.Sprint(s.number.Load()); held != now {
				t.Fatalf("trial %d: the tab shows %s, the database holds %s", trial, held, now)
			}
			w.close()
			screen.Release()
		}
	})
}

func TestReconnectWithCurrentVersionIsSilent(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		c, _ := screen.LoadNow(t.Context(), "")
		w := connect(screen, string(c.(number)), options{})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "got", w.data(), "")
		want(t, "loads: the stream needs none", s.loads.Load(), int64(1))
	})
}

// A client may have something newer than this server knows of. It must not be sent older content.
func TestStreamIsNotSentOlderContent(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		first := connect(screen, "", options{})
		defer first.close()
		time.Sleep(time.Second)
		s.number.Store(7) // written by another node, not notified here yet
		w := connect(screen, "7", options{})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "got", w.data(), "")
		want(t, "the other tab gets it too", first.data(), "n=0 n=7")
	})
}

// The same, if a load has started already when the client connects.
func TestStreamIsNotSentOlderContentWhileLoading(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		first := connect(screen, "", options{})
		defer first.close()
		time.Sleep(500 * time.Millisecond) // the load has read 0
		s.number.Store(7)                  // written by another node, not notified here yet
		w := connect(screen, "7", options{})
		defer w.close()
		time.Sleep(5 * time.Second)
		want(t, "got", w.data(), "")
		want(t, "the other tab gets it too", first.data(), "n=0 n=7")
		want(t, "loads", s.loads.Load(), int64(2))
	})
}

func TestBackOffAfterFailedLoads(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		s.fails.Store(true)
		h.Notify("number")
		time.Sleep(10 * time.Minute)
		if n := s.loads.Load(); n < 10 || n > 30 {
			t.Errorf("%d tries in ten minutes without a database", n)
		}
		late := connect(screen, "0", options{}) // comes meanwhile
		defer late.close()
		time.Sleep(time.Millisecond)
		loads := s.loads.Load()
		s.fails.Store(false)
		time.Sleep(2 * time.Minute)
		want(t, "one more load brings it back", s.loads.Load(), loads+1)
		want(t, "got", w.data(), "n=0 "+errDown.Error()+" fresh")
		want(t, "late got", late.data(), errDown.Error()+" fresh")
	})
}

func TestExpiry(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		start := time.Now()
		s.until = func() time.Time {
			s.number.Store(int64(time.Since(start)/time.Minute) + 1)
			return start.Add(time.Duration(s.number.Load()) * time.Minute)
		}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		time.Sleep(3*time.Minute + time.Second)
		w.close()
		want(t, "loads", s.loads.Load(), int64(4))
		time.Sleep(time.Hour)
		want(t, "loads while no tab is open", s.loads.Load(), int64(4))
	})
}

func TestPanicInLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		screen := h.Open("k", &fakeDB{topics: func(int64) []string { panic("boom") }})
		defer screen.Release()
		_, err := screen.LoadNow(t.Context(), "")
		p, ok := errors.AsType[*PanicError](err)
		if !ok || p.Value != "boom" || len(p.Stack) == 0 {
			t.Errorf("got %v", err)
		}
	})
}

func TestIdleScreensAreEvicted(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		open := func(key any) {
			screen := h.Open(key, s)
			if _, err := screen.LoadNow(t.Context(), ""); err != nil {
				t.Error(err)
			}
			screen.Release()
		}
		open("k")
		time.Sleep(h.IdleTimeout - time.Second)
		want(t, "kept", h.Count(), Counts{Screens: 1, Topics: 1})
		open("k")
		time.Sleep(h.IdleTimeout - time.Second)
		want(t, "kept from the last use", h.Count().Screens, 1)
		time.Sleep(2 * time.Second)
		want(t, "freed", h.Count(), Counts{})
		for n := range 5000 {
			open(n)
		}
		want(t, "many addresses", h.Count().Screens, h.MaxIdleScreens)
	})
}

func TestResyncAfterLostNotifications(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := connect(screen, "", options{})
		defer w.close()
		time.Sleep(time.Second)
		s.number.Store(1) // and the notification is lost
		h.Resync(time.Minute)
		time.Sleep(time.Minute)
		want(t, "got", w.data(), "n=0 n=1")
	})
}

func TestNotificationLog(t *testing.T) {
	var n notificationLog
	n.add("a")
	before := n.last
	want(t, "a, before", n.mayHaveChanged("a", before), false)
	n.add("b")
	want(t, "b", n.mayHaveChanged("b", before), true)
	want(t, "a", n.mayHaveChanged("a", before), false)
	for i := range 3 * maxNotifications {
		n.add(fmt.Sprint(i))
	}
	want(t, "too long ago to know", n.mayHaveChanged("never named", before), true)
	want(t, "just now", n.mayHaveChanged("never named", n.last), false)
	if size := len(n.new) + len(n.old); size > 2*maxNotifications {
		t.Errorf("%d notifications kept", size)
	}
}
