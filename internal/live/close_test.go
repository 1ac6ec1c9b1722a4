package live

import (
	"sync"
	"testing"
)

// Loads that are requested while the hub closes cause neither a race nor a panic ("WaitGroup is
// reused before previous Wait has returned").
func TestLoadsWhileClosing(t *testing.T) {
	for range 500 {
		h := NewHub[*event]()
		var requests sync.WaitGroup
		for i := range 8 {
			requests.Go(func() {
				for j := range 5 {
					screen := h.Open([2]int{i, j}, &fakeDB{})
					_, _ = screen.LoadNow(t.Context(), "")
					screen.Release()
				}
			})
		}
		h.Close()
		requests.Wait()
	}
}
