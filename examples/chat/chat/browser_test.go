package chat

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/axe"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// node starts a node of the chat on a database.
func node(t *testing.T, path string) (url string, c *Chat) {
	t.Helper()
	c = newChat(t, path)
	server := httptest.NewServer(c.Handler())
	t.Cleanup(server.Close)
	t.Cleanup(c.Close)
	return server.URL, c
}

// opens opens a page in a browser of its own, as one of the demo people.
func opens(t *testing.T, url, name string) *browser.Tab {
	t.Helper()
	tab := browser.New(t).Tab(t)
	enter(tab, url, name)
	tab.Until("document.documentElement.dataset.gfStream === 'live'")
	return tab
}

func enter(tab *browser.Tab, url, name string) {
	tab.Open(url)
	tab.Until("document.readyState === 'complete'")
	tab.Run(chromedp.Click(fmt.Sprintf("button[value=%q]", name)))
	tab.Until("document.querySelector('#page h1') && location.pathname !== '/sign-in'")
}

func types(tab *browser.Tab, text string) {
	tab.Until("document.querySelector('#text')")
	tab.Run(chromedp.SendKeys("#text", text, chromedp.ByQuery))
}

// shows waits until the messages have a text.
func shows(tab *browser.Tab, text string) {
	tab.Until(fmt.Sprintf("document.querySelector('.messages').innerText.includes(%q)", text))
}

// Two people see each other, see the other one type, and get what the other one sends.
func TestTwoPeople(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	amara, ben := opens(t, url+"/rooms/lunch", "Amara Okafor"), opens(t, url+"/rooms/lunch", "Ben Šimić")
	for _, tab := range []*browser.Tab{amara, ben} {
		tab.Until("document.querySelector('#here-total').innerText.trim().startsWith('2')")
	}
	types(ben, "Soup ")
	amara.Until("document.querySelector('.typing').innerText === 'Ben Šimić is typing…'")
	if got := ben.Text("document.querySelector('.typing').innerText.trim()"); got != "" {
		t.Errorf("Ben sees %q", got)
	}
	types(ben, "today?"+kb.Enter)
	shows(amara, "Soup today?")
	shows(ben, "Soup today?")
	ben.Until("document.querySelector('#text').value === ''")
	amara.Until("document.querySelector('.typing').innerText.trim() === ''")
	if got := ben.Text("location.pathname + ' ' + document.activeElement.id"); got != "/rooms/lunch text" {
		t.Errorf("after sending, the page and the focus are %s", got)
	}
	// What is typed right after a send is a new draft.
	types(ben, "And bread?"+kb.Enter)
	shows(amara, "And bread?")
	amara.Until("document.querySelector('#m2').getBoundingClientRect().bottom <= document.querySelector('.scroller').getBoundingClientRect().bottom")
	ben.Run(chromedp.Navigate("about:blank"))
	amara.Until("document.querySelector('#here-total').innerText.trim().startsWith('1')")
}

// What a person reads and writes on one device is read and written on the other, on another node.
func TestTwoDevicesOnTwoNodes(t *testing.T) {
	level.Long(t)
	path := filepath.Join(t.TempDir(), "chat.db")
	first, _ := node(t, path)
	second, _ := node(t, path)
	laptop, phone := opens(t, first+"/rooms/lunch", "Amara Okafor"), opens(t, second+"/", "Amara Okafor")
	ben := opens(t, second+"/rooms/garden", "Ben Šimić")
	const badge = "document.querySelector('#room-general .badge')?.innerText ?? ''"
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Until(badge + " === '3'")
		tab.Until("document.title.startsWith('(6) ') || document.title.startsWith('(3) ')")
	}
	phone.Eval("document.querySelector('#room-general a').click()", nil)
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Until(badge + " === ''")
	}
	types(ben, "The tomatoes are ripe."+kb.Enter)
	for _, tab := range []*browser.Tab{laptop, phone} {
		tab.Until("document.querySelector('#room-garden .badge').innerText === '4'")
		tab.Until("document.title.startsWith('(4) ')")
	}
	types(laptop, "Half a")
	phone.Eval("document.querySelector('#room-lunch a').click()", nil)
	phone.Until("document.querySelector('#text')?.value === 'Half a'")
	types(laptop, " sentence")
	phone.Until("document.querySelector('#text').value === 'Half a sentence'")
	types(phone, kb.Enter)
	shows(laptop, "Half a sentence")
	phone.Until("document.querySelector('#text').value === ''")
}

// Scrolling up loads what is older, in the address, and what is in sight stays where it is over a
// reload.
func TestHistoryPosition(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	tab := opens(t, url+"/rooms/general", "Amara Okafor")
	tab.Until("document.querySelector('#m400').getBoundingClientRect().bottom <= innerHeight")
	tab.Eval("document.querySelector('.scroller').scrollBy(0, -1e6)", nil)
	tab.Until("Number(new URLSearchParams(location.search).get('from')) > 0")
	tab.Until("!document.documentElement.ariaBusy && document.querySelector('.messages').firstElementChild.getBoundingClientRect().bottom < 0")
	tab.Eval("document.querySelector('#m320').scrollIntoView({block: 'center'})", nil)
	const place = "Math.round(document.querySelector('#m320').getBoundingClientRect().top)"
	before := tab.Text(place)
	tab.Run(chromedp.Reload())
	tab.Until(place + " === " + before)
	tab.Open(url + "/rooms/general?at=200#m200")
	tab.Until("document.querySelector('[data-marked]')?.id === 'm200' && (r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('#m200').getBoundingClientRect())")
}

