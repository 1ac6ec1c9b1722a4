package sse

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A shelf is a tiny database with one number in it, and the source of a screen that shows it.
type shelf struct {
	number atomic.Int64
	loads  atomic.Int64
	fails  atomic.Bool
	topics func(number int64) []string
	slow   time.Duration
	until  func() time.Time
}

type figure string

func (s figure) Version() string { return string(s) }
func (s figure) Since(held string, _ bool) (*Frame, bool) {
	return NewFrame(&Event{ID: []byte(s), Data: []byte("n=" + string(s))}), held == string(s)
}

var errDown = errors.New("the database is down")

func (s *shelf) Load(ctx context.Context, _ Content) (Loaded, error) {
	s.loads.Add(1)
	if s.fails.Load() {
		return Loaded{}, errDown
	}
	n := s.number.Load()
	if s.slow > 0 {
		select {
		case <-time.After(s.slow):
		case <-ctx.Done():
			return Loaded{}, ctx.Err()
		}
	}
	l := Loaded{Content: figure(fmt.Sprint(n)), Topics: []string{"shelf"}}
	if s.topics != nil {
		l.Topics = s.topics(n)
	}
	if s.until != nil {
		l.Until = s.until()
	}
	return l, nil
}

func (s *shelf) Again(bool) *Frame { return freshEvent }

func (s *shelf) Stale(err error, _ bool) (*Frame, bool) {
	return NewFrame(&Event{Event: []byte("stale"), Data: []byte(err.Error())}), errors.Is(err, errGone)
}

var errGone = errors.New("gone")

// A watcher is a tab without a network: it collects what its stream is sent.
type watcher struct {
	cancel context.CancelFunc
	done   chan struct{}
	err    error

	mu  sync.Mutex
	got strings.Builder
}

func (w *watcher) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.got.Write(p)
}

func (w *watcher) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.got.String()
}

// data returns the data of all events so far, joined by spaces.
func (w *watcher) data() string {
	var all []string
	for _, e := range parse(w.text()) {
		all = append(all, string(e.Data))
	}
	return strings.Join(all, " ")
}

func (w *watcher) close() {
	w.cancel()
	<-w.done
}

type recorder struct {
	*httptest.ResponseRecorder
	to *watcher
}

func (r recorder) Write(p []byte) (int, error) { return r.to.Write(p) }

var freshEvent = NewFrame(&Event{Event: []byte("fresh"), Data: []byte("fresh")})

func watch(s *Screen, held string, st Stream) *watcher {
	return watchAll(st, Sub{s, held})
}

// serve is a whole handler.
func serve(h *Hub, w http.ResponseWriter, r *http.Request, st Stream, page Sub, parts ...Sub) error {
	stay, err := h.Serve(w, r, st, page, parts...)
	if stay != nil {
		stay()
	}
	return err
}

func watchAll(st Stream, page Sub, parts ...Sub) *watcher {
	ctx, cancel := context.WithCancel(context.Background())
	w := &watcher{cancel: cancel, done: make(chan struct{})}
	if st.Hello == nil {
		st.Hello = heartbeatFrame
	}
	st.Bye = NewFrame(&Event{Event: []byte("reload"), Data: []byte("bye")})
	go func() {
		defer close(w.done)
		r := httptest.NewRequest("GET", "/", nil).WithContext(ctx)
		w.err = serve(page.Screen.hub, recorder{httptest.NewRecorder(), w}, r, st, page, parts...)
	}()
	return w
}

// bubble runs a test in fake time, with a hub that ends with it.
func bubble(t *testing.T, test func(t *testing.T, h *Hub)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := NewHub()
		defer h.Close()
		test(t, h)
	})
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestOneChangeOneLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		var tabs []*watcher
		for range 1000 {
			tabs = append(tabs, watch(screen, "", Stream{}))
		}
		synctest.Wait()
		want(t, "loads for 1000 tabs that come at once", s.loads.Load(), int64(1))
		time.Sleep(time.Second)
		s.number.Store(1)
		h.Notify("shelf")
		time.Sleep(time.Second)
		want(t, "loads after one change", s.loads.Load(), int64(2))
		for _, w := range tabs {
			want(t, "a tab got", w.data(), "n=0 n=1")
			w.close()
		}
	})
}

