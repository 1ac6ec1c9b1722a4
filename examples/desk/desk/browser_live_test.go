package desk

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Two tabs: what happens in one is there in the other, without a reload.
func TestTwoTabs(t *testing.T) {
	o := open(t)
	o.signIn(t, "amara")
	watcher := o.tab(t, "/tickets")
	live(watcher)
	watcher.Eval("window.mark = 'not reloaded'", nil)
	first := watcher.Text("document.querySelector('#tickets tbody tr a, #tickets tbody tr th').textContent")
	id := watcher.Text("document.querySelector('#tickets tbody tr').id.slice(1)")

	worker := o.tab(t, "/tickets/"+id)
	live(worker)
	press(worker, "Close ticket")
	worker.Until("[...document.querySelectorAll('#page button')].some(b => b.textContent.trim() === 'Reopen')")
	watcher.Until("!document.getElementById('t" + id + "')")

	press(worker, "Reopen")
	watcher.Until("document.getElementById('t" + id + "')")

	press(worker, "Edit")
	worker.Until("location.pathname.endsWith('/edit')")
	worker.Run(chromedp.SetValue("[name=subject]", "A subject of today"))
	press(worker, "Save")
	watcher.Until("document.getElementById('t" + id + "')?.textContent.includes('A subject of today')")
	if first == "A subject of today" {
		t.Error("nothing changed")
	}
	if got := watcher.Text("window.mark"); got != "not reloaded" {
		t.Errorf("the tab was loaded again: %s", got)
	}
	o.same(t, watcher)
}

// What a person is doing survives a change that comes beside it: typed text, focus, caret and
// selection.
func TestPushKeepsInputAndFocus(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets/42")
	live(tab)
	tab.Run(chromedp.Click("textarea[name=text]"), chromedp.SendKeys("textarea[name=text]", "I am in the middle of"))
	tab.Eval(`(() => {
		const area = document.querySelector("textarea[name=text]");
		area.setSelectionRange(2, 4);
	})()`, nil)
	state := `(() => {
		const area = document.querySelector("textarea[name=text]");
		return [area.value, document.activeElement === area, area.selectionStart, area.selectionEnd].join();
	})()`
	before := tab.Text(state)
	if before != "I am in the middle of,true,2,4" {
		t.Fatal(before)
	}

	other := o.tab(t, "/tickets/42")
	live(other)
	other.Run(chromedp.SetValue("textarea[name=text]", "Another person's comment"))
	press(other, "Comment")
	tab.Until("document.querySelector('#page').textContent.includes(\"Another person's comment\")")
	press(other, "Take it")
	tab.Until("[...document.querySelectorAll('#page dd')].some(e => e.textContent.includes('Amara'))")
	if after := tab.Text(state); after != before {
		t.Errorf("before: %s; after: %s", before, after)
	}

	// And it goes on from there: the caret is where it was.
	tab.Run(input.InsertText("was"))
	if got := tab.Text("document.querySelector('textarea[name=text]').value"); got != "I was in the middle of" {
		t.Errorf("typed on: %q", got)
	}

	press(tab, "Comment")
	tab.Until("document.querySelector('#page').textContent.includes('I was in the middle of') && document.querySelector('textarea[name=text]').value === ''")
}

// A menu that is open stays open when the rows beside it change.
func TestPushKeepsOpenMenu(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets")
	live(tab)
	tab.Run(chromedp.Click("[popovertarget=by-priority], #by-priority > summary", chromedp.ByQuery))
	isOpen := "!!document.querySelector('#by-priority:popover-open, details#by-priority[open]')"
	tab.Until(isOpen)
	var row int64
	tab.Eval("Promise.resolve(Number(document.querySelector('#tickets tbody tr').id.slice(1)))", &row)
	if err := o.desk.store.SetClosed(t.Context(), amara, row, true); err != nil {
		t.Fatal(err)
	}
	o.desk.changed(row)
	tab.Until(fmt.Sprintf("!document.getElementById('t%d')", row))
	if tab.Text(isOpen) != "true" {
		t.Error("the menu was closed by a change of the list")
	}
}

// A search keeps the caret and never shows an older answer than the newest typing.
func TestSearch(t *testing.T) {
	o := open(t)
	o.signIn(t, "amara")
	tab := o.tab(t, "/tickets")
	live(tab)
	length := tab.Text("history.length")
	tab.Run(chromedp.Click("input[type=search]"), chromedp.SendKeys("input[type=search]", "printer"))
	tab.Until("location.search === '?q=printer' && document.documentElement.getAttribute('aria-busy') !== 'true'")
	tab.Until("document.querySelectorAll('#tickets tbody tr').length > 0")
	if got := tab.Text("document.activeElement.type + document.activeElement.value + document.activeElement.selectionStart"); got != "searchprinter7" {
		t.Errorf("focus and caret: %s", got)
	}
	if got := tab.Text("history.length"); got != length {
		t.Errorf("typing made history entries: %s, then %s", length, got)
	}
	o.same(t, tab)
}
