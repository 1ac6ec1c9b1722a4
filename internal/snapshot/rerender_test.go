package snapshot

import (
	"fmt"
	"strings"
	"testing"
)

// A differ is used again and again: what a large patch left behind must not weigh on a small one.
func TestDifferReuse(t *testing.T) {
	rows := func(word string) Snapshot {
		var b strings.Builder
		for i := range 400 {
			fmt.Fprintf(&b, `<p id="p%d">%s of the row with the number %d, and some words that stay as they are, so that what changes is a small part of it all, as it is on most pages that people look at</p>`, i, word, i)
		}
		return New("", b.String())
	}
	a, b := rows("first"), rows("other")
	x, y := New("", `<b id="n">17</b>`), New("", `<b id="n">18</b>`)
	for range 100 {
		if delta, ok := Diff(a, b); !ok || len(delta) < 1000 {
			t.Fatalf("the large patch: %d bytes, %t", len(delta), ok)
		}
		if _, ok := Diff(x, y); !ok {
			t.Fatal("the small patch is not made after a large one")
		}
	}
}
