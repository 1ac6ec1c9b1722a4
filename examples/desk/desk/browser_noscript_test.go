package desk

import (
	"testing"

	"github.com/chromedp/chromedp"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// With scripts disabled every function of the desk works.
func TestWithoutJavaScript(t *testing.T) {
	level.Long(t)
	o := open(t)
	tab := o.browser.Tab(t)
	blank(tab)
	tab.Allow("422") // a refused form
	tab.Open(o.server.URL + "/")
	at(tab, "/sign-in?next=/tickets")
	press(tab, "CTChiyo Tanaka")
	at(tab, "/tickets")

	press(tab, "Closed")
	at(tab, "/tickets?tab=closed")
	tab.Run(chromedp.Click("#page a[rel=next]", chromedp.ByQuery))
	at(tab, "/tickets?tab=closed&page=2")
	press(tab, "Subject")
	at(tab, "/tickets?tab=closed&sort=subject")
	press(tab, "Open")
	at(tab, "/tickets?sort=subject")
	tab.Run(chromedp.SendKeys("input[type=search]", "printer"), chromedp.Submit("input[type=search]"))
	tab.Until("new URLSearchParams(location.search).get('q') === 'printer'")
	tab.Run(chromedp.Click("#tickets tbody tr:first-child a", chromedp.ByQuery))
	tab.Until("new URLSearchParams(location.search).has('ticket') && document.getElementById('drawer')")

	press(tab, "Close") // the drawer, by its own link
	tab.Until("!document.getElementById('drawer')")
	press(tab, "New ticket")
	at(tab, "/tickets/new")
	tab.Run(chromedp.SetValue("[name=subject]", "   "), chromedp.SetValue("[name=requester]", "Zoë"), chromedp.Evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)", nil))
	press(tab, "Create ticket")
	tab.Until("document.querySelector('[aria-invalid=true]')")
	if got := tab.Text("document.querySelector('[name=requester]').value"); got != "Zoë" {
		t.Errorf("a refused form lost what was typed: %q", got)
	}
	tab.Run(chromedp.SetValue("[name=subject]", "Made without scripts"), chromedp.SetValue("[name=body]", "It works."),
		chromedp.SetValue("[name=label]", "hardware"))
	press(tab, "Create ticket")
	tab.Until("/^.tickets.[0-9]+$/.test(location.pathname)")
	tab.Until("document.querySelector('[data-gf-flash]').checkVisibility()")
	ticket := tab.Text("location.pathname")
	tab.Until("document.querySelector('#page h1').textContent === 'Made without scripts'")

	press(tab, "Edit")
	tab.Until("location.pathname.endsWith('/edit')")
	tab.Run(chromedp.SetValue("[name=subject]", "Edited without scripts"))
	press(tab, "Save")
	at(tab, ticket)
	tab.Until("document.querySelector('#page h1').textContent === 'Edited without scripts'")

	tab.Run(chromedp.SetValue("[name=text]", "A comment without scripts"))
	press(tab, "Comment")
	tab.Until("document.querySelector('#page').textContent.includes('A comment without scripts')")
	press(tab, "Take it")
	tab.Until("[...document.querySelectorAll('#page dd')].some(e => e.textContent.includes('Chiyo'))")
	press(tab, "Assign")
	press(tab, "Dara") // the menu opens by the platform alone
	tab.Until("[...document.querySelectorAll('#page dd')].some(e => e.textContent.includes('Dara'))")
	press(tab, "Close ticket")
	tab.Until("document.querySelector('#page').textContent.includes('Reopen')")
	press(tab, "Reopen")
	tab.Until("document.querySelector('#page').textContent.includes('Close ticket')")
	press(tab, "History")
	at(tab, ticket+"/history")
	for _, event := range []string{"wrote in", "edited", "A comment without scripts", "assigned", "closed the ticket", "reopened"} {
		tab.Until("document.querySelector('#page').textContent.includes('" + event + "')")
	}
	click(tab, "header", "Chiyo")
	click(tab, "header", "Sign out")
	at(tab, "/sign-in")
}

func at(tab *chromium.Tab, path string) {
	tab.Until("decodeURIComponent(location.pathname + location.search) === '" + path + "'")
}
