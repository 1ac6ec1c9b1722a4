package client_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

// An explicit submit is never swallowed by an automatic one.
func TestExplicitDuringAutomatic(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	const form = `<form id="f" method="post" action="/a?_action=save" data-gf-on="input delay:10ms"><input name="text"><button name="do" value="send">Send</button>
		<button name="do" value="publish" formaction="/a?_action=publish">Publish</button></form>`
	start := func(t *testing.T, body string, after string) (*site, *browser.Tab, chan struct{}) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/a", reply{Title: "a", Version: "v", Body: "<h1>/a</h1>" + body})
		first := true
		for _, url := range []string{"/a?_action=save", "/a?_action=publish"} {
			s.on("POST "+url, func(w http.ResponseWriter, r *http.Request) {
				answer := reply{URL: "/a", Title: "a", Version: "v2", Made: made(""), Body: "<h1>/a</h1>" + after}
				if first {
					first = false
					answer.Gate = gate
				}
				s.write(w, r, "patch", answer)
			})
		}
		return s, s.open(chromium, t, "/a"), gate
	}
	forms := func(s *site) string {
		s.mu.Lock()
		defer s.mu.Unlock()
		return strings.Join(s.forms, " | ")
	}

	for i, c := range []struct{ name, after, press, sent, last string }{
		{"a button", form, "button", "do=send&text=one", "/a?_action=save"},
		{"another button", form, "button + button", "do=publish&text=one", "/a?_action=publish"},
		{"a button that is new after the answer", strings.ReplaceAll(form, "<button", "<i></i><button class=\"new\""), "button + button", "do=publish&text=one", "/a?_action=publish"},
		{"a form that is gone after the answer", "gone", "button", "do=send&text=one", "/a?_action=save"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if i < 2 { // the other two press the same buttons, and the answer changes the form
				level.Long(t)
			}
			s, tab, gate := start(t, form, c.after)
			typeAtOnce(tab, "one")
			s.waits("patch POST", 1)
			click(tab, c.press)
			click(tab, c.press) // pressed twice: sent once
			close(gate)
			s.waits("patch POST", 2)
			tab.Until("!document.documentElement.hasAttribute('aria-busy')")
			want(t, "what was sent", forms(s), "text=one | "+c.sent)
			want(t, "where to", s.requests("patch POST")[1], "patch POST "+c.last)
		})
	}

	t.Run("Enter", func(t *testing.T) {
		s, tab, gate := start(t, form, form)
		typeAtOnce(tab, "one")
		s.waits("patch POST", 1)
		tab.Run(chromedp.Focus("input"), chromedp.KeyEvent(kb.Enter))
		close(gate)
		s.waits("patch POST", 2)
		want(t, "what was sent", forms(s), "text=one | do=send&text=one")
	})

	// The timer is long: only Enter, or what ends it, can be seen.
	slow := strings.Replace(form, "10ms", "400ms", 1)
	level.Long(t)
	t.Run("Enter that goes to another address does not cancel what the timer saves", func(t *testing.T) {
		publish := strings.Replace(slow, `<button name="do" value="send">Send</button>`, "", 1)
		s, tab, gate := start(t, publish, publish)
		close(gate)
		typeAtOnce(tab, "one")
		tab.Run(chromedp.KeyEvent(kb.Enter))
		s.waits("patch POST /a?_action=publish", 1)
		s.waits("patch POST /a?_action=save", 1)
	})
	t.Run("Enter that is answered no does not cancel what the timer saves", func(t *testing.T) {
		s, tab, gate := start(t, strings.Replace(slow, `value="send"`, `value="send" data-gf-confirm="Sure?"`, 1), slow)
		close(gate)
		tab.Eval("window.confirm = () => false", nil)
		typeAtOnce(tab, "one")
		tab.Run(chromedp.KeyEvent(kb.Enter))
		s.waits("patch POST", 1)
		want(t, "what was sent", forms(s), "text=one")
	})
}

// typeAtOnce types a text as one edit.
func typeAtOnce(tab *browser.Tab, text string) {
	tab.Until("window.goldfish")
	tab.Eval("(el => { el.focus(); document.execCommand('insertText', false, '"+text+"') })(document.querySelector('input'))", nil)
}
