package client_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// TestWorkOfAVisit counts what the client has the browser do for one click. Time is measured by
// go run ./bench click. What is counted here is what makes it long: requests, parses, searches
// through the page, layouts that a script forces, changes, writes.
func TestWorkOfAVisit(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	const rows = 200
	board := func(list, chosen int) snapshot.Snapshot {
		var b strings.Builder
		fmt.Fprintf(&b, `<main><h1>Orders</h1><p id="state">list %d, row %d</p><table><tbody id="rows">`, list, chosen)
		for n := 1; n <= rows; n++ {
			class := "row"
			if n == chosen {
				class = "row chosen"
			}
			fmt.Fprintf(&b, `<tr id="r%d-%d" class=%q><td>%d</td><td><a href="/a?row=%d">Order %d of list %d</a></td></tr>`, list, n, class, n, n, n, list)
		}
		b.WriteString(`</tbody></table></main>`)
		return snapshot.New("Orders", b.String())
	}
	first := board(0, 1)
	other := func(to snapshot.Snapshot, delta bool) reply {
		r := whole(to)
		r.URL, r.History = "/a?row=2", "push"
		if delta {
			r.Body, r.Delta = "", between(t, first, to)
		}
		return r
	}
	for _, c := range []struct {
		name    string
		answer  reply
		heading string
		most    map[string]int
	}{
		{"another row of 200", other(board(0, 2), true), "list 0, row 2", map[string]int{
			"requests": 1, "parses": 3, "searches": 15, "layouts": 0, "entries": 1, "stored": 0,
			"attributes": 9, "childList": 0, "characterData": 1, "events": 5,
		}},
		{"a list that has nothing of the last one", other(board(1, 0), false), "list 1, row 0", map[string]int{
			"requests": 1, "parses": 1, "searches": 16, "layouts": 0, "entries": 1, "stored": 0,
			"attributes": 7, "childList": 2, "characterData": 1, "events": 5,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t)
			page := whole(first)
			page.Head = `<script src="/test/work.js"></script>`
			s.page("/a", page)
			s.page("/a?row=2", c.answer)
			tab := s.open(chromium, t, "/a")
			s.listening("/a")
			live(tab)
			// What scripts and extensions do outside the page is not looked at.
			tab.Eval("new Promise((done) => { document.body.append(document.createElement('aside')); setTimeout(done); })", nil)
			var work map[string]int
			tab.Eval(`workOf(() => goldfish.visit("/a?row=2"))`, &work)
			want(t, "what is shown", tab.Text("document.getElementById('state').textContent"), c.heading)
			for what, most := range c.most {
				if work[what] > most {
					t.Errorf("%s: %d, at most %d", what, work[what], most)
				}
			}
			t.Logf("%v", work)
		})
	}
}
