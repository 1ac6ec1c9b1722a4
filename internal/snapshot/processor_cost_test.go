//go:build unix && !race

package snapshot

import (
	"context"
	"io"
	"math/rand/v2"
	"runtime/debug"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/pages"
)

// TestProcessorTime holds that the difference and its check cost less than a quarter of the render,
// and says what the rest costs: about a fifth for the canonical form with the sum, and as much for
// the index of the new body. It counts processor time and takes the best of many rounds, so that it
// holds on a busy machine too.
func TestProcessorTime(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it compares processor times")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	r := rand.New(rand.NewPCG(1, 1))
	for _, size := range []int{200, 1000} {
		board := pages.NewBoard(r, size)
		old := take(t, "Orders", pages.Orders(*board))
		old.index()
		render := cost(func() { _ = pages.Orders(*board).Render(context.Background(), io.Discard) })
		canon := cost(func() { New(old.Title, old.Body) })
		index := cost(func() { newIndex(old.Body) })
		t.Logf("%d rows: render %v; canonical and sum %v, %.0f %%; index %v, %.0f %%", size, render, canon, percent(canon, render), index, percent(index, render))
		if percent(canon, render) > 40 {
			t.Errorf("canonical form and sum cost %.0f %% of the render", percent(canon, render))
		}
		for _, c := range changes {
			changed := board.Clone()
			c.change(changed, r)
			new := take(t, "Orders", pages.Orders(*changed))
			new.index()
			diff := cost(func() { Diff(old, new) })
			t.Logf("%10s: diff and check %v, %.1f %%; with the index %.0f %%", c.name, diff, percent(diff, render), percent(diff+index, render))
			if percent(diff, render) > 25 || percent(diff+index, render) > 50 {
				t.Errorf("%s: difference and check cost %.0f %% of the render, with the index %.0f %%", c.name, percent(diff, render), percent(diff+index, render))
			}
			if allocs := testing.AllocsPerRun(100, func() { Diff(old, new) }); allocs > 2 {
				t.Errorf("%s: %v allocations", c.name, allocs)
			}
		}
	}
}

func percent(part, whole time.Duration) float64 { return 100 * float64(part) / float64(whole) }
