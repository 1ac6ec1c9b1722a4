package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// signedIn opens the home page in a browser of its own, as one of the people.
func signedIn(t *testing.T, url, person string) *browser.Tab {
	t.Helper()
	tab := browser.New(t).Tab(t)
	tab.Open(url)
	tab.Until("document.readyState === 'complete'")
	tab.Run(chromedp.Click(fmt.Sprintf("button[value=%q]", person)))
	tab.Until("location.pathname === '/' && document.querySelector('h1')")
	return tab
}

// live waits until the tab's stream is open.
func live(tab *browser.Tab) { tab.Until("document.documentElement.dataset.gfStream === 'live'") }

// press clicks a link or button by its words.
func press(tab *browser.Tab, label string) {
	find := fmt.Sprintf(`[...document.querySelectorAll("#page :is(a, button)")].find(e => e.checkVisibility() && e.textContent.trim().startsWith(%q))`, label)
	tab.Until(find)
	tab.Run(chromedp.Evaluate(find+".setAttribute('data-pressed', '')", nil), chromedp.Click("[data-pressed]", chromedp.ByQuery))
	_ = chromedp.Run(tab.Context, chromedp.Evaluate("document.querySelector('[data-pressed]')?.removeAttribute('data-pressed')", nil))
}

// enter types into a field as a person does.
func enter(tab *browser.Tab, name, value string) {
	field := fmt.Sprintf("[name=%q]", name)
	tab.Until("document.querySelector('" + field + "')")
	if tab.Text("document.querySelector('"+field+"').type") == "date" {
		tab.Eval(fmt.Sprintf(`(e => { e.focus(); e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector('%s'))`, value, field), nil)
		return
	}
	tab.Run(chromedp.SendKeys(field, value, chromedp.ByQuery))
}

// shows waits until a field has a value.
func shows(tab *browser.Tab, name, value string) {
	tab.Until(fmt.Sprintf("document.querySelector('[name=%q]')?.value === %q", name, value))
}

func onPath(tab *browser.Tab, end string) {
	tab.Until(fmt.Sprintf("location.pathname.endsWith(%q) && document.querySelector('#page h1')", end))
}

func applicant(tab *browser.Tab) {
	enter(tab, "name", "Amara Okafor")
	enter(tab, "email", "amara@example.org")
	enter(tab, "birth", "1990-04-12")
	enter(tab, "street", "Elm Street 4")
	enter(tab, "zip", "20095")
	enter(tab, "city", "Hamburg")
}

// What is typed on one device is on the other one, which goes on with it, sends it, and takes the
// first one along.
func TestTwoDevices(t *testing.T) {
	level.Long(t)
	url, _ := serve(t)
	laptop := signedIn(t, url, "amara")
	press(laptop, "New application")
	onPath(laptop, "/applicant")
	live(laptop)
	applicant(laptop)
	laptop.Until("document.querySelector('[name=city]').getAttribute('value') === 'Hamburg'")

	phone := signedIn(t, url, "amara")
	press(phone, "Application without a name yet")
	onPath(phone, "/items")
	phone.Eval("document.querySelector('.gf-steps a').click()", nil)
	onPath(phone, "/applicant")
	live(phone)
	shows(phone, "city", "Hamburg")
	shows(phone, "birth", "1990-04-12")
	enter(laptop, "street", " b")
	shows(phone, "street", "Elm Street 4 b") // live
	press(phone, "Continue")
	onPath(phone, "/items")
	enter(phone, "item._1.what", "Water butt")
	enter(phone, "item._1.count", "2")
	enter(phone, "item._1.price", "149,90")
	phone.Until("document.querySelector('#total output').textContent === '299.80 €'")
	press(phone, "Continue")
	onPath(phone, "/documents")
	press(phone, "Continue") // nothing is filled in
	phone.Until("location.search === '?check=true' && document.querySelectorAll('[aria-invalid=true]').length === 5")
	phone.Until("document.activeElement === document.querySelector('[name=title]')")
	enter(phone, "title", "Rain garden")
	// Checked as one types.
	phone.Until("document.querySelectorAll('[aria-invalid=true]').length === 4")
	enter(phone, "about", "We dig a garden that drinks the rain.")
	enter(phone, "from", "2027-03-01")
	phone.Run(chromedp.SetValue("[name=area]", "garden", chromedp.ByQuery))
	phone.Eval("document.querySelector('[name=area]').dispatchEvent(new Event('change', {bubbles: true}))", nil)
	phone.Run(chromedp.Click("[name=by][value=post]", chromedp.ByQuery))
	press(phone, "Continue")
	onPath(phone, "/review")
	phone.Run(chromedp.Click("[name=agree]", chromedp.ByQuery))
	// A tab may request its page when the draft is gone, and before the answer is here.
	laptop.Allow("404")
	phone.Allow("404")
	press(phone, "Send application")
	onPath(phone, "/applications/1")
	phone.Until("document.body.innerText.includes('NF-00001')")
	onPath(laptop, "/applications/1") // its draft is gone
}

// rowsOf is what the rows of a tab have, and their titles.
func rowsOf(tab *browser.Tab, want string) {
	tab.Until(`[...document.querySelectorAll("[data-gf-row]")].map(row => row.querySelector(".gf-row-title").textContent + ":" + row.querySelector("[name$=what]").value).join() === ` + "`" + want + "`")
}

// label presses a button of a row by its label.
func label(tab *browser.Tab, label string) {
	tab.Until(fmt.Sprintf("document.querySelector('#page [aria-label=%q]:enabled')", label))
	tab.Run(chromedp.Click(fmt.Sprintf("#page [aria-label=%q]", label), chromedp.ByQuery))
}

// Rows that are added, moved and removed on one device are so on the other one, which has the focus
// in a row; and after a reload.
func TestItemsOnTwoDevices(t *testing.T) {
	level.Long(t)
	url, w := serve(t)
	path := url + "/drafts/" + filled(t, w, "applicant") + "/items"
	laptop, phone := signedIn(t, url, "amara"), signedIn(t, url, "amara")
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Open(path)
		live(tab)
	}
	enter(laptop, "item._1.what", "Butt")
	rowsOf(phone, "Item 1:Butt")
	press(laptop, "Add Item")
	laptop.Until("document.activeElement.name.endsWith('.what')")
	laptop.Run(chromedp.KeyEvent("Plants"))
	rowsOf(phone, "Item 1:Butt,Item 2:Plants")
	phone.Run(chromedp.Click("[data-gf-row]:last-child [name$=count]", chromedp.ByQuery))
	label(laptop, "Move Item 2 up")
	rowsOf(laptop, "Item 1:Plants,Item 2:Butt")
	rowsOf(phone, "Item 1:Plants,Item 2:Butt")
	phone.Until("document.activeElement.name.endsWith('.count')")
	phone.Run(chromedp.KeyEvent("40"))
	laptop.Until("document.querySelector('[name$=count]').value === '40'")
	label(laptop, "Remove Item 2")
	rowsOf(phone, "Item 1:Plants")
	// The form has saved that by itself. The row comes back all the same.
	press(laptop, "Undo")
	rowsOf(laptop, "Item 1:Plants,Item 2:Butt")
	rowsOf(phone, "Item 1:Plants,Item 2:Butt")
	label(laptop, "Remove Item 2")
	rowsOf(phone, "Item 1:Plants")
	laptop.Open(path)
	rowsOf(laptop, "Item 1:Plants")
	phone.Until("document.querySelector('[name$=count]').value === '40'")
}
