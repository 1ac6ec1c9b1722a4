package snapshot

import (
	"flag"
	"math/rand/v2"
	"testing"
)

var trees = flag.Int("trees", 5000, "pairs of random trees in TestRandomTrees")

// TestRandomTrees holds the law: a patch that is sent makes the new body, byte for byte. Nearly all
// small changes are sent.
func TestRandomTrees(t *testing.T) {
	g := &randomTrees{Rand: rand.New(rand.NewPCG(1, 2))}
	sent, total, bytes, whole := 0, 0, 0, 0
	for n := range *trees {
		g.wild = n%4 == 0
		before, after := g.pair()
		old, new := New("a", before), New("a", after)
		delta, ok := Diff(old, new)
		if old.lazyIndex == nil || new.lazyIndex == nil {
			t.Fatalf("not canonical:\n%s\n%s", before, after)
		}
		if !g.wild {
			total++
		}
		if !ok {
			continue
		}
		if !g.wild {
			sent++
			bytes += len(delta)
			whole += len(new.Body)
		}
		got, err := Apply(old, delta)
		if err != nil || got.Version != new.Version {
			t.Fatalf("%s: %v\nold %s\nnew %s\ngot %s", delta, err, old.Body, new.Body, got.Body)
		}
	}
	t.Logf("%d of %d sent, %d bytes of %d", sent, total, bytes, whole)
}

// The replay, which keeps wrong patches from being sent, has nothing to refuse.
func TestEveryDiffVerifies(t *testing.T) {
	g := &randomTrees{Rand: rand.New(rand.NewPCG(1, 2))}
	for n := range *trees {
		g.wild = n%4 == 0
		before, after := g.pair()
		old, new := New("a", before), New("a", after)
		if delta, ok := diffWhatever(old, new); !ok {
			t.Fatalf("refused: %s\n%s\n%s", delta, old.Body, new.Body)
		}
	}
}
