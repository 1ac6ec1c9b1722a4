package live

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// A bigLoader loads content of 1000 bytes that keeps its charge.
type bigLoader struct{ fakeDB }

type bigContent struct {
	number
	charge *Charge
}

func (b *bigLoader) Load(ctx context.Context, last testContent, charge *Charge) (testLoaded, error) {
	l, err := b.fakeDB.Load(ctx, last, charge)
	if err == nil {
		l.Content, l.Size = &bigContent{l.Content.(number), charge}, 1000
	}
	return l, err
}

// If content was evicted, the screen loads it again, once, for all tabs that need it. Tabs that
// have its version get nothing.
func TestEvictedContent(t *testing.T) {
	for _, first := range []bool{true, false} {
		t.Run(fmt.Sprint("first subscription ", first), func(t *testing.T) {
			bubble(t, func(t *testing.T, h *testHub) {
				h.CacheBytes = 1500
				db := &bigLoader{}
				screen, page, other := h.Open("k", db), h.Open("page", &fakeDB{}), h.Open("other", &bigLoader{})
				defer screen.Release()
				defer page.Release()
				defer other.Release()
				open := func(version string) *client {
					if first {
						return connect(screen, version, options{})
					}
					return connectAll(options{}, sub{Screen: page, Version: "0"}, sub{Screen: screen, Version: version})
				}
				evict := func() {
					t.Helper()
					if _, err := other.LoadNow(t.Context(), ""); err != nil {
						t.Fatal(err)
					}
					want(t, "content", h.Cached("k"), testContent(nil))
				}
				current := open("0")
				defer current.close()
				time.Sleep(time.Second)
				evict()
				time.Sleep(time.Minute)
				want(t, "loads while nobody needs the content", db.loads.Load(), int64(1))
				late := open("0")
				defer late.close()
				empty, second := open(""), open("")
				defer empty.close()
				defer second.close()
				time.Sleep(time.Minute)
				want(t, "loads for two that need it", db.loads.Load(), int64(2))
				want(t, "got", empty.data(), "n=0")
				want(t, "second got", second.data(), "n=0")
				want(t, "current got", current.data(), "")
				want(t, "late got", late.data(), "")
				evict()
				db.number.Store(1)
				h.Notify("number")
				time.Sleep(time.Second)
				for _, c := range []*client{current, late, empty, second} {
					want(t, "the last event", c.events()[len(c.events())-1].data, "n=1")
				}
				want(t, "loads for the change", db.loads.Load(), int64(3))
			})
		})
	}
}

// If content is evicted again and again, the screen loads it at most once in MinLoadInterval, and
// not at all when no tab needs it any more.
func TestEvictionAgainAndAgain(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.CacheBytes = 1500
		db, other := &bigLoader{}, h.Open("other", &bigLoader{})
		screen := h.Open("k", db)
		defer screen.Release()
		defer other.Release()
		if err := h.Prepare(t.Context(), "", sub{Screen: screen}); err != nil {
			t.Fatal(err)
		}
		tab := h.Attach(options{Subscriptions: []sub{{Screen: screen}}}, &client{wakeups: make(chan struct{}, 1)})
		synctest.Wait()
		for range 1000 {
			_, _ = other.LoadNow(t.Context(), "")
			if e, _ := tab.Next(); e != nil {
				t.Fatal("the content was not evicted")
			}
			time.Sleep(time.Millisecond)
			synctest.Wait()
		}
		if n := db.loads.Load(); n < 10 || n > 24 {
			t.Errorf("%d loads in a second, at an interval of %v", n, h.MinLoadInterval)
		}
		tab.Close()
		synctest.Wait()
		loads := db.loads.Load()
		c := connect(screen, "0", options{})
		defer c.close()
		time.Sleep(time.Minute)
		want(t, "loads without a tab that needs the content", db.loads.Load(), loads)
	})
}

func TestCached(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		want(t, "no screen", h.Cached("k"), testContent(nil))
		s := &fakeDB{}
		screen := h.Open("k", s)
		defer screen.Release()
		want(t, "nothing loaded", h.Cached("k"), testContent(nil))
		if _, err := screen.LoadNow(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		want(t, "loaded", h.Cached("k"), testContent(number("0")))
		s.fails.Store(true)
		_, _ = screen.LoadNow(t.Context(), "")
		want(t, "the last that there was", h.Cached("k"), testContent(number("0")))
		want(t, "screens", h.Count().Screens, 1)
		want(t, "loads", s.loads.Load(), int64(2))
	})
}
