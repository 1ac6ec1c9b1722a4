package frameworktest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/framework/frameworktest"
)

// What fails says what was wanted, what is nearest to it, and what the page is.
func TestFailureMessages(t *testing.T) {
	b := newBoard("milk", "bread", "milk")
	for _, test := range []struct {
		name string
		do   func(tab *frameworktest.Tab)
		want []string
	}{
		{"see", func(tab *frameworktest.Tab) { tab.See("milq") }, []string{`See("milq"): this is not on the page; the nearest is "milk"`, "the tab is at /board (200, after GET /board)", "h1 Board", "a milk → /notes/1", "button Add", `input New note | note = ""`}},
		{"don't see", func(tab *frameworktest.Tab) { tab.DontSee("bread") }, []string{`DontSee("bread"): this is on the page`}},
		{"see count", func(tab *frameworktest.Tab) { tab.SeeCount("li", 2) }, []string{`SeeCount("li", 2): there are 3`}},
		{"click", func(tab *frameworktest.Tab) { tab.Click("Adds") }, []string{`Click("Adds"): there is no link or button of this name; the nearest is "Add"`}},
		{"ambiguous", func(tab *frameworktest.Tab) { tab.Click("milk") }, []string{`Click("milk"): there are 2 of this name; narrow it down with In:`, "a milk → /notes/1", "a milk → /notes/3"}},
		{"part", func(tab *frameworktest.Tab) { tab.In("li", "bread").See("milk") }, []string{`In("li", "bread").See("milk"): this is not there`}},
		{"no part", func(tab *frameworktest.Tab) { tab.In("tr").Click("Toggle") }, []string{`In("tr").Click("Toggle"): there is no link or button of this name: no such part is on the page`}},
		{"fill", func(tab *frameworktest.Tab) { tab.Fill("Notes", "") }, []string{`Fill("Notes"): there is no field of this name`, `the nearest is "note"`}},
		{"open", func(tab *frameworktest.Tab) { tab.Back() }, []string{`there is nothing to go to in the history: the tab is at 0 of ["/board"]`}},
		{"next", func(tab *frameworktest.Tab) { tab.Next() }, []string{"Next: nothing came by the stream; the tab is not live, see Live"}},
		{"next live", func(tab *frameworktest.Tab) { tab.Live().Next() }, []string{"Next: nothing came by the stream within 50ms"}},
		{"fresh", func(tab *frameworktest.Tab) { b.add("eggs", ""); tab.AssertMatchesReload() }, []string{
			"AssertMatchesReload: the tab is not what a new document of /board is", `title: "Board (3)", fresh: "Board (4)"`, "- <p>3 notes</p>", "+ <p>4 notes</p>", `+ <li id="n4">`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := frameworktest.Start(t, b.serve)
			tab := site.Visitor(soft{t}).Open("/board")
			site.Wait = 50 * time.Millisecond
			got := try(func() { test.do(tab) })
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("does not say %s:\n%s", want, got)
				}
			}
		})
	}
}

func TestOpenFails(t *testing.T) {
	site := frameworktest.Start(t, newBoard().serve)
	got := try(func() { site.Visitor(soft{t}).Open("/nothing") })
	for _, want := range []string{`Open("/nothing"): the answer is 404 Not Found; Visit takes any answer`, "There is nothing at this address."} {
		if !strings.Contains(got, want) {
			t.Errorf("does not say %s:\n%s", want, got)
		}
	}
}
