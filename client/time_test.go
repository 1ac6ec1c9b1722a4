package client_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"github.com/goldfish-go/goldfish/internal/snapshot"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// moment is a time as the server sends it.
func moment(id, at, kind, utc string) string {
	return fmt.Sprintf(`<time id="%s" datetime="%s" data-gf-time="%s">%s</time>`, id, at, kind, utc)
}

func TestTimes(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	const at, later = "2026-03-04T15:07:00Z", "2026-03-05T15:07:00Z"
	// plain is the text of a time, with ordinary spaces.
	plain := func(id string) string {
		return fmt.Sprintf(`document.getElementById(%q)?.textContent.replace(/\s/g, " ")`, id)
	}
	open := func(t *testing.T, s *site, zone string) *browser.Tab {
		t.Helper()
		tab := chromium.Tab(t)
		tab.Run(emulation.SetTimezoneOverride(zone))
		tab.Open(s.URL + "/a")
		return tab
	}

	for _, test := range []struct{ lang, zone, want, title string }{
		{"en", "America/New_York", "Mar 4, 2026, 10:07 AM", "Wednesday, March 4, 2026 at 10:07:00 AM EST"},
		{"de", "Europe/Berlin", "04.03.2026, 16:07", "Mittwoch, 4. März 2026 um 16:07:00 MEZ"},
		{"de", "Asia/Tokyo", "05.03.2026, 00:07", "Donnerstag, 5. März 2026 um 00:07:00 GMT+9"},
	} {
		t.Run("in "+test.zone+" in "+test.lang, func(t *testing.T) {
			t.Parallel()
			s := serve(t)
			s.shell.root = fmt.Sprintf(`lang="%s"`, test.lang)
			s.page("/a", whole(snap("a", moment("at", at, "", "4 Mar 2026, 15:07 UTC"))))
			tab := open(t, s, test.zone)
			tab.Until(fmt.Sprintf("%s === %q", plain("at"), test.want))
			want(t, "the exact time", tab.Text(`document.getElementById("at").title.replace(/\s/g, " ")`), test.title)
			want(t, "for programs", tab.Text(`document.getElementById("at").dateTime`), at)
		})
	}

	t.Run("a push leaves a time that it does not change, and shows one that it does", func(t *testing.T) {
		t.Parallel()
		s := serve(t)
		body := func(heading, first, second string) snapshot.Snapshot {
			return snap(heading, moment("one", first, "", "UTC of "+first)+moment("two", second, "", "UTC of "+second))
		}
		first, second := body("a", at, at), body("b", at, later)
		s.page("/a", whole(first))
		tab := open(t, s, "Europe/Berlin")
		live(tab)
		const shown, changed = "Mar 4, 2026, 4:07 PM", "Mar 5, 2026, 4:07 PM"
		tab.Until(fmt.Sprintf("%s === %q", plain("one"), shown))
		tab.Eval(`(window.changes = [], new MutationObserver((all) => changes.push(...all.map((r) => r.target.data)))
			.observe(document.getElementById("one"), { characterData: true, childList: true, subtree: true }))`, nil)
		delta := between(t, first, second)
		for i, show := range []func(){
			func() { s.listening("/a").send <- fmt.Sprintf("id: %s\ndata: %s\n\n", second.Version, delta) },
			// The whole body.
			func() { s.listening("/a").push("v3", "t", body("c", at, later).Body) },
		} {
			show()
			tab.Until(fmt.Sprintf("document.querySelector('h1').textContent === %q", []string{"b", "c"}[i]))
			want(t, "the time that changed", tab.Text(plain("two")), changed)
			want(t, "the time that did not", tab.Text(plain("one")), shown)
		}
		want(t, "changes of the time that did not change", tab.Text("changes.length"), 0)
	})

	t.Run("another page, and back", func(t *testing.T) {
		t.Parallel()
		s := serve(t)
		s.page("/a", whole(snap("a", moment("at", at, "", "UTC")+`<a id="on" href="/b">b</a>`)))
		s.page("/b", whole(snap("b", moment("at", later, "", "UTC"))))
		tab := open(t, s, "UTC")
		tab.Until(plain("at") + ` === "Mar 4, 2026, 3:07 PM"`)
		click(tab, "#on")
		shows(tab, "b")
		tab.Until(plain("at") + ` === "Mar 5, 2026, 3:07 PM"`)
		tab.Go(-1)
		shows(tab, "a")
		tab.Until(plain("at") + ` === "Mar 4, 2026, 3:07 PM"`)
	})

	level.Long(t)
	t.Run("relative times move on, with one timer", func(t *testing.T) {
		t.Parallel()
		s := serve(t)
		s.page("/a", reply{
			Title: "a", Head: `<script src="/test/clock.js"></script>`,
			// In 5 seconds, by this clock.
			Body: moment("now", "1970-01-01T00:16:45Z", "relative", "UTC") +
				moment("minutes", "1970-01-01T00:13:10Z", "relative", "UTC") +
				moment("soon", "1970-01-01T02:16:40Z", "relative", "UTC") +
				moment("old", "1969-12-01T00:00:00Z", "relative", "UTC") +
				moment("no", "yesterday", "relative", "not a time"),
		})
		tab := open(t, s, "UTC")
		tab.Until(plain("minutes") + ` === "3 minutes ago"`)
		for _, test := range []struct{ id, want string }{
			{"now", "now"}, {"soon", "in 2 hours"}, {"old", "Dec 1, 1969, 12:00 AM"}, {"no", "not a time"},
		} {
			want(t, test.id, tab.Text(plain(test.id)), test.want)
		}
		timers := tab.Text("clock.pending().length")
		tab.Eval("clock.pass(30_100)", nil)
		want(t, "half a minute later", tab.Text(plain("minutes")), "4 minutes ago")
		tab.Eval("clock.pass(60_000)", nil)
		want(t, "a minute later", tab.Text(plain("minutes")), "5 minutes ago")
		want(t, "what is no time", tab.Text(plain("no")), "not a time")
		want(t, "timers", tab.Text("clock.pending().length"), timers)
		tab.Eval("clock.sleep(3_600_000), clock.hide(true), clock.hide(false)", nil)
		want(t, "after an hour of sleep", tab.Text(plain("minutes")), "1 hour ago")
	})

	t.Run("a countdown runs to its end", func(t *testing.T) {
		t.Parallel()
		s := serve(t)
		s.page("/a", reply{
			Title: "a", Head: `<script src="/test/clock.js"></script>`,
			// This clock begins 16 minutes and 40 seconds after midnight.
			Body: moment("soon", "1970-01-01T00:17:42.500Z", "countdown", "UTC") +
				moment("late", "1970-01-01T02:17:42Z", "countdown", "UTC") +
				moment("over", "1969-12-01T00:00:00Z", "countdown", "UTC"),
		})
		tab := open(t, s, "UTC")
		tab.Until(plain("soon") + ` === "1:03"`)
		want(t, "hours", tab.Text(plain("late")), "2:01:02")
		want(t, "what is over", tab.Text(plain("over")), "0:00")
		timers := tab.Text("clock.pending().length")
		tab.Eval("clock.pass(1_000)", nil)
		want(t, "a second later", tab.Text(plain("soon")), "1:02")
		tab.Eval("clock.pass(61_000)", nil)
		want(t, "just before the end", tab.Text(plain("soon")), "0:01")
		tab.Eval("clock.pass(1_000)", nil)
		want(t, "the end", tab.Text(plain("soon")), "0:00")
		want(t, "timers", tab.Text("clock.pending().length"), timers)
	})

	t.Run("in a part", func(t *testing.T) {
		t.Parallel()
		s := serve(t)
		first := snapshot.New("badge", `<b id="n">1</b>`+moment("at", at, "", "UTC of a part")+badge("").Body)
		second := snapshot.New("badge", `<b id="n">2</b>`+moment("at", at, "", "UTC of a part")+badge("").Body)
		p := placed{id: "part-badge", url: "/badge", content: first}
		page := snap("a", p.place())
		r := whole(page)
		r.Filled = strings.Replace(page.Body, p.place(), p.filled(), 1)
		s.page("/a", r)
		tab := open(t, s, "UTC")
		live(tab)
		tab.Until(plain("at") + ` === "Mar 4, 2026, 3:07 PM"`)
		delta := between(t, first, second)
		s.listening("/a").part(partMessage{URL: "/badge", Version: second.Version, Delta: delta})
		tab.Until(`document.getElementById("n").textContent === "2"`)
		want(t, "the time", tab.Text(plain("at")), "Mar 4, 2026, 3:07 PM")
		// The difference did fit.
		want(t, "requests for the part", len(s.requests("patch GET /badge")), 0)
	})
}
