package desk

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	chromium "github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// Two people have one page open on one node, one in German and one in English. Each gets their own
// language, also in what comes by the stream.
func TestTwoLanguages(t *testing.T) {
	level.Long(t)
	o := open(t)
	o.signIn(t, "amara")
	english := o.tab(t, "/tickets?ticket=42")
	live(english)
	other := chromium.New(t)
	german := other.Tab(t)
	german.Run(emulation.SetUserAgentOverride(german.Text("navigator.userAgent")).WithAcceptLanguage("de-AT,de,en"))
	german.Open(o.server.URL + "/sign-in")
	german.Until("document.documentElement.lang === 'de' && document.querySelector('#page h1').textContent === 'Wer sind Sie?'")
	german.Run(chromedp.Click("button[value=ben]"))
	german.Until("document.querySelector('#tickets')")
	german.Open(o.server.URL + "/tickets?ticket=42")
	live(german)
	german.Until("document.querySelector('#page h1').textContent === 'Tickets' && document.title === 'Offene Tickets'")
	shot(t, german, "desk-de-wide.png", 1300)
	shot(t, german, "desk-de-narrow.png", 390)

	press(english, "Take it")
	german.Until("[...document.querySelectorAll('#drawer dd')].some(e => e.textContent.includes('Amara'))")
	press(german, "Ticket schließen")
	german.Until("document.querySelector('[data-gf-flash]').textContent === 'Ticket #42 ist geschlossen.'")
	english.Until("[...document.querySelectorAll('#drawer button')].some(e => e.textContent === 'Reopen')")
	if got := german.Text("document.querySelector('#page').textContent.includes('Reopen')"); got != "false" {
		t.Error("the German page has English in it")
	}

	// The switch changes shell and page, and leads back. Nothing is loaded as a document.
	english.Eval("window.same = true", nil)
	for _, to := range []struct{ label, lang, heading string }{{"Deutsch", "de", "Offene Tickets"}, {"English", "en", "Open tickets"}, {"Deutsch", "de", "Offene Tickets"}} {
		click(english, "header", to.label)
		english.Until("document.documentElement.lang === '" + to.lang + "' && document.title === '" + to.heading + "'")
		english.Until("window.same && document.querySelector('header nav').textContent.includes('" + map[string]string{"de": "Verlauf", "en": "Activity"}[to.lang] + "')")
		live(english)
	}
}

// Without scripts the desk is in German too, and the switch is a form.
func TestGermanWithoutScripts(t *testing.T) {
	o := open(t)
	tab := o.browser.Tab(t)
	blank(tab)
	tab.Open(o.server.URL + "/sign-in")
	click(tab, "header", "Deutsch")
	tab.Until("document.documentElement.lang === 'de' && document.querySelector('#page h1').textContent === 'Wer sind Sie?'")
	press(tab, "CTChiyo Tanaka")
	tab.Until("document.title === 'Offene Tickets'")
	press(tab, "Neues Ticket")
	tab.Until("document.querySelector('label[for=field-subject]').textContent === 'Betreff'")
	tab.Allow("422")
	tab.Run(chromedp.Evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)", nil))
	press(tab, "Ticket erstellen")
	tab.Until("document.querySelector('#field-subject-error').textContent === 'Sagen Sie in wenigen Worten, worum es geht.'")
}

// shot writes a screenshot into the folder that SHOTS names, if it is set.
func shot(t *testing.T, tab *chromium.Tab, name string, width int64) {
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	var picture []byte
	tab.Run(emulation.SetDeviceMetricsOverride(width, 900, 1, false), chromedp.CaptureScreenshot(&picture), emulation.ClearDeviceMetricsOverride())
	if err := os.WriteFile(folder+"/"+name, picture, 0o600); err != nil {
		t.Error(err)
	}
}
