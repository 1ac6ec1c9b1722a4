package chat

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// opensInGerman opens a page as one of the demo people, in a browser that prefers German.
func opensInGerman(t *testing.T, url, name string) *browser.Tab {
	t.Helper()
	tab := browser.New(t).Tab(t)
	tab.Run(emulation.SetUserAgentOverride(tab.Text("navigator.userAgent")).WithAcceptLanguage("de-AT,de,en"))
	enter(tab, url, name)
	tab.Until("document.documentElement.lang === 'de' && document.documentElement.dataset.gfStream === 'live'")
	return tab
}

// Two people are in one room on one node, one in German and one in English. Each has their own
// language in all that comes by the stream, and in times. A choice on one device changes the other
// one without a new document, and what is typed is kept.
func TestTwoLanguagesInARoom(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	english, german := opens(t, url+"/rooms/lunch", "Amara Okafor"), opensInGerman(t, url+"/rooms/lunch", "Ben Šimić")
	german.Allow("415|404")
	german.Until("document.querySelector('.messages').parentElement.innerText.includes('Noch ist nichts geschrieben')")
	german.Until("document.querySelector('#here-total').innerText === '2 hier'")
	english.Until("document.querySelector('#here-total').innerText === '2 here'")
	types(english, "Soup ")
	german.Until("document.querySelector('.typing').innerText === 'Amara Okafor schreibt …'")
	types(english, "today?"+kb.Enter)
	shows(german, "Soup today?")
	chooses(german, onDisk(t, "menu.txt", make([]byte, 1500)), onDisk(t, "karte.txt", []byte("Suppe")))
	german.Until("document.querySelector('.attached button')?.ariaLabel === 'menu.txt entfernen' || document.querySelector('#attach-error').innerText")
	if got := german.Text("document.querySelector('#attach-error').innerText"); got != "„menu.txt“ hat einen Typ, der hier nicht möglich ist." {
		t.Errorf("a file of zero bytes: %q", got)
	}
	german.Until("document.querySelector('.attached button')?.ariaLabel === 'karte.txt entfernen'")
	types(german, "Die Karte"+kb.Enter)
	for _, c := range []struct {
		tab  *browser.Tab
		when string
	}{{english, `/^(now|\d+ (seconds?|minutes?) ago)$/`}, {german, `/^(jetzt|vor \d+ (Sekunden?|Minuten?))$/`}} {
		c.tab.Until("document.querySelector('#m2 .files')")
		c.tab.Until(c.when + ".test(document.querySelector('#m2 time').innerText)")
	}
	german.Eval("document.querySelector('#m2 .open-options').click()", nil)
	german.Until("document.querySelector('#own label')?.innerText === 'Ihre Nachricht'")
	german.Eval("(window.confirm = question => (window.asked = question, true), document.querySelector('#own [action$=delete] button').click())", nil)
	german.Until("window.asked === 'Die Nachricht wird für alle gelöscht.'")
	german.Until("document.querySelector('#m2 .gone')?.innerText === 'Diese Nachricht wurde gelöscht.'")
	english.Until("document.querySelector('#m2 .gone')?.innerText === 'This message was deleted.'")

	phone := opens(t, url+"/rooms/lunch", "Amara Okafor")
	phone.Eval("window.same = true", nil)
	english.Eval("document.activeElement.blur()", nil) // a field in use is not changed
	types(phone, "Half a")
	english.Until("document.querySelector('#text').value === 'Half a'")
	for _, to := range []struct{ label, lang, search, total string }{{"Deutsch", "de", "Suche", "2 hier"}, {"English", "en", "Search", "2 here"}} {
		english.Run(chromedp.Click(fmt.Sprintf("//header//button[.=%q]", to.label)))
		for _, tab := range []*browser.Tab{english, phone} {
			tab.Until(fmt.Sprintf("document.documentElement.lang === %q && document.querySelector('.to-search').innerText.trim() === %q && document.querySelector('#here-total')?.innerText === %q", to.lang, to.search, to.total))
			tab.Until("document.querySelector('#text').value === 'Half a' && document.documentElement.dataset.gfStream === 'live'")
		}
	}
	phone.Until("window.same")
	german.Until("document.documentElement.lang === 'de' && document.querySelector('#here-total').innerText === '2 hier'")
}
