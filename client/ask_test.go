package client_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

const dialogOpen = "!!document.querySelector('dialog.goldfish-ask:modal')"

// The server asks before it does something: the question is a dialog, and the form stays.
func TestConfirmDialog(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<form method="post" action="/a?_action=x"><input name="why"><p data-gf-error="" hidden></p><button name="how" value="fast">go</button></form>`)})
	s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
		a := reply{Status: 422, Made: made(""), Fields: map[string]string{"": "Delete 12?"}, Confirm: &wire.Confirm{Question: "Delete 12?", Yes: "Delete"}}
		if r.FormValue("_confirm") == "Delete 12?" {
			a = reply{URL: "/a", Made: made(""), Title: "a", Version: "vb", Body: bodyOf("/done", "")}
		}
		s.write(w, r, "patch", a)
	})
	tab := s.open(chromium, t, "/a")
	tab.Allow("422")
	tab.Run(chromedp.SendKeys("[name=why]", "old"))
	click(tab, "form button")
	tab.Until(dialogOpen)
	want(t, "the question", tab.Text("document.querySelector('dialog p').textContent"), "Delete 12?")
	want(t, "the focus", tab.Text("document.activeElement.textContent"), "Cancel")
	tab.Run(chromedp.KeyEvent(kb.Escape))
	tab.Until("!document.querySelector('dialog')")
	want(t, "the input", tab.Text("document.querySelector('[name=why]').value"), "old")
	want(t, "the error", tab.Text("document.querySelector('[data-gf-error]').textContent"), "")
	want(t, "posts", len(s.requests("patch POST")), 1)
	click(tab, "form button")
	tab.Until(dialogOpen)
	tab.Run(chromedp.KeyEvent(kb.Shift+kb.Tab), chromedp.KeyEvent(kb.Tab))
	click(tab, "dialog.goldfish-ask button")
	shows(tab, "/done")
	want(t, "what was sent", s.lastForm(), "_confirm=Delete+12%3F&how=fast&why=old")
}

// data-gf-confirm asks in the browser, and sends the answer with the form.
func TestConfirmAttributeAnswers(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	s := serve(t)
	s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<form method="post" action="/a?_action=x"><button data-gf-confirm="Sure?">go</button></form>`)})
	s.on("POST /a?_action=x", func(w http.ResponseWriter, r *http.Request) {
		s.write(w, r, "patch", reply{URL: "/a", Made: made(""), Title: "a", Version: "vb", Body: bodyOf("/done", "")})
	})
	tab := s.open(chromium, t, "/a")
	tab.Eval("window.confirm = () => true", nil)
	click(tab, "form button")
	shows(tab, "/done")
	want(t, "what was sent", s.lastForm(), "_confirm=Sure%3F")
}

// A page with unsaved changes is not left without a question.
func TestUnsaved(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/z", reply{Title: "z", Version: "vz", Body: bodyOf("/z", `<a id="to" href="/a">a</a>`)})
		s.page("/b", reply{Title: "b", Version: "vb", Body: bodyOf("/b", "")})
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<a id="out" href="/b">b</a> <a id="same" href="/a?tab=1">tab</a>
<form id="f" method="post" action="/a?_action=save" data-gf-unsaved><input name="text" value="x"><input type="checkbox" name="c"><button>Save</button></form>`)})
		s.page("/a?tab=1", reply{Title: "a", Version: "va", Body: s.answer("/a").Body})
		tab := s.open(chromium, t, "/z")
		click(tab, "#to")
		shows(tab, "/a")
		tab.Until("performance.getEntriesByType('resource').some(({ name, responseEnd }) => /ask-/.test(name) && responseEnd)")
		tab.Eval("new Promise(done => setTimeout(done, 100))", nil)
		return s, tab
	}
	edit := func(tab *browser.Tab) { tab.Run(chromedp.SendKeys("[name=text]", "y")) }

	t.Run("a link", func(t *testing.T) {
		_, tab := start(t)
		edit(tab)
		click(tab, "#out")
		tab.Until(dialogOpen)
		want(t, "the focus", tab.Text("document.activeElement.textContent"), "Stay")
		tab.Run(chromedp.KeyEvent(kb.Escape))
		tab.Until("!document.querySelector('dialog')")
		want(t, "the address", address(tab), "/a")
		want(t, "the input", tab.Text("document.querySelector('[name=text]').value.length"), "2")
		click(tab, "#out")
		tab.Until(dialogOpen)
		click(tab, "dialog.goldfish-ask button")
		shows(tab, "/b")
		want(t, "the address", address(tab), "/b")
	})

	level.Long(t)
	t.Run("Back", func(t *testing.T) {
		_, tab := start(t)
		edit(tab)
		before := tab.Text("history.length")
		tab.Eval("history.back()", nil)
		tab.Until(dialogOpen)
		tab.Until("location.pathname === '/a'")
		tab.Run(chromedp.KeyEvent(kb.Enter)) // Stay
		tab.Until("!document.querySelector('dialog')")
		want(t, "the heading", tab.Text("document.querySelector('h1').textContent"), "/a")
		tab.Eval("history.back()", nil)
		tab.Until(dialogOpen)
		click(tab, "dialog.goldfish-ask button")
		shows(tab, "/z")
		want(t, "the address", address(tab), "/z")
		tab.Eval("history.forward()", nil)
		shows(tab, "/a")
		want(t, "the entries", tab.Text("history.length"), before)
	})

	t.Run("nothing to lose", func(t *testing.T) {
		_, tab := start(t)
		click(tab, "#out")
		shows(tab, "/b")
	})

	t.Run("within the page", func(t *testing.T) {
		_, tab := start(t)
		edit(tab)
		click(tab, "#same")
		tab.Until("location.search === '?tab=1'")
		want(t, "dialogs", tab.Text("document.querySelectorAll('dialog').length"), "0")
	})

	t.Run("after the submit", func(t *testing.T) {
		s, tab := start(t)
		gate := make(chan struct{})
		defer close(gate)
		s.on("POST /a?_action=save", func(http.ResponseWriter, *http.Request) { <-gate })
		edit(tab)
		click(tab, "#f button")
		s.waits("patch POST", 1)
		click(tab, "#out")
		tab.Until("document.querySelector('h1').textContent === '/b'")
	})

	// asks tries to unload the document. It is true if the client wants a question.
	const asks = `(() => { const e = new Event("beforeunload", { cancelable: true }); return String(!dispatchEvent(e)); })()`
	t.Run("closing the tab", func(t *testing.T) {
		_, tab := start(t)
		want(t, "without changes", tab.Text(asks), "false")
		edit(tab)
		want(t, "with changes", tab.Text(asks), "true")
		asked := make(chan string, 1)
		chromedp.ListenTarget(tab.Context, func(ev any) {
			if d, ok := ev.(*page.EventJavascriptDialogOpening); ok {
				select {
				case asked <- string(d.Type):
				default:
				}
			}
		})
		tab.Eval("void setTimeout(() => location.assign('/b'))", nil)
		want(t, "the browser's dialog", <-asked, "beforeunload")
		tab.Run(page.HandleJavaScriptDialog(true))
	})

	t.Run("closing the tab after the answer", func(t *testing.T) {
		s, tab := start(t)
		gate := make(chan struct{})
		defer close(gate)
		s.on("GET /b", func(http.ResponseWriter, *http.Request) { <-gate })
		edit(tab)
		click(tab, "#out")
		tab.Until(dialogOpen)
		click(tab, "dialog.goldfish-ask button")
		s.waits("patch GET /b", 1)
		want(t, "asked again", tab.Text(asks), "false")
	})
}
