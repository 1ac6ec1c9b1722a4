package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
)

const comboboxForm = `<form method="post" action="/a?_action=save"><div data-gf-combobox="/people?q="><input id="who" name="who"><input type="text" name="who.chosen" hidden>
<div id="popup" data-gf-keep hidden><ul role="listbox" id="list" aria-label="Who"></ul><p>Searching…</p></div><p id="status" role="status" data-gf-keep></p></div></form>`

func TestCombobox(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", comboboxForm)})
		s.page("/people?q=a", reply{Title: "p", Version: "v1", Body: `<ul><li data-gf-option="1"><span>Ann</span></li><li data-gf-option="2"><span>Ada</span></li></ul><p>2 options</p>`})
		s.page("/people?q=ad", reply{Title: "p", Version: "v2", Body: `<ul><li data-gf-option="2"><span>Ada</span></li></ul><p>1 option</p>`})
		tab := s.open(chromium, t, "/a")
		tab.Until(`document.getElementById("who").role === "combobox"`)
		tab.Eval(`document.getElementById("who").focus()`, nil)
		return s, tab
	}
	const shown = `[...document.querySelectorAll("#list li")].map(li => li.textContent).join() + "|" + document.getElementById("status").textContent`

	t.Run("an answer to an older text is not shown", func(t *testing.T) {
		s, tab := start(t)
		gate, received := make(chan struct{}), make(chan struct{})
		s.on("GET /people?q=a", func(w http.ResponseWriter, r *http.Request) {
			close(received)
			<-gate
		})
		tab.Eval(`(window.seen = [], new MutationObserver(() => seen.push(document.getElementById("popup").innerText)).observe(document.getElementById("popup"), { childList: true, subtree: true }))`, nil)
		tab.Run(chromedp.KeyEvent("a"))
		<-received
		tab.Run(chromedp.KeyEvent("d"))
		tab.Until(shown + ` === "Ada|1 option"`)
		close(gate)
		want(t, "shown", tab.Text(`seen.some(text => text.includes("reached"))`), "false")
	})

	level.Long(t)
	t.Run("keys that come before the answer wait for it", func(t *testing.T) {
		_, tab := start(t)
		tab.Run(chromedp.KeyEvent("a"))
		for _, key := range []struct {
			name string
			code int64
		}{{"ArrowDown", 40}, {"ArrowDown", 40}, {"Enter", 13}} {
			tab.Run(input.DispatchKeyEvent(input.KeyDown).WithKey(key.name).WithCode(key.name).WithWindowsVirtualKeyCode(key.code))
		}
		tab.Until(`document.getElementById("who").value === "Ada" && document.querySelector("[hidden][name]").value === "2 Ada"`)
	})

	t.Run("nothing is searched for during a composition", func(t *testing.T) {
		s, tab := start(t)
		tab.Run(input.ImeSetComposition("a", 1, 1))
		// A search would begin meanwhile.
		tab.Eval(`new Promise(done => setTimeout(done, 500))`, nil)
		tab.Run(input.InsertText("ad"))
		tab.Until(shown + ` === "Ada|1 option"`)
		want(t, "searches", len(s.requests("patch GET /people")), 1)
	})
}

const summaryForm = `<form method="post" action="/a?_action=save"><div id="summary" tabindex="-1" data-gf-summary hidden><p data-gf-error="" hidden></p><ul></ul></div>
<label for="n">Name</label><input id="n" name="name"><p data-gf-error="name" hidden></p><label for="g">Age</label><input id="g" name="age"><p data-gf-error="age" hidden></p><button>Save</button></form>`

func TestErrorSummary(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", summaryForm)})
	s.on("POST /a?_action=save", func(w http.ResponseWriter, r *http.Request) {
		s.write(w, r, "patch", reply{Status: 422, Fields: map[string]string{"age": "No age.", "name": "No name.", "other": "No place."}, Made: made("")})
	})
	tab := s.open(chromium, t, "/a")
	tab.Allow("422")
	live(tab)
	click(tab, "button")
	tab.Until(`document.activeElement.id === "summary"`)
	const list = `document.getElementById("summary").innerText.split(/\s*\n\s*/).join("|")`
	want(t, "summary", tab.Text(list), "No place.|Name: No name.|Age: No age.")
	click(tab, "#summary li:last-child a")
	want(t, "focus", tab.Text(`document.activeElement.id + location.hash`), "g")
	tab.Run(chromedp.KeyEvent("7"))
	tab.Until(list + ` === "No place.|Name: No name."`)
}
