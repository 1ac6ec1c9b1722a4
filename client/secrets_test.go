package client_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// A draft holds no secret: no password, no hidden field, nothing of a field or form that is opted
// out. No other header than that of the form's own request has one either.
func TestSecretsInDrafts(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	const form = `<h1>/a</h1><form id="f" method="post" action="/a?_action=x"><input name="plain">
<input type="password" name="p" id="p"><input type="hidden" name="h" value="canary-hidden"><input name="card" id="card" data-gf-draft="off">
<div data-gf-draft="off"><textarea name="note" id="note"></textarea><div contenteditable data-gf-name="rich" id="rich"></div></div>
<input name="shown" id="shown" type="password"></form>
<form id="g" method="post" action="/a?_action=y" data-gf-draft="off"><input name="code" id="code"></form><a href="/b">b</a>`
	s.page("/a", reply{Title: "a", Version: "v", Body: form})
	tab := s.open(chromium, t, "/a")
	live(tab)
	tab.Run(chromedp.SendKeys("[name=plain]", "typed"))
	for _, id := range []string{"p", "card", "note", "rich", "code", "shown"} {
		tab.Run(chromedp.SendKeys("#"+id, "canary-"+id))
	}
	// A button "show password" makes it a text for a moment, and back.
	tab.Eval("document.getElementById('shown').type = 'text'", nil)
	tab.Eval("document.getElementById('shown').type = 'password'", nil)
	const stored = "Object.entries(sessionStorage).concat(Object.entries(localStorage)).map(String).join(' ') + document.cookie + JSON.stringify(history.state)"
	tab.Until(stored + ".includes('typed')")
	tab.Eval("dispatchEvent(new PageTransitionEvent('pagehide'))", nil)
	if got := tab.Text(stored); strings.Contains(got, "canary") {
		t.Errorf("a secret is stored: %s", got)
	}
	click(tab, "a[href='/b']")
	shows(tab, "/b")
	if got := tab.Text(stored); strings.Contains(got, "canary") || !strings.Contains(got, "typed") {
		t.Errorf("what is stored on the next page: %s", got)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, header := range s.headers {
		for name, values := range header {
			if strings.Contains(strings.Join(values, ""), "canary") {
				t.Errorf("%s: the header %s has a secret: %s", s.asked[i], name, values)
			}
		}
	}
}