// Without scripts people read and write.
func TestWithoutScripts(t *testing.T) {
	level.Long(t)
	url, _ := node(t, filepath.Join(t.TempDir(), "chat.db"))
	tab := browser.New(t).Tab(t)
	tab.Run(emulation.SetScriptExecutionDisabled(true))
	enter(tab, url+"/rooms/general", "Amara Okafor")
	tab.Until("document.querySelector('#m400').getBoundingClientRect().bottom <= innerHeight")
	types(tab, "Without scripts")
	tab.Run(chromedp.Click("[name=_send]", chromedp.ByQuery))
	tab.Until("location.pathname === '/rooms/general' && document.querySelector('#m401')?.innerText.includes('Without scripts')")
	tab.Run(chromedp.Click("a[rel=prev]", chromedp.ByQuery))
	tab.Until("location.search.startsWith('?from=')")
}

// What people write does nothing.
func TestHostileMessage(t *testing.T) {
	level.Long(t)
	url, c := node(t, filepath.Join(t.TempDir(), "chat.db"))
	tab := opens(t, url+"/rooms/lunch", "Amara Okafor")
	hostile := `<img src=x onerror="window.hurt=1"><script>window.hurt=2</script><a data-gf-on="visible" href="/">x</a> javascript:alert(1) https://a.example/"onmouseover="hurt=3`
	err := c.store.transact(t.Context(), func(tx transaction) error {
		_, err := c.store.Send(t.Context(), tx, demoPeople[1], "lunch", hostile)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	shows(tab, "<script>window.hurt=2</script>")
	if got := tab.Text("JSON.stringify([window.hurt, document.querySelectorAll('.text :not(a, small)').length, [...document.querySelectorAll('.text a')].map(a => a.href), location.pathname])"); got != `[null,0,["https://a.example/"],"/rooms/lunch"]` {
		t.Errorf("the page has %s", got)
	}
}

// axe finds nothing, light and dark, on a phone and on a wide screen, in both languages; with files
// too. Nothing is wider than the screen.
// SHOTS=/tmp/shots writes pictures.
func TestAccessibilityAxe(t *testing.T) {
	level.Long(t)
	script := axe.Script(t)
	url, c := node(t, filepath.Join(t.TempDir(), "chat.db"))
	err := c.store.transact(t.Context(), func(tx transaction) error {
		return tx.exec(t.Context(), `INSERT INTO rooms (id, name, about) VALUES ('long', 'Donaudampfschifffahrtsgesellschaftskapit', 'A sentence about the room for which a phone has no place')`)
	})
	if err != nil {
		t.Fatal(err)
	}
	sends(t, c.store, demoPeople[1], "long", strings.Repeat("word ", 500)+strings.Repeat("x", 400))
	tab := opens(t, url+"/rooms/lunch", "Amara Okafor")
	sea, notes := onDisk(t, "sea.png", pngOf(t, 640, 480)), onDisk(t, "a long name of a file that hardly fits on a small screen.txt", []byte("Notes"))
	for _, text := range []string{"The view from there, and what to bring" + kb.Enter, ""} {
		chooses(tab, sea, notes)
		tab.Until("document.querySelectorAll('.attached > li').length === 2 && !document.querySelector('#attach .gf-file')")
		types(tab, text)
	}
	tab.Until("document.querySelector('#m1 .files')")
	agent := tab.Text("navigator.userAgent")
	looks := func(language string, width int64, scheme string) {
		tab.Run(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
			emulation.SetUserAgentOverride(agent).WithAcceptLanguage(language),
			emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		for _, path := range []string{"/", "/sign-in", "/search?q=coffee", "/rooms/general", "/rooms/general?at=200", "/rooms/general?message=400", "/rooms/lunch", "/rooms/lunch?message=1", "/rooms/lunch/write", "/rooms/lunch/read", "/rooms/long"} {
			tab.Open(url + path)
			tab.Until("document.readyState === 'complete' && document.querySelector('#page h1') && document.documentElement.dataset.gfStream === 'live'")
			if dir := os.Getenv("SHOTS"); dir != "" {
				var shot []byte
				tab.Run(chromedp.CaptureScreenshot(&shot))
				name := strings.NewReplacer("/", "_", "?", "_").Replace(fmt.Sprintf("chat%s-%s-%s-%d.png", path, language, scheme, width))
				if err := os.WriteFile(filepath.Join(dir, name), shot, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := tab.Text("document.documentElement.lang + ' ' + (document.documentElement.scrollWidth - innerWidth)"); got != language+" 0" {
				t.Errorf("%s, %s, %d wide: the language, and by how much it is too wide: %s", path, language, width, got)
			}
			axe.Check(t, tab, script, fmt.Sprintf("%s, %s, %s, %d wide", path, language, scheme, width))
		}
	}
	for _, width := range []int64{390, 1300} {
		for _, scheme := range []string{"light", "dark"} {
			looks("en", width, scheme)
		}
	}
	looks("de", 390, "light")
	looks("de", 1300, "dark")
}
