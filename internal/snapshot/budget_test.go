package snapshot

import (
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/a-h/templ"

	"github.com/goldfish-go/goldfish/internal/test/pages"
	"github.com/goldfish-go/goldfish/internal/wire"
)

func take(t testing.TB, title string, body templ.Component) Snapshot {
	t.Helper()
	s, err := Render(context.Background(), title, body)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// changes are those of the study, with what an event that carries one may weigh at 200 rows: the
// median of 50.
var changes = []struct {
	name   string
	change func(*pages.Board, *rand.Rand)
	budget int
}{
	{"counter", (*pages.Board).Counter, 60},
	{"cell", (*pages.Board).Cell, 80},
	{"append", (*pages.Board).Append, 180},
	{"remove-top", (*pages.Board).RemoveTop, 60},
	{"swap", (*pages.Board).Swap, 100},
	{"rows20", (*pages.Board).Rows20, 1250},
	{"tab", (*pages.Board).TabChange, 7500}, // whole, deflated
}

func event(version string, data []byte) string {
	return fmt.Sprintf("id:%s\ndata:%s\n\n", version, data)
}

func TestDeltaSizeBudgets(t *testing.T) {
	const rows = 200
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(rows, 7))
			var weights []int
			var sample []byte
			for range 50 {
				b := pages.NewBoard(r, rows)
				old := take(t, "Orders", pages.Orders(*b))
				c.change(b, r)
				new := take(t, "Orders", pages.Orders(*b))
				delta, ok := Diff(old, new)
				if ok != (c.name != "tab") {
					t.Fatalf("sent as a patch: %t", ok)
				}
				if !ok {
					weights = append(weights, deflated(t, event(new.Version, wire.AppendString(nil, new.Body))))
					continue
				}
				weights = append(weights, len(event(new.Version, delta)))
				sample = delta
			}
			slices.Sort(weights)
			t.Logf("median %d, most %d of %d bytes: %.300s", weights[25], weights[49], c.budget, sample)
			if weights[25] > c.budget {
				t.Errorf("median %d bytes, budget %d", weights[25], c.budget)
			}
		})
	}
}

// TestDeltaSizeAgainstLiveView has the changes of the pages that are measured against Phoenix
// LiveView, and what it sends for them.
func TestDeltaSizeAgainstLiveView(t *testing.T) {
	list := pages.Tab("a")
	before := take(t, "Board", pages.List(*list))
	list.NextCells()
	for _, test := range []struct {
		name     string
		old, new Snapshot
		liveView int
	}{
		{"counter", take(t, "Counter", pages.Counter(100000)), take(t, "Counter", pages.Counter(100001)), 58},
		{"board", before, take(t, "Board", pages.List(*list)), 102},
	} {
		delta, ok := Diff(test.old, test.new)
		sent := event(test.new.Version, delta)
		t.Logf("%s: %d bytes, LiveView %d: %s", test.name, len(sent), test.liveView, delta)
		if !ok || len(sent) > test.liveView {
			t.Errorf("%s: %d bytes, LiveView %d", test.name, len(sent), test.liveView)
		}
	}
	b := take(t, "Board", pages.List(*pages.Tab("b")))
	if delta, ok := Diff(before, b); ok {
		t.Errorf("navigation is sent as a patch of %d bytes", len(delta))
	}
	t.Logf("navigation: %d bytes, %d deflated", len(b.Body), deflated(t, b.Body))
}

func deflated(t *testing.T, s string) int {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, 6)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return out.Len()
}
