package desk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

const badgeText = "document.querySelector('#part-mine .gf-count').textContent"

// Everybody's own badge is live on a list that the team shares.
func TestPartOnSharedList(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets?assignee=nobody")
	live(tab)
	before, err := strconv.Atoi(tab.Text(badgeText))
	if err != nil {
		t.Fatal(err)
	}
	id := tab.Text("document.querySelector('#tickets tbody tr').id.slice(1)")
	var ticket int64
	fmt.Sscan(id, &ticket)
	if err := o.desk.store.Assign(t.Context(), amara, ticket, "amara"); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(ticket)
	tab.Until(fmt.Sprintf("%s === '%d'", badgeText, before+1))
	tab.Until("!document.getElementById('t" + id + "')")
	o.same(t, tab)

	tab.Eval("document.querySelector('a.mine').click()", nil) // a link in a part leads the page on
	tab.Until("location.search === '?assignee=amara'")
	tab.Until(fmt.Sprintf("%s === '%d'", badgeText, before+1))
	o.same(t, tab)
}

// The statistics come when they are seen; their links lead on inside them, and a reload and Back
// find where they were.
func TestLazyPartLoadsWhenVisible(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets")
	live(tab)
	if got := tab.Text("document.querySelector('#part-statistics').textContent.trim()"); got != "Tickets that came and went" {
		t.Errorf("before they are seen: %s", got)
	}
	tab.Eval("window.mark = 'not reloaded'", nil)
	const bars = "document.querySelectorAll('#part-statistics svg g').length"
	tab.Eval("document.querySelector('#how').scrollIntoView()", nil)
	tab.Until(bars + " === 30")
	press(tab, "Week")
	tab.Until(bars + " === 7")
	if got := tab.Text("[location.pathname + location.search, window.mark].join()"); got != "/tickets,not reloaded" {
		t.Errorf("after a step in the part: %s", got)
	}
	live(tab)

	// It is live: a new ticket is counted.
	count := "parseInt(document.querySelector('#part-statistics p').textContent.match(/Came in:\\s*(\\d+)/)[1])"
	before, _ := strconv.Atoi(tab.Text(count))
	id, err := o.desk.store.Create(t.Context(), User{ID: "amara", Name: "Amara", team: "Harbour"}, Ticket{Subject: "One more", Priority: "low", Label: "login"})
	if err != nil {
		t.Fatal(err)
	}
	o.desk.changed(id)
	tab.Until(fmt.Sprintf("%s === %d", count, before+1))

	tab.Run(chromedp.Reload())
	tab.Until(bars + " === 7")
	press(tab, "Closed")
	tab.Until("location.search === '?tab=closed'")
	tab.Eval("history.back()", nil)
	tab.Until("location.search === ''")
	tab.Until(bars + " === 7")
	tab.Eval("history.back()", nil) // the step in the part is one of the history too
	tab.Until(bars + " === 30")
}

// Without scripts the badge is in the document, and the statistics are a link to a page of their
// own.
func TestPartsWithoutScripts(t *testing.T) {
	level.Long(t)
	o := open(t)
	tab := o.browser.Tab(t)
	blank(tab)
	tab.Open(o.server.URL + "/sign-in")
	press(tab, "AOAmara Okafor")
	at(tab, "/tickets")
	tab.Until("document.querySelector('#part-mine .gf-count')") // its document is being loaded
	if got := tab.Text(badgeText); got == "" || got == "0" {
		t.Errorf("the badge says %q", got)
	}
	press(tab, "Tickets that came and went")
	at(tab, "/statistics")
	press(tab, "Quarter")
	at(tab, "/statistics?days=90")
	tab.Until("document.querySelectorAll('svg g').length === 90")
}

// A page of 100 lines on all that ever happened moves along as one scrolls, down and up again, and
// nothing jumps.
func TestInfiniteScroll(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/activity")
	live(tab)
	length := tab.Text("history.length")
	first := tab.Text("document.querySelector('#page li[id]').id")
	// Each step scrolls by less than a screen; the line at the top must have moved by just that.
	tab.Eval(`(() => {
		window.jumps = []; window.rows = new Set();
		window.step = async by => {
			const lines = [...document.querySelectorAll("#page li[id]")];
			for (const line of lines) rows.add(line.id);
			const seen = lines.find(line => line.getBoundingClientRect().top > 200);
			if (!seen) return void (await new Promise(done => setTimeout(done, 60)));
			const top = seen.getBoundingClientRect().top, from = scrollY;
			scrollBy({ top: by, behavior: "instant" });
			const moved = Math.abs(seen.getBoundingClientRect().top - top);
			if (moved > Math.abs(by) + 1) jumps.push(["at once", moved]);
			const after = seen.getBoundingClientRect().top;
			await new Promise(done => setTimeout(done, 60));
			if (seen.isConnected && Math.abs(seen.getBoundingClientRect().top - after) > 1) jumps.push([by, seen.getBoundingClientRect().top - after]);
		};
	})()`, nil)
	const most = 5000 // steps: how many it takes depends on the machine
	tab.Eval(fmt.Sprintf(`(async () => { for (let i = 0; rows.size < 600 && i < %d; i++) await step(300) })()`, most), nil)
	if got, _ := strconv.Atoi(tab.Text("rows.size")); got < 600 {
		t.Errorf("only %d lines were seen", got)
	}
	if got, _ := strconv.Atoi(tab.Text("document.querySelectorAll('#page li[id]').length")); got > WindowSize {
		t.Errorf("%d lines are on the page", got)
	}
	if got := tab.Text("location.search"); !strings.HasPrefix(got, "?up=") {
		t.Errorf("the address does not say where the window is: %q", got)
	}
	tab.Eval(fmt.Sprintf(`(async () => { for (let i = 0; (location.search || scrollY) && i < %d; i++) await step(-300) })()`, most), nil)
	if got := tab.Text("JSON.stringify(jumps)"); got != "[]" {
		t.Errorf("jumps: %s", got)
	}
	if got := tab.Text("history.length"); got != length {
		t.Errorf("scrolling made history entries: %s, then %s", length, got)
	}
	tab.Until("location.search === ''")
	tab.Until("document.querySelector('#page li[id]').id === '" + first + "'")
	live(tab)

	// What comes is there, at the cost of what came.
	if err := o.desk.store.Comment(t.Context(), amara, 42, "Scroll to me"); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(42)
	tab.Until("document.querySelector('#page li[id]').id !== '" + first + "'")
	o.same(t, tab)
}