// The first notice acts at once, the last one is never lost, and between them is at most one load in an interval.
func TestCoalescing(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		defer w.close()
		time.Sleep(time.Second)
		s.loads.Store(0)
		for n := range 1000 {
			s.number.Store(int64(n + 1))
			h.Notify("shelf")
			if n == 0 {
				synctest.Wait()
				want(t, "leading edge", s.loads.Load(), int64(1))
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Second)
		if n := s.loads.Load(); n > 22 {
			t.Errorf("%d loads in a second, at an interval of %v", n, h.Interval)
		}
		if !strings.HasSuffix(w.data(), " n=1000") {
			t.Errorf("the last change is missing: %s", w.data())
		}
	})
}

// A call never gets what was loaded before it came.
func TestFresh(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		var calls sync.WaitGroup
		for n := range 5 {
			time.Sleep(100 * time.Millisecond)
			s.number.Store(int64(n)) // no notice: it is the call that must see it
			for range 10 {
				calls.Go(func() {
					c, err := screen.Fresh(t.Context())
					if err != nil {
						t.Error(err)
						return
					}
					var got int
					fmt.Sscan(c.Version(), &got)
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

func TestFreshOutlivesItsFirstCaller(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		fresh := func(ctx context.Context) <-chan error {
			result := make(chan error, 1)
			go func() {
				_, err := screen.Fresh(ctx)
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

// A load that reveals a topic runs again if that topic was named while it ran.
func TestReadAfterSubscribe(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		defer w.close()
		synctest.Wait() // the load has read 0, and has not said yet what it depends on
		s.number.Store(1)
		h.Notify("shelf")
		time.Sleep(5 * time.Second)
		if !strings.HasSuffix(w.data(), "n=1") {
			t.Errorf("the change is lost: %s", w.data())
		}
	})
}

func TestTopicsThatChange(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{topics: func(n int64) []string { return []string{fmt.Sprint("topic:", n)} }}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
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
		want(t, "loads after a notice on a topic of the past", s.loads.Load(), loads)
	})
}

// A change between the document and its stream is never missed: 10,000 trials of random timing.
func TestNothingLostBeforeTheStream(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.Grace = 100 * time.Microsecond // some streams find the document's screen, some do not
		s := &shelf{slow: 20 * time.Microsecond}
		rng := rand.New(rand.NewPCG(1, 2))
		pause := func(most int) { time.Sleep(time.Duration(rng.IntN(most)) * time.Microsecond) }
		for trial := range 10000 {
			writes := make(chan struct{})
			delay := time.Duration(rng.IntN(250)) * time.Microsecond
			go func() {
				defer close(writes)
				time.Sleep(delay)
				s.number.Add(1)
				h.Notify("shelf")
			}()
			pause(50)
			doc := h.Open("k", s)
			c, err := doc.Fresh(t.Context())
			doc.Release()
			if err != nil {
				t.Fatal(err)
			}
			pause(200)
			screen := h.Open("k", s)
			w := watch(screen, c.Version(), Stream{})
			<-writes
			time.Sleep(200 * time.Millisecond)
			held := c.Version()
			for _, e := range parse(w.text()) {
				held = string(e.ID)
			}
			if now := fmt.Sprint(s.number.Load()); held != now {
				t.Fatalf("trial %d: the tab shows %s, the database holds %s", trial, held, now)
			}
			w.close()
			screen.Release()
		}
	})
}

func TestStreamOfCurrentVersionIsSilent(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		c, _ := screen.Fresh(t.Context())
		w := watch(screen, c.Version(), Stream{Hello: helloFrame})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "got", w.data(), "hello")
		want(t, "loads: the stream needs none", s.loads.Load(), int64(1))
	})
}

