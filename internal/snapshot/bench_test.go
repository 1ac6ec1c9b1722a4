package snapshot

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/goldfish-go/goldfish/internal/test/pages"
)

// The parts of a change: render, then canonical form, sum and index of what came out, then the
// difference with its check.
func Benchmark(b *testing.B) {
	for _, size := range []int{200, 1000} {
		r := rand.New(rand.NewPCG(1, 1))
		board := pages.NewBoard(r, size)
		old := take(b, "Orders", pages.Orders(*board))
		run := func(name string, f func()) {
			b.Run(fmt.Sprintf("board%d/%s", size, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					f()
				}
			})
		}
		run("render", func() { _ = pages.Orders(*board).Render(context.Background(), io.Discard) })
		run("take", func() { take(b, "Orders", pages.Orders(*board)) })
		var out []byte
		run("canonical", func() { canonical(old.Body, out) })
		run("version", func() { Version(old.Title, old.Body) })
		run("checksum", func() { Checksum(old.Title, old.Body) })
		run("index", func() { newIndex(old.Body) })
		old.index()
		for _, c := range changes {
			changed := board.Clone()
			c.change(changed, r)
			new := take(b, "Orders", pages.Orders(*changed))
			new.index()
			run("diff/"+c.name, func() { Diff(old, new) })
			run("index+diff/"+c.name, func() { new.DropIndex(); Diff(old, new) })
		}
	}
}
