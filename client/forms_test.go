package client_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/goldfish-go/goldfish/internal/test/browser"
	"github.com/goldfish-go/goldfish/internal/test/level"
	"github.com/goldfish-go/goldfish/internal/wire"
)

const ticketForm = `<form method="post" action="/a?_action=open" id="f">
<input name="subject" id="subject"><p data-gf-error="subject" id="subject-error" hidden></p>
<textarea name="text"></textarea><p data-gf-error="text" hidden></p>
<input type="hidden" name="kind" value="bug"><p data-gf-error="" hidden></p>
<button name="do" value="save" data-gf-busy="Saving…">Save</button><button id="other" name="do" value="draft" formaction="/a?_action=draft">Draft</button></form>`

func TestFormSubmission(t *testing.T) {
	t.Parallel()
	chromium := browser.New(t)

	// action answers a POST with a patch.
	action := func(s *site, url string, r reply) {
		if r.Made == "" {
			r.Made = made("")
		}
		s.on("POST "+url, func(w http.ResponseWriter, req *http.Request) {
			s.write(w, req, "patch", r)
		})
	}
	start := func(t *testing.T) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ticketForm)})
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va2", History: "replace", Flash: "Opened.", Body: bodyOf("done", ticketForm)})
		return s, s.open(chromium, t, "/a")
	}

	t.Run("a POST form is sent by fetch, with its submitter, and the answer is shown", func(t *testing.T) {
		s, tab := start(t)
		tab.Eval("window.same = 1", nil)
		tab.Run(chromedp.SendKeys("#subject", "Broken"), chromedp.SendKeys("textarea", "line one"))
		tab.Eval("document.querySelector('textarea').value += '\\nline two'", nil)
		click(tab, "button")
		shows(tab, "done")
		want(t, "form", s.lastForm(), "do=save&kind=bug&subject=Broken&text=line+one%0D%0Aline+two")
		want(t, "same document", tab.Text("window.same"), "1")
		want(t, "from", s.lastHeader("patch POST /a?_action=open").Get(wire.FromHeader), "/a")
		want(t, "version", s.lastHeader("patch POST /a?_action=open").Get(wire.VersionHeader), "va")
		want(t, "flash", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "Opened.")
		want(t, "fields are reset", tab.Text("document.querySelector('#subject').value + document.querySelector('textarea').value"), "")
		want(t, "version held", tab.Text("document.getElementById('page').dataset.gfVersion"), "va2")
		click(tab, "a[href='/b']")
		shows(tab, "/b")
		want(t, "flash afterwards", tab.Text("document.querySelector('[data-gf-flash]').hidden"), "true")
	})

	t.Run("fields are reset though the server's form is the same as before", func(t *testing.T) {
		s, tab := start(t)
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va", Body: bodyOf("/a", ticketForm)})
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		click(tab, "button")
		tab.Until("document.querySelector('#subject').value === ''")
	})

	t.Run("fields are reset though the answer has no body, because nothing changed", func(t *testing.T) {
		s, tab := start(t)
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va", Flash: "Sent."})
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		click(tab, "button")
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Sent.'")
		want(t, "field", tab.Text("document.querySelector('#subject').value"), "")
		want(t, "page", tab.Text("document.querySelector('h1').textContent"), "/a")
	})

	level.Long(t)
	t.Run("an indicator is busy while its form or link is", func(t *testing.T) {
		s := serve(t)
		gate := make(chan struct{})
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><p class="spinner"></p><form method="post" action="/a?_action=x" data-gf-indicator=".spinner"><button>go</button></form><a href="/b" data-gf-indicator=".spinner">b</a>`})
		s.page("/b", reply{Title: "b", Body: "<h1>/b</h1>", Gate: gate})
		action(s, "/a?_action=x", reply{Status: 422, Gate: gate, Fields: map[string]string{}})
		tab := s.open(chromium, t, "/a")
		tab.Allow("422")
		for _, selector := range []string{"button", "a[href='/b']"} {
			click(tab, selector)
			tab.Until("document.querySelector('.spinner').getAttribute('aria-busy') === 'true'")
			gate <- struct{}{}
			tab.Until("!document.querySelector('[aria-busy]')")
		}
		shows(tab, "/b")
	})

	t.Run("a sent form's text does not turn up in the form of the page that it leads to", func(t *testing.T) {
		s, tab := start(t)
		action(s, "/a?_action=open", reply{URL: "/b", Title: "b", Version: "vb", Body: bodyOf("/b", `<form id="f" method="post" action="/b?_action=reply"><input name="subject" id="subject"></form>`)})
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		tab.Eval("document.querySelector('form').requestSubmit()", nil)
		shows(tab, "/b")
		want(t, "field and focus", tab.Text("document.querySelector('#subject').value + document.activeElement.localName"), "h1")
	})

	t.Run("the other button's name, value and address", func(t *testing.T) {
		s, tab := start(t)
		action(s, "/a?_action=draft", reply{URL: "/a", Title: "a", Version: "v", Body: bodyOf("draft", ticketForm)})
		click(tab, "#other")
		shows(tab, "draft")
		want(t, "form", s.lastForm(), "do=draft&kind=bug&subject=&text=")
	})

	t.Run("a form under way cannot be sent twice, and shows that it is", func(t *testing.T) {
		s, tab := start(t)
		gate := make(chan struct{})
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va2", Gate: gate, Body: bodyOf("done", ticketForm)})
		tab.Eval("(b => { b.click(); b.click(); b.form.requestSubmit() })(document.querySelector('button'))", nil)
		tab.Until("document.querySelector('button').textContent === 'Saving…'")
		want(t, "busy", tab.Text("[document.querySelector('form'), document.querySelector('button'), document.documentElement].map(e => e.getAttribute('aria-busy'))"), "true,true,true")
		close(gate)
		shows(tab, "done")
		want(t, "label", tab.Text("document.querySelector('button').textContent"), "Save")
		want(t, "busy elements", tab.Text("document.querySelectorAll('[aria-busy]').length"), "0")
		want(t, "posts", len(s.requests("patch POST")), 1)
		click(tab, "button")
		tab.Until("!document.querySelector('[aria-busy]')")
		want(t, "posts afterwards", len(s.requests("patch POST")), 2)
	})

	t.Run("a push while a form is under way leaves its label and what was typed", func(t *testing.T) {
		s, tab := start(t)
		gate := make(chan struct{})
		action(s, "/a?_action=open", reply{Status: 422, Gate: gate, Fields: map[string]string{"text": "Say more."}})
		l := s.listening("/a")
		tab.Allow("422")
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		click(tab, "button")
		tab.Until("document.querySelector('button').textContent === 'Saving…'")
		l.push("v9", "a", bodyOf("pushed", ticketForm))
		tab.Until("document.querySelector('h1').textContent === 'pushed'")
		want(t, "label and text", tab.Text("document.querySelector('button').textContent + document.querySelector('#subject').value"), "Saving…Broken")
		l.push("v10", "a", bodyOf("again", strings.Replace(ticketForm, ">Save<", ">Keep<", 1)))
		tab.Until("document.querySelector('h1').textContent === 'again'")
		close(gate)
		tab.Until("!document.querySelector('[aria-busy]')")
		want(t, "the server's new label", tab.Text("document.querySelector('button').textContent"), "Keep")
		want(t, "the error stays through pushes", tab.Text("document.querySelector('[data-gf-error=text]').textContent + document.querySelector('textarea').getAttribute('aria-invalid')"), "Say more.true")
	})

	t.Run("a 422 puts the errors into their places and keeps the input", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("422")
		tab.Eval("addEventListener('goldfish:invalid', e => window.heard = e.target.id + Object.keys(e.detail.fields))", nil)
		action(s, "/a?_action=open", reply{Status: 422, Fields: map[string]string{"text": "Say more.", "subject": "Too short.", "": "Please look again.", "kind": "Unknown kind."}})
		tab.Run(chromedp.SendKeys("#subject", "x"), chromedp.SendKeys("textarea", "y"))
		click(tab, "button")
		tab.Until("!document.querySelector('[data-gf-error=subject]').hidden")
		want(t, "texts", tab.Text("[...document.querySelectorAll('[data-gf-error]')].map(e => e.hidden + e.textContent)"), "falseToo short.,falseSay more.,falsePlease look again. Unknown kind.")
		want(t, "invalid", tab.Text("[...document.querySelectorAll('[aria-invalid=true]')].map(e => e.name)"), "subject,text")
		want(t, "described", tab.Text("document.querySelector('#subject').getAttribute('aria-describedby')"), "subject-error")
		want(t, "focus", tab.Text("document.activeElement.id"), "subject")
		want(t, "input", tab.Text("document.querySelector('#subject').value + document.querySelector('textarea').value"), "xy")
		want(t, "address", address(tab), "/a")
		want(t, "event", tab.Text("window.heard"), "f,kind,subject,text")
		tab.Run(input.InsertText("z"))
		want(t, "after an edit", tab.Text("[...document.querySelectorAll('[data-gf-error]')].map(e => e.hidden)"), "true,false,false")
		want(t, "described no more", tab.Text("document.querySelector('#subject').hasAttribute('aria-describedby') || document.querySelector('#subject').hasAttribute('aria-invalid')"), "false")
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va2", Body: bodyOf("done", ticketForm)})
		click(tab, "button")
		shows(tab, "done")
		want(t, "errors are gone", tab.Text("document.querySelectorAll('[data-gf-error]:not([hidden]), [aria-invalid]').length"), "0")
	})

	t.Run("files go as multipart", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=up" enctype="multipart/form-data"><input name="n" value="ä"><input type="file" name="file"><button>go</button></form>`})
		action(s, "/a?_action=up", reply{URL: "/a", Title: "a", Version: "v2", Body: `<h1>up</h1>`})
		tab := s.open(chromium, t, "/a")
		path := filepath.Join(t.TempDir(), "x.txt")
		if err := os.WriteFile(path, []byte("hello"), 0o600); err != nil {
			t.Fatal(err)
		}
		tab.Run(chromedp.SetUploadFiles("input[type=file]", []string{path}))
		click(tab, "button")
		shows(tab, "up")
		want(t, "form", s.lastForm(), "multipart n=%C3%A4 file=x.txt(5)")
	})

	t.Run("a field called action, method or submit hides nothing", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><input name="action" value="1"><input name="method" value="2"><input name="target" value="3"><button name="id">go</button></form>`})
		action(s, "/a?_action=x", reply{URL: "/a", Title: "a", Version: "v2", Body: `<h1>done</h1>`})
		tab := s.open(chromium, t, "/a")
		click(tab, "button")
		shows(tab, "done")
		want(t, "form", s.lastForm(), "action=1&id=&method=2&target=3")
	})

	t.Run("an outage keeps the input and says so, and the form works afterwards", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("503|ERR_EMPTY_RESPONSE|Failed to load")
		action(s, "/a?_action=open", reply{Status: 503, Message: "Not now."})
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		click(tab, "button")
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Not now.'")
		want(t, "input", tab.Text("document.querySelector('#subject').value"), "Broken")
		action(s, "/a?_action=open", reply{Status: -1})
		click(tab, "button")
		tab.Until("document.documentElement.hasAttribute('data-gf-offline') && !document.querySelector('[aria-busy]')")
		want(t, "input still", tab.Text("document.querySelector('#subject').value"), "Broken")
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va2", Body: bodyOf("done", ticketForm)})
		click(tab, "button")
		shows(tab, "done")
		want(t, "offline", tab.Text("document.documentElement.hasAttribute('data-gf-offline')"), "false")
	})

	t.Run("a refusal without errors is said", func(t *testing.T) {
		s, tab := start(t)
		tab.Allow("409")
		action(s, "/a?_action=open", reply{Status: 409, Message: "Somebody was faster."})
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		click(tab, "button")
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Somebody was faster.'")
		want(t, "input", tab.Text("document.querySelector('#subject').value"), "Broken")
	})

	t.Run("a POST is never given up, but its answer does not undo a newer visit", func(t *testing.T) {
		s, tab := start(t)
		gate := make(chan struct{})
		action(s, "/a?_action=open", reply{URL: "/a", Title: "a", Version: "va2", Flash: "Opened.", Gate: gate, Body: bodyOf("done", ticketForm)})
		click(tab, "button")
		tab.Until("document.querySelector('[aria-busy]')")
		click(tab, "a[href='/b']")
		tab.Until("document.querySelector('h1').textContent === '/b'")
		close(gate)
		tab.Until("document.querySelector('[data-gf-flash]').textContent === 'Opened.'")
		want(t, "heading", tab.Text("document.querySelector('h1').textContent"), "/b")
		want(t, "address", address(tab), "/b")
	})

	t.Run("another page, another client and a location after an action", func(t *testing.T) {
		s, tab := start(t)
		action(s, "/a?_action=open", reply{URL: "/b", History: "push", Title: "b", Version: "vb", Body: bodyOf("/b", "")})
		click(tab, "button")
		shows(tab, "/b")
		want(t, "address", address(tab), "/b")
		want(t, "documents", len(s.requests("document GET /b")), 0)
		tab.Eval("history.back()", nil)
		shows(tab, "/a")
		action(s, "/a?_action=open", reply{URL: "/c", Made: otherClient, Title: "c", Version: "vc", Flash: "Saved.", Body: bodyOf("/c", "")})
		click(tab, "button")
		shows(tab, "/c")
		want(t, "documents of /c", len(s.requests("document GET /c")), 0)
		want(t, "flash", tab.Text("document.querySelector('[data-gf-flash]').textContent"), "Saved.")
		tab.Open(s.URL + "/a")
		tab.Until("window.goldfish")
		action(s, "/a?_action=open", reply{To: "/d"})
		click(tab, "button")
		shows(tab, "/d")
		want(t, "documents of /d", len(s.requests("document GET /d")), 1)
	})

	t.Run("an app may look at a submit, add to it and prevent it", func(t *testing.T) {
		s, tab := start(t)
		tab.Eval(`addEventListener("goldfish:submit", e => e.preventDefault(), {once: true})`, nil)
		click(tab, "button")
		time.Sleep(30 * time.Millisecond)
		want(t, "posts", len(s.requests("patch POST")), 0)
		tab.Eval(`addEventListener("goldfish:submit", e => e.detail.data.set("more", "1"), {once: true})`, nil)
		click(tab, "button")
		shows(tab, "done")
		want(t, "form", s.lastForm(), "do=save&kind=bug&more=1&subject=&text=")
	})

	t.Run("what is the browser's is left to it", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1>
<form id="off" data-gf-patch="off" method="post" action="/plain"><button>go</button></form>
<form id="target" target="_blank" action="/x"><button>go</button></form>
<dialog open><form id="dialog" method="dialog"><button>close</button></form></dialog>
<form id="away" action="https://elsewhere.example/"><button>go</button></form>`})
		s.on("POST /plain", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "document", reply{URL: "/plain", Title: "plain", Made: made(""), Body: "<h1>plain</h1>"})
		})
		tab := s.open(chromium, t, "/a")
		for _, id := range []string{"target", "dialog", "away"} {
			want(t, id, tab.Text(`(form => { let prevented; addEventListener("submit", e => { prevented = e.defaultPrevented; if (form.id != "dialog") e.preventDefault() }, {once: true}); form.requestSubmit(); return prevented })(document.getElementById("`+id+`"))`), "false")
		}
		want(t, "the dialog", tab.Text("document.querySelector('dialog').open"), "false")
		click(tab, "#off button")
		shows(tab, "plain")
		want(t, "patches", len(s.requests("patch")), 0)
	})

	t.Run("a question is asked before a form is sent", func(t *testing.T) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "v", Body: `<h1>/a</h1><form method="post" action="/a?_action=x"><button data-gf-confirm="Delete?">go</button></form>`})
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.confirm = q => (window.asked = q, false)", nil)
		click(tab, "button")
		want(t, "asked", tab.Text("window.asked"), "Delete?")
		time.Sleep(30 * time.Millisecond)
		want(t, "posts", len(s.requests("patch POST")), 0)
	})
}

