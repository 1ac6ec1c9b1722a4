package main

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// What is typed while nobody answers, into fields that the next build has under another name, or
// not at all, is shown: the form that saves itself does not take it off, nor does a reload.
func TestUnplacedOutlastsTheNextVersion(t *testing.T) {
	level.Long(t)
	current, next := build(t, ""), build(t, "next")
	address, db := "127.0.0.1:"+servers.Port(t), filepath.Join(t.TempDir(), "wizard.db")
	kill := run(t, current, address, db)
	tab := signedIn(t, "http://"+address, "amara")
	tab.Allow("ERR_|Failed to load|Failed to fetch")
	press(tab, "New application")
	onPath(tab, "/applicant")
	live(tab)
	applicant(tab)
	tab.Until("document.querySelector('[name=city]').getAttribute('value') === 'Hamburg' && !document.querySelector('form[aria-busy=true]')")
	kill()
	enter(tab, "birth", "1991-05-13")
	tab.Until("document.querySelector('.goldfish-resend')") // a save waits
	enter(tab, "city", "-Altona")
	enter(tab, "zip", "-77")
	tab.Until("document.activeElement.name === 'zip'")
	run(t, next, address, db)

	notice := "document.querySelector('form .goldfish-draft')?.innerText.includes('Postcode: 20095-77')"
	tab.Until(notice)
	shows(tab, "city", "Hamburg-Altona")
	shows(tab, "postcode", "20095")
	live(tab)
	enter(tab, "phone", "040 1234")
	// The form has saved itself, with all that was typed.
	tab.Until("document.querySelector('[name=phone]').getAttribute('value') === '040 1234' && document.querySelector('[name=city]').getAttribute('value') === 'Hamburg-Altona'")
	tab.Until("document.querySelector('[name=postcode]').getAttribute('value') === '20095' && " + notice)
	tab.Run(chromedp.Reload())
	tab.Until(notice)
	tab.Until("document.body.innerText.includes('1991-05-13')")
	tab.Eval("document.querySelector('.goldfish-draft button').click()", nil)
	tab.Until("!document.querySelector('.goldfish-draft')")
	tab.Run(chromedp.Reload())
	live(tab)
	tab.Until("!document.querySelector('.goldfish-draft')")
}
