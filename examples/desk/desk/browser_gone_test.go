package desk

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// A ticket that is gone takes its drawer along, and nothing else: whoever had it open keeps the
// list, which stays live.
func TestDrawerOfDeletedTicket(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets?tab=all&ticket=42")
	live(tab)
	tab.Until("document.querySelector('#drawer')")
	tab.Eval("window.mark = 'not reloaded'", nil)
	if _, err := o.desk.store.write.ExecContext(t.Context(), "UPDATE tickets SET team = 'Lantern' WHERE id = 42"); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(42)
	tab.Until("!document.querySelector('#drawer') && document.querySelector('#gone[role=status]')")
	if got := tab.Text("[document.querySelector('#gone p').textContent, !!document.querySelector('#tickets tbody tr'), window.mark].join()"); got != "Ticket #42 is not on your desk, or not any more.,true,not reloaded" {
		t.Errorf("instead of the drawer: %s", got)
	}
	live(tab)
	if _, err := o.desk.store.write.ExecContext(t.Context(), "UPDATE tickets SET team = 'Harbour' WHERE id = 42"); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(42)
	tab.Until("document.querySelector('#drawer') && !document.querySelector('#gone')")
	o.same(t, tab)

	tab = o.tab(t, "/tickets?ticket=99999")
	live(tab)
	tab.Run(chromedp.Click("#gone a", chromedp.ByQuery))
	tab.Until("!document.querySelector('#gone') && location.pathname + location.search === '/tickets'")
}
