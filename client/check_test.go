package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

const checkedForm = `<form method="post" action="/a?_action=save" data-gf-check>
<input name="name"><p id="e-name" data-gf-error="name" hidden></p>
<input name="age"><p id="e-age" data-gf-error="age" hidden></p>
<input type="file" name="photo"><button>Save</button></form>`

// While a person fills in a form, the errors of the fields that were edited are shown.
func TestChecksAsYouType(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	both := map[string]string{"name": "Too short.", "age": "Not a number."}
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", checkedForm)})
		return s, s.open(chromium, t, "/a")
	}
	answer := func(s *site, fields map[string]string) {
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			status := 200
			if r.Header.Get(wire.CheckHeader) == "" {
				status = 422
			}
			s.write(w, r, "patch", reply{Status: status, Fields: fields, Made: made("")})
		})
	}
	errorOf := func(tab *browser.Tab, name string) string {
		return tab.Text("document.getElementById('e-" + name + "').textContent")
	}

	t.Run("only the fields that were edited are marked, and the focus stays", func(t *testing.T) {
		s, tab := start(t)
		answer(s, both)
		tab.Run(chromedp.SendKeys("[name=name]", "x"))
		tab.Until("document.getElementById('e-name').textContent === 'Too short.'")
		want(t, "the other", errorOf(tab, "age"), "")
		want(t, "invalid", tab.Text("[...document.querySelectorAll('[aria-invalid]')].map(el => el.name)"), "name")
		want(t, "focus", tab.Text("document.activeElement.name"), "name")
		want(t, "what was sent", s.lastForm(), "age=&name=x&photo=")
		want(t, "a key", s.lastHeader("patch POST /a?_action=save").Get(wire.KeyHeader), "")
		tab.Run(chromedp.SendKeys("[name=age]", "y"))
		tab.Until("document.getElementById('e-age').textContent === 'Not a number.'")
		want(t, "the first", errorOf(tab, "name"), "Too short.")
	})

	t.Run("fields that are right are not marked", func(t *testing.T) {
		s, tab := start(t)
		answer(s, map[string]string{"name": "Too short."})
		tab.Run(chromedp.SendKeys("[name=name]", "x"), chromedp.SendKeys("[name=age]", "7"))
		tab.Until("document.getElementById('e-name').textContent === 'Too short.'")
		want(t, "invalid", tab.Text("[...document.querySelectorAll('[aria-invalid]')].map(el => el.name)"), "name")
		answer(s, nil)
		tab.Run(chromedp.SendKeys("[name=name]", "yz"))
		tab.Until("!document.querySelector('[aria-invalid]') && !document.getElementById('e-name').textContent")
	})

	level.Long(t)
	t.Run("typed before the file is here", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", checkedForm)})
		s.late, s.lateFile = make(chan struct{}), "/check-"
		tab := s.open(chromium, t, "/a")
		answer(s, both)
		tab.Run(chromedp.SendKeys("[name=name]", "x"))
		close(s.late)
		tab.Until("document.getElementById('e-name').textContent === 'Too short.'")
		want(t, "the other", errorOf(tab, "age"), "")
	})

	t.Run("an older answer is not shown", func(t *testing.T) {
		s, tab := start(t)
		slow := make(chan struct{})
		received := make(chan struct{}, 10)
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
			fields := map[string]string{"name": "The second."}
			if len(s.requests("patch POST")) == 1 {
				fields["name"] = "The first."
				received <- struct{}{}
				<-slow
			}
			s.write(w, r, "patch", reply{Fields: fields, Made: made("")})
		})
		tab.Eval(`(window.shown = [], new MutationObserver(() => shown.push(document.getElementById("e-name").textContent)).observe(document.getElementById("e-name"), { childList: true }))`, nil)
		tab.Run(chromedp.SendKeys("[name=name]", "x"))
		<-received
		tab.Run(chromedp.SendKeys("[name=name]", "y"))
		close(slow)
		tab.Until("document.getElementById('e-name').textContent === 'The second.'")
		want(t, "shown", tab.Text("shown.includes('The first.')"), "false")
	})

	t.Run("a submit ends the check, and marks all fields", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Head: `<script src="/test/clock.js"></script>`, Body: bodyOf("/a", checkedForm)})
		tab := s.open(chromium, t, "/a")
		answer(s, both)
		tab.Allow("422")
		tab.Run(chromedp.SendKeys("[name=name]", "x"))
		tab.Until("clock.pending().includes(400)")
		click(tab, "button")
		tab.Until("document.getElementById('e-age').textContent === 'Not a number.'")
		tab.Eval("(clock.pass(5000), fetch('/a'))", nil)
		want(t, "requests", len(s.requests("patch POST")), 1)
	})

	t.Run("a check without an answer says nothing", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("500")
		s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
		tab.Run(chromedp.SendKeys("[name=name]", "x"))
		s.waits("patch POST", 1)
		want(t, "flash", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "")
		want(t, "value", tab.Text("document.querySelector('[name=name]').value"), "x")
	})
}
