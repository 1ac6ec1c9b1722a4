package snapshot

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goldfish-go/goldfish/internal/test/pages"
)

func TestHistoryDeltaFrom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	board := pages.NewBoard(r, 50)
	shots := []Snapshot{take(t, "Orders", pages.Orders(*board))}
	h := NewHistory(shots[0])
	for n := range 40 {
		old := shots[len(shots)-1]
		changes[n%5].change(board, r)
		new := take(t, fmt.Sprint("Orders ", n), pages.Orders(*board))
		h = h.Next(old, new)
		shots = append(shots, new)
		for k, s := range shots {
			delta, ok := h.DeltaFrom(s.Version)
			if behind := len(shots) - 1 - k; ok != (behind <= min(len(h.steps), maxSteps)) {
				t.Fatalf("%d behind: known %t", behind, ok)
			}
			if !ok {
				continue
			}
			got, err := Apply(s, delta)
			if err != nil || got.Version != new.Version || got.Title != new.Title {
				t.Fatalf("%s: %v", delta, err)
			}
		}
		if h.Version() != new.Version || h.Size() > len(new.Body) {
			t.Fatalf("version %s, %d bytes", h.Version(), h.Size())
		}
	}
	if len(h.steps) < 8 {
		t.Errorf("only %d steps are known", len(h.steps))
	}
	if _, ok := h.DeltaFrom(""); ok {
		t.Error("no version is known")
	}
}

func TestHistoryDropsOldPatches(t *testing.T) {
	a, b, whole := New("", "<p id=\"a\">1</p>"), New("", "<p id=\"a\">2</p>"), New("", strings.Repeat("<div>something else</div>", 99))
	h := NewHistory(a).Next(a, b)
	if h = h.Next(b, b); h.Version() != b.Version {
		t.Errorf("equal bodies: %s", h.Version())
	}
	if _, ok := h.DeltaFrom(a.Version); !ok {
		t.Error("the step is not known")
	}
	if h = h.Next(b, a); len(h.steps) != 1 && len(h.steps) != 2 {
		t.Errorf("%d steps", len(h.steps))
	}
	if delta, _ := h.DeltaFrom(a.Version); string(delta) != "[]" {
		t.Errorf("a version that came again: %s", delta)
	}
	if h = h.Next(a, whole); h.Version() != whole.Version {
		t.Errorf("version %s", h.Version())
	}
	if _, ok := h.DeltaFrom(a.Version); ok {
		t.Error("a way over a body that is sent whole")
	}
	if h = h.Next(a, b); h.Version() != b.Version || len(h.steps) != 1 {
		t.Errorf("a history of another body goes on: %d steps", len(h.steps))
	}
}

func TestUTF16Index(t *testing.T) {
	g := &randomTrees{Rand: rand.New(rand.NewPCG(5, 6))}
	for range 200 {
		_, s := g.pair()
		r := newUTF16Index(s)
		n := 0
		for i, c := range s + "." {
			if got := r.units(s, i); got != n {
				t.Fatalf("byte %d is unit %d, not %d of %q", i, got, n, s)
			}
			if got, ok := r.bytes(s, n); !ok || got != i {
				t.Fatalf("unit %d is byte %d (%t), not %d of %q", n, got, ok, i, s)
			}
			if n++; c >= 0x10000 {
				if _, ok := r.bytes(s, n); ok {
					t.Fatalf("unit %d is in the middle of %q", n, c)
				}
				n++
			}
		}
		if _, ok := r.bytes(s, n); ok && utf8.ValidString(s) {
			t.Fatalf("unit %d is outside", n)
		}
	}
}
