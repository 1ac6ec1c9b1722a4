package live

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// A hub counts the content that its screens have, with what the content says that it grew by.
func TestCacheBytes(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		db := &bigLoader{}
		screen := h.Open("key", db)
		for n := range int64(3) {
			db.number.Store(n)
			if _, err := screen.LoadNow(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
			want(t, "bytes after a load", h.Count().CacheBytes, int64(1000))
		}
		content := h.Cached("key").(*bigContent)
		content.charge.Grow(500)
		want(t, "bytes after it grew", h.Count().CacheBytes, int64(1500))
		screen.Release()
		want(t, "bytes of an idle screen", h.Count().CacheBytes, int64(1500))
		time.Sleep(h.IdleTimeout + time.Second)
		want(t, "bytes when the screen is removed", h.Count().CacheBytes, int64(0))
		content.charge.Grow(500)
		want(t, "bytes of what no screen has", h.Count().CacheBytes, int64(0))
	})
}

// A load that ends after its screen was removed leaves nothing behind.
func TestCacheBytesOfLateLoad(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.IdleTimeout, h.LoadTimeout = 0, time.Hour
		screen := h.Open("key", lateLoader{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := screen.LoadNow(ctx, ""); err == nil {
			t.Fatal("the load did not take a minute")
		}
		screen.Release()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		want(t, "bytes", h.Count().CacheBytes, int64(0))
	})
}

// A lateLoader takes a minute and ignores its context.
type lateLoader struct{ *fakeDB }

func (lateLoader) Load(context.Context, testContent, *Charge) (testLoaded, error) {
	time.Sleep(time.Minute)
	return testLoaded{Content: number("1"), Version: "1", Size: 1000}, nil
}

// The hub evicts the content of the screens that changed least recently, and never the newest.
func TestEvictionOrder(t *testing.T) {
	bubble(t, func(t *testing.T, h *testHub) {
		h.CacheBytes = 3500
		var dbs [5]*bigLoader
		load := func(n int) {
			t.Helper()
			if dbs[n] == nil {
				dbs[n] = &bigLoader{}
			}
			screen := h.Open(n, dbs[n])
			defer screen.Release()
			if _, err := screen.LoadNow(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
		}
		cached := func() (list string) {
			for n := range dbs {
				if h.Cached(n) != nil {
					list += fmt.Sprint(n)
				}
			}
			return list
		}
		for n := range 4 {
			load(n)
		}
		want(t, "cached after four", cached(), "123")
		dbs[1].number.Store(1)
		load(1)
		load(4)
		want(t, "cached after a change and one more", cached(), "134")
		want(t, "bytes", h.Count().CacheBytes, int64(3000))
		h.Cached(3).(*bigContent).charge.Grow(600)
		want(t, "cached after one grew", cached(), "14")
		h.Cached(4).(*bigContent).charge.Grow(1 << 20)
		want(t, "cached after the newest grew over the limit", cached(), "4")
	})
}
