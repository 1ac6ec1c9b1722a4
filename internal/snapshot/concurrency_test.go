package snapshot

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/pages"
)

// Many requests may ask for differences of the same bodies at once, while somebody saves memory.
func TestConcurrentDiff(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	board := pages.NewBoard(r, 50)
	old := take(t, "Orders", pages.Orders(*board))
	board.Rows20(r)
	new := take(t, "Orders", pages.Orders(*board))
	want, ok := Diff(old, new)
	if !ok {
		t.Fatal("no patch")
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for range 20 {
				if n == 0 {
					old.DropIndex()
					new.DropIndex()
				}
				if got, _ := Diff(old, new); string(got) != string(want) {
					t.Errorf("%s", got)
				}
				_ = old.Size()
			}
		})
	}
	wg.Wait()
}
