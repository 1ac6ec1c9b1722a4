package store_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/goldfish-go/goldfish/store"
)

func TestMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := store.Memory()
		_, a := attempt(t, "key", "body")
		if _, found, _ := m.Find(t.Context(), a.Submission); found {
			t.Error("found before it was done")
		}
		want := store.Outcome{Next: "/next"}
		_ = m.Settle(t.Context(), a, want)
		if o, found, _ := m.Find(t.Context(), a.Submission); !found || o != want {
			t.Errorf("got %v, %t", o, found)
		}
		time.Sleep(store.MemoryKeep + time.Second)
		if _, found, _ := m.Find(t.Context(), a.Submission); found {
			t.Error("an old outcome is kept")
		}
	})
}

func TestMemoryForgets(t *testing.T) {
	m := store.Memory()
	var all []*store.Attempt
	for i := range store.MemorySubmissions + 10 {
		_, a := attempt(t, fmt.Sprint(i), "body")
		_ = m.Settle(t.Context(), a, store.Outcome{})
		all = append(all, a)
	}
	for i, want := range map[int]bool{0: false, 9: false, 20: true, len(all) - 1: true} {
		if _, found, _ := m.Find(t.Context(), all[i].Submission); found != want {
			t.Errorf("submission %d: found %t", i, found)
		}
	}
}