// TestSubmitBeforeTheFile: forms.js is loaded at the start. What is submitted before it is there is
// not lost.
func TestSubmitBeforeTheFile(t *testing.T) {
	level.Long(t)
	t.Parallel()
	chromium := browser.New(t)
	open := func(t *testing.T, prepare func(s *site)) (*site, *browser.Tab) {
		s := serve(t)
		s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", ticketForm)})
		s.on("POST /a?_action=draft", func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, "patch", reply{URL: "/a", Title: "a", Version: "va2", Body: bodyOf("done", "")})
		})
		prepare(s)
		tab := s.open(chromium, t, "/a")
		tab.Eval("window.same = 1", nil)
		tab.Run(chromedp.SendKeys("#subject", "Broken"))
		return s, tab
	}

	t.Run("it is submitted once, with its button, when the file has arrived", func(t *testing.T) {
		late := make(chan struct{})
		s, tab := open(t, func(s *site) { s.late = late })
		click(tab, "#other")
		click(tab, "#other")
		close(late)
		shows(tab, "done")
		want(t, "form", s.lastForm(), "do=draft&kind=bug&subject=Broken&text=")
		want(t, "posts", len(s.requests("patch POST /a?_action=draft")), 1)
		want(t, "same document", tab.Text("window.same"), "1")
	})

	t.Run("a click with Ctrl, Shift or another button is the browser's", func(t *testing.T) {
		late := make(chan struct{})
		s, tab := open(t, func(s *site) { s.late = late })
		for _, init := range []string{"ctrlKey: true", "metaKey: true", "shiftKey: true", "altKey: true"} {
			tab.Eval(`(() => {
				window.result = undefined;
				addEventListener("submit", e => { window.result = e.defaultPrevented; e.preventDefault() }, {once: true});
				document.querySelector("#other").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, `+init+`}));
			})()`, nil)
			want(t, "prevented with "+init, tab.Text("window.result"), "false")
			tab.Eval("new Promise(done => setTimeout(done))", nil)
		}
		click(tab, "#other")
		close(late)
		shows(tab, "done")
		want(t, "posts", len(s.requests("patch POST /a?_action=draft")), 1)
	})

	t.Run("what is typed sets off a trigger when the file has arrived", func(t *testing.T) {
		late := make(chan struct{})
		s, tab := open(t, func(s *site) {
			s.late = late
			s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<form action="/b" data-gf-on="input"><input id="subject" name="q"></form>`)})
		})
		close(late)
		shows(tab, "/b?q=Broken")
		want(t, "requests", len(s.requests("patch GET /b")), 1)
	})

	t.Run("the error of what is typed goes when the file has arrived", func(t *testing.T) {
		late := make(chan struct{})
		s, tab := open(t, func(s *site) {
			s.late = late
			s.page("/a", reply{Title: "a", Version: "va", Body: bodyOf("/a", `<form method="post" action="/a?_action=draft"><input id="subject" name="q" aria-invalid="true"><p data-gf-error="q">Too short.</p><input name="r" aria-invalid="true"></form>`)})
		})
		close(late)
		tab.Until("!document.querySelector('#subject').hasAttribute('aria-invalid')")
		want(t, "the errors", tab.Text("document.querySelector('[data-gf-error]').hidden + ' ' + document.querySelector('[name=r]').getAttribute('aria-invalid')"), "true true")
		want(t, "posts", len(s.requests("patch POST")), 0)
	})

	t.Run("the browser submits it, if the file cannot be had", func(t *testing.T) {
		s, tab := open(t, func(s *site) { s.missing = "/forms-" })
		tab.Allow("404|Failed to")
		s.waits("script /forms-", 1)
		click(tab, "#other")
		s.waits("document POST /a?_action=draft", 1)
		want(t, "form", s.lastForm(), "do=draft&kind=bug&subject=Broken&text=")
	})
}
