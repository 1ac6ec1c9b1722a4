package deploy

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// F5 while somebody types: all fields come back, with the focus, the caret, and what was open.
func TestDraftRestoredAfterReload(t *testing.T) {
	t.Parallel()
	b := browse(t, New)
	tab := b.tab("a", "/form/1")
	r := NewRobot(tab, 1)
	must(t, r.TypeIn())
	must(t, r.TypeIn("body"))
	tab.Run(page.Reload())
	tab.another(r.first.ID)
	tab.expectValue("body", string(r.texts["body"]))
	r.restored(t)
	tab.Until("document.getElementById('more').open && document.getElementById('popover').matches(':popover-open')")
}

// F5 with an open dialog: it is open again, as a modal one, and the focus is in it.
func TestReloadKeepsOpenDialog(t *testing.T) {
	t.Parallel()
	b := browse(t, New)
	tab := b.tab("a", "/form/1")
	r := NewRobot(tab, 1)
	must(t, r.TypeIn("question"))
	tab.Run(page.Reload())
	tab.another(r.first.ID)
	tab.expectValue("question", string(r.texts["question"]))
	tab.Until("document.getElementById('dialog').matches(':modal')")
	r.restored(t)
}

// Back into a form, after a link and after an address that the person has typed.
func TestDraftRestoredAfterBack(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	tab := b.tab("a", "/form/1")
	r := NewRobot(tab, 1)
	must(t, r.TypeIn())
	must(t, r.TypeIn("title"))
	tab.click("to-list")
	tab.expectText("Reports")
	tab.Until("location.pathname === '/list'")
	tab.Go(-1)
	tab.expectValue("title", string(r.texts["title"]))
	r.restored(t)

	tab.Open(b.URL("a", "/other"))
	tab.Until("location.pathname === '/other'")
	tab.Go(-1)
	tab.expectValue("title", string(r.texts["title"]))
	r.restored(t)
}

// Back to the list, and Forward into the form.
func TestDraftRestoredAfterForward(t *testing.T) {
	t.Parallel()
	b := browse(t, Old)
	b.Database.Set("reports", "1 2")
	tab := b.tab("a", "/list")
	tab.Until("document.querySelector('#report-1 a')")
	tab.Eval("document.querySelector('#report-1 a').click()", nil)
	tab.Until("document.getElementById('report')")
	r := NewRobot(tab, 1)
	must(t, r.TypeIn())
	must(t, r.TypeIn("title"))
	tab.Go(-1)
	tab.Until("location.pathname === '/list' && !document.getElementById('report')")
	tab.Go(1)
	tab.expectValue("title", string(r.texts["title"]))
	r.restored(t)
}

// The renderer is killed: at most what was typed within the last 500 ms is lost.
func TestDraftAfterRendererCrash(t *testing.T) {
	t.Parallel()
	b := browse(t, New)
	tab := b.tab("a", "/form/1")
	id := tab.Observation().ID
	// the browser by itself brings back other fields, but not this one
	tab.types("note", "kept-over-the-crash")
	tab.putAside()
	contains(t, "sessionStorage", tab.stored(), "kept-over-the-crash", true)
	tab.types("note", "x")
	tab.crash()
	tab.Run(page.Reload())
	tab.another(id)
	tab.Until("/^x?kept-over-the-crashx?$/.test(observer.values().note)")
}

// A fresh visit of a form with a draft: the form offers it, and the person takes it.
func TestDraftOfferedOnNewVisit(t *testing.T) {
	t.Parallel()
	for _, take := range []bool{true, false} {
		t.Run(fmt.Sprintf("taken %v", take), func(t *testing.T) {
			t.Parallel()
			b := browse(t, Old)
			b.Database.Set("reports", "1 2")
			tab := b.tab("a", "/list")
			again := func() {
				tab.Until("document.querySelector('#report-1 a')")
				tab.Eval("document.querySelector('#report-1 a').click()", nil)
				tab.Until("document.getElementById('report')")
			}
			again()
			tab.types("title", "not sent")
			tab.click("to-list")
			again()
			tab.Until("document.querySelectorAll('.goldfish-draft button').length === 2")
			if got := tab.Text("observer.values().title"); got != "" {
				t.Errorf("the title holds %q before the draft is taken", got)
			}
			if take {
				tab.Eval("document.querySelectorAll('.goldfish-draft button')[0].click()", nil)
				tab.expectValue("title", "not sent")
			} else {
				tab.Eval("document.querySelectorAll('.goldfish-draft button')[1].click()", nil)
			}
			tab.Until("!document.querySelector('.goldfish-draft')")
			tab.putAside()
			contains(t, "sessionStorage", tab.stored(), "not sent", take)
			if !take {
				tab.click("to-list")
				again()
				tab.putAside()
				if got := tab.Text("document.querySelectorAll('.goldfish-draft').length"); got != "0" {
					t.Error("a draft that was discarded is offered again")
				}
			}
		})
	}
}