// A tab may hold something newer than this node has heard of: it must not be taken back.
func TestStreamNeverTakesBack(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		first := watch(screen, "", Stream{})
		defer first.close()
		time.Sleep(time.Second)
		s.number.Store(7) // written by another node, whose notice has not come yet
		w := watch(screen, "7", Stream{})
		defer w.close()
		time.Sleep(time.Second)
		want(t, "got", w.data(), "")
		want(t, "the other tab is told too", first.data(), "n=0 n=7")
	})
}

// Nor by a load that had begun when it came.
func TestStreamNeverTakesBackWhileLoading(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{slow: time.Second}
		screen := h.Open("k", s)
		defer screen.Release()
		first := watch(screen, "", Stream{})
		defer first.close()
		time.Sleep(500 * time.Millisecond) // the load has read 0
		s.number.Store(7)                  // written by another node, whose notice has not come yet
		w := watch(screen, "7", Stream{})
		defer w.close()
		time.Sleep(5 * time.Second)
		want(t, "got", w.data(), "")
		want(t, "the other tab is told too", first.data(), "n=0 n=7")
		want(t, "loads", s.loads.Load(), int64(2))
	})
}

func TestStaleAndBack(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		h.MaxAge = time.Hour
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		defer w.close()
		time.Sleep(time.Second)
		s.fails.Store(true)
		h.Notify("shelf")
		time.Sleep(10 * time.Minute)
		if n := s.loads.Load(); n < 10 || n > 30 {
			t.Errorf("%d tries in ten minutes without a database", n)
		}
		late := watch(screen, "0", Stream{}) // comes meanwhile
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

func TestUntil(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		start := time.Now()
		s.until = func() time.Time {
			s.number.Store(int64(time.Since(start)/time.Minute) + 1)
			return start.Add(time.Duration(s.number.Load()) * time.Minute)
		}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		time.Sleep(3*time.Minute + time.Second)
		w.close()
		want(t, "loads", s.loads.Load(), int64(4))
		time.Sleep(time.Hour)
		want(t, "loads while nobody looks", s.loads.Load(), int64(4))
	})
}

func TestPanicIsAnError(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		screen := h.Open("k", &shelf{topics: func(int64) []string { panic("boom") }})
		defer screen.Release()
		_, err := screen.Fresh(t.Context())
		p, ok := errors.AsType[*PanicError](err)
		if !ok || p.Value != "boom" || len(p.Stack) == 0 {
			t.Errorf("got %v", err)
		}
	})
}

func TestGrace(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		open := func(key any) {
			screen := h.Open(key, s)
			if _, err := screen.Fresh(t.Context()); err != nil {
				t.Error(err)
			}
			screen.Release()
		}
		open("k")
		time.Sleep(h.Grace - time.Second)
		want(t, "kept", h.Count(), Counts{Screens: 1, Topics: 1})
		open("k")
		time.Sleep(h.Grace - time.Second)
		want(t, "kept from the last use", h.Count().Screens, 1)
		time.Sleep(2 * time.Second)
		want(t, "freed", h.Count(), Counts{})
		for n := range 5000 {
			open(n)
		}
		want(t, "a flood of addresses", h.Count().Screens, h.MaxIdle)
	})
}

func TestGap(t *testing.T) {
	bubble(t, func(t *testing.T, h *Hub) {
		s := &shelf{}
		screen := h.Open("k", s)
		defer screen.Release()
		w := watch(screen, "", Stream{})
		defer w.close()
		time.Sleep(time.Second)
		s.number.Store(1) // and its notice is lost
		h.Gap(time.Minute)
		time.Sleep(time.Minute)
		want(t, "got", w.data(), "n=0 n=1")
	})
}

func TestNotices(t *testing.T) {
	var n notices
	n.add("a")
	before := n.count
	want(t, "a, before", n.since("a", before), false)
	n.add("b")
	want(t, "b", n.since("b", before), true)
	want(t, "a", n.since("a", before), false)
	for i := range 3 * maxNotices {
		n.add(fmt.Sprint(i))
	}
	want(t, "too long ago to know", n.since("never named", before), true)
	want(t, "just now", n.since("never named", n.count), false)
	if size := len(n.new) + len(n.old); size > 2*maxNotices {
		t.Errorf("%d notices kept", size)
	}
}
