package client_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

const savesItself = `<h1>/a</h1><form method="post" action="/a?_action=x" data-gf-on="change" novalidate><input name="title" value="old"> <input name="other"></form>`

// A field with typed text is not in the next body of a form that saves itself. The text is shown
// until the person decides, and the form is not sent while it is half of each build.
func TestUnplacedOutlastsSaves(t *testing.T) {
	level.Long(t)
	s := serve(t)
	body := strings.ReplaceAll(savesItself, `name="title"`, `id="heading" name="heading"`)
	s.page("/a", reply{Title: "a", Version: "v1", Body: savesItself})
	s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
		s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "v2", Body: body})
	})
	tab := s.open(browser.New(t), t, "/a")
	live(tab)
	tab.Run(chromedp.Focus("[name=title]"), input.InsertText("new "))
	s.listening("/a").push("v2", "a", body)
	notice := "document.querySelector('form .goldfish-draft li')?.textContent === 'title: new old'"
	tab.Until(notice + " && document.querySelector('[name=heading]').value === 'old'")
	tab.Run(chromedp.SetValue("[name=other]", "more", chromedp.ByQuery))
	tab.Eval("document.querySelector('[name=other]').dispatchEvent(new Event('change', {bubbles: true}))", nil)
	tab.Until("!document.querySelector('form[aria-busy]') && performance.getEntriesByType('resource').some(e => e.name.endsWith('_action=x'))")
	s.mu.Lock()
	forms := slices.Clone(s.forms)
	s.mu.Unlock()
	for _, form := range forms {
		if strings.Contains(form, "title") || !strings.Contains(form, "heading=old") {
			t.Errorf("sent: %s", form)
		}
	}
	tab.Until(notice)
	s.page("/a", reply{Title: "a", Version: "v2", Body: body})
	tab.Run(chromedp.Reload())
	tab.Until(notice)
	tab.Eval("document.querySelector('form').requestSubmit()", nil)
	tab.Until("!document.querySelector('.goldfish-draft')")
}
