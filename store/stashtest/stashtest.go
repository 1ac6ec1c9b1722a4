// Package stashtest checks that a backend of stashes keeps its contract.
package stashtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/store"
)

// Run checks a backend. Open returns it, as another node sees it each time: what one has put,
// another one gets. Expire makes all that is kept expire; nil: the test waits two seconds.
func Run(t *testing.T, open func(*testing.T) store.StashBackend, expire func(*testing.T)) {
	one, two := open(t), open(t)
	t.Run("put and get", func(t *testing.T) { putAndGet(t, one, two) })
	t.Run("nothing of this id", func(t *testing.T) { notFound(t, one) })
	t.Run("the first data count", func(t *testing.T) { first(t, one, two) })
	t.Run("at the same time", func(t *testing.T) { concurrent(t, one, two) })
	t.Run("expiry", func(t *testing.T) { expiry(t, one, expire) })
	t.Run("a context that is over", func(t *testing.T) { cancelled(t, one) })
	t.Run("typed", func(t *testing.T) { typed(t, one, two) })
}

func get(t *testing.T, b store.StashBackend, id string) []byte {
	t.Helper()
	data, err := b.GetStash(t.Context(), id)
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return data
}

func put(t *testing.T, b store.StashBackend, id string, data []byte, ttl time.Duration) {
	t.Helper()
	if err := b.PutStash(t.Context(), id, data, ttl); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
}

func putAndGet(t *testing.T, one, two store.StashBackend) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for id, data := range map[string][]byte{"small": []byte("{}"), "bytes": all, "large": bytes.Repeat(all, 256)} {
		put(t, one, id, data, time.Hour)
		if got := get(t, two, id); !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes come back, want %d", id, len(got), len(data))
		}
	}
}

func notFound(t *testing.T, b store.StashBackend) {
	if data, err := b.GetStash(t.Context(), "unknown"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%q, %v; want ErrNotFound", data, err)
	}
}

func first(t *testing.T, one, two store.StashBackend) {
	put(t, one, "first", []byte("one"), time.Hour)
	put(t, two, "first", []byte("two"), time.Hour)
	if got := get(t, one, "first"); string(got) != "one" {
		t.Errorf("%s, want the data that were put first", got)
	}
}

func concurrent(t *testing.T, backends ...store.StashBackend) {
	var wg sync.WaitGroup
	for i := range 20 {
		b := backends[i%len(backends)]
		wg.Go(func() {
			id := fmt.Sprint("same", i%4)
			if err := b.PutStash(t.Context(), id, []byte(id), time.Hour); err != nil {
				t.Error(err)
			}
			if got, err := b.GetStash(t.Context(), id); string(got) != id || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	wg.Wait()
}

func expiry(t *testing.T, b store.StashBackend, expire func(*testing.T)) {
	put(t, b, "long", []byte("long"), time.Hour)
	put(t, b, "long", []byte("long"), time.Second) // the later expiry counts
	put(t, b, "short", []byte("short"), time.Second)
	put(t, b, "longer", []byte("longer"), time.Second)
	put(t, b, "longer", []byte("longer"), time.Hour)
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		_, err := b.GetStash(t.Context(), "short")
		if errors.Is(err, store.ErrNotFound) {
			break
		}
		if err != nil || time.Now().After(end) {
			t.Fatalf("a value of one second is still there: %v", err)
		}
	}
	get(t, b, "long")
	get(t, b, "longer")
	put(t, b, "short", []byte("new"), time.Hour)
	if got := get(t, b, "short"); string(got) != "new" {
		t.Errorf("%s, want what was put after the expiry", got)
	}
	if expire == nil {
		return
	}
	expire(t)
	for _, id := range []string{"long", "short", "small"} {
		if _, err := b.GetStash(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s after its expiry: %v", id, err)
		}
	}
}

func cancelled(t *testing.T, b store.StashBackend) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, isMemory := b.(*store.Mem); isMemory {
		return
	}
	if _, err := b.GetStash(ctx, "small"); err == nil || errors.Is(err, store.ErrNotFound) {
		t.Errorf("get: %v, want the error of the context", err)
	}
	if err := b.PutStash(ctx, "cancelled", []byte("x"), time.Hour); err == nil {
		t.Error("put: no error")
	}
}

// A Filter is a value of the typed test.
type Filter struct {
	Tags []string
	Max  *int `json:",omitempty"`
}

func typed(t *testing.T, one, two store.StashBackend) {
	filters := store.NewStash[Filter]("filters", 1, store.StashOptions{})
	max := 7
	id, err := filters.Put(t.Context(), one, Filter{Tags: []string{"a", "ß"}, Max: &max})
	if err != nil {
		t.Fatal(err)
	}
	again, err := filters.Put(t.Context(), two, Filter{Tags: []string{"a", "ß"}, Max: &max})
	if again != id || err != nil {
		t.Errorf("the same value has the id %q on another node (%v), want %q", again, err, id)
	}
	got, err := filters.Get(t.Context(), two, id)
	if err != nil || len(got.Tags) != 2 || got.Tags[1] != "ß" || *got.Max != 7 {
		t.Errorf("%+v, %v", got, err)
	}
}
